// What a hook's file must and must not compile as: its two sides have the types of their exact versions.

import type {
  HostV1_7,
  HostV1_8,
  VolumeV1_3,
  VolumeV1_4,
  VolumeV1_5,
} from '../../generated/index.js';
import { type Hook, refuse } from '../../src/runtime/index.js';

/** Takes what the compiler should look at. */
declare function use(...values: readonly unknown[]): void;

/** The far side is written, the near side read. */
export const backportTo1_3: Hook<VolumeV1_3, VolumeV1_4> = (far, near) => {
  const bytes: string | undefined = near.size_bytes;
  if (bytes === undefined) return;
  if (BigInt(bytes) % 2n === 1n) refuse('size_bytes', 'it is odd');
  far.size_gb = Number(bytes);
  // @ts-expect-error Only the newer side calls it so.
  far.size_bytes = bytes;
  // @ts-expect-error Only the older side calls it so.
  use(near.size_gb);
  // @ts-expect-error The near side is not a hook's to write.
  near.name = 'x';
  // @ts-expect-error A number there.
  far.size_gb = bytes;
};

export const upgradeTo1_8: Hook<HostV1_8, HostV1_7> = (far, near) => {
  const before: string | null | undefined = near.cpu_info;
  far.cpu_info = before === undefined || before === null ? null : { text: before };
  // @ts-expect-error It was text then.
  const parsed: { model: string } = near.cpu_info;
  use(parsed);
};

// @ts-expect-error Of other versions than these.
export const wrongVersion: Hook<VolumeV1_5, VolumeV1_4> = upgradeTo1_8;

export function refusing(): number {
  // What comes after a refusal is not reached.
  return refuse('size_bytes', 'why');
}
