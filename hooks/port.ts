// Ports have any number of addresses from 1.2 on; before, one of each family.

import type { PortV1_1, PortV1_2 } from '../generated/port.js';

/** The first address of each family. */
export function backportTo1_1(far: PortV1_1, near: Readonly<PortV1_2>): void {
  const { addresses } = near;
  if (addresses === undefined) return;
  far.ip_v4 = addresses.find((address) => !address.includes(':')) ?? null;
  far.ip_v6 = addresses.find((address) => address.includes(':')) ?? null;
}

export function upgradeTo1_2(far: PortV1_2, near: Readonly<PortV1_1>): void {
  const { ip_v4: v4, ip_v6: v6 } = near;
  if (v4 === undefined && v6 === undefined) return;
  far.addresses = [v4, v6].filter((address) => typeof address === 'string');
}
