// Hosts: reached over IPv4 alone before 1.5, told their processor as a text before 1.8 and the number
// of their guests, not which they are, before 1.10.

import { type JsonValue, refuse } from 'backlevel/runtime';
import type {
  HostV1_10,
  HostV1_4,
  HostV1_5,
  HostV1_7,
  HostV1_8,
  HostV1_9,
} from '../generated/host.js';

export function backportTo1_9(far: HostV1_9, near: Readonly<HostV1_10>): void {
  if (near.instances !== undefined) far.running_vms = near.instances.length;
}

export function backportTo1_7(far: HostV1_7, near: Readonly<HostV1_8>): void {
  const { cpu_info: info } = near;
  if (info !== undefined && info !== null) far.cpu_info = JSON.stringify(info);
}

/** The text is JSON from every driver but for some old ones, whose words are kept as a JSON string. */
export function upgradeTo1_8(far: HostV1_8, near: Readonly<HostV1_7>): void {
  const { cpu_info: text } = near;
  if (text === undefined || text === null) return;
  try {
    // What JSON spells is a JSON value.
    far.cpu_info = JSON.parse(text, finite) as JsonValue;
  } catch {
    far.cpu_info = text;
  }
}

/** `1e400` parses as a number that JSON cannot say. */
function finite(_key: string, value: unknown): unknown {
  if (value === Infinity || value === -Infinity) throw new RangeError('no number of JSON');
  return value;
}

export function backportTo1_4(far: HostV1_4, near: Readonly<HostV1_5>): void {
  const { address } = near;
  if (address === undefined) return;
  if (address.includes(':')) refuse('address', 'before 1.5 hosts are reached over IPv4 alone');
  far.address = address;
}
