// Volumes: sizes were whole GiB before 1.4, and host and backend one text before 1.5.

import { refuse } from 'backlevel/runtime';
import type { VolumeV1_3, VolumeV1_4, VolumeV1_5 } from '../generated/volume.js';

const GIB = 2n ** 30n;

/** `host@backend` again. A backend without a host has no way to be said. */
export function backportTo1_4(far: VolumeV1_4, near: Readonly<VolumeV1_5>): void {
  const { host_name: host, backend } = near;
  if (host === undefined) return;
  far.location =
    host === null || backend === undefined || backend === null ? host : `${host}@${backend}`;
}

/** Hosts have no `@` in their names, so the first one ends the host's. */
export function upgradeTo1_5(far: VolumeV1_5, near: Readonly<VolumeV1_4>): void {
  const { location } = near;
  if (location === undefined) return;
  const end = location?.indexOf('@') ?? -1;
  far.host_name = location === null || end < 0 ? location : location.slice(0, end);
  far.backend = location === null || end < 0 ? null : location.slice(end + 1);
}

/** Only whole GiB could be said: less would cut the volume's end off, more would promise too much. */
export function backportTo1_3(far: VolumeV1_3, near: Readonly<VolumeV1_4>): void {
  if (near.size_bytes === undefined) return;
  const bytes = BigInt(near.size_bytes);
  const size = Number(bytes / GIB);
  if (bytes % GIB !== 0n || !Number.isSafeInteger(size)) {
    refuse('size_bytes', 'before 1.4 a size is a whole number of GiB');
  }
  far.size_gb = size;
}

export function upgradeTo1_4(far: VolumeV1_4, near: Readonly<VolumeV1_3>): void {
  if (near.size_gb === undefined) return;
  far.size_bytes = String(BigInt(near.size_gb) * GIB);
}
