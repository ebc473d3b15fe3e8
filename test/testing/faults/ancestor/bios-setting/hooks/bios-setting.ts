import type { BIOSSettingV1_0, BIOSSettingV1_1 } from '../generated/bios-setting.js';

/** The upper bound was thought of, the lower one was not. */
export function backportTo1_0(far: BIOSSettingV1_0, near: Readonly<BIOSSettingV1_1>): void {
  if (near.bound === 'upper') far.range = `..${near.limit ?? ''}`;
}

export function upgradeTo1_1(far: BIOSSettingV1_1, near: Readonly<BIOSSettingV1_0>): void {
  if (near.range === undefined) return;
  far.bound = near.range === null ? 'none' : 'upper';
  far.limit = near.range === null ? null : Number.parseInt(near.range.slice(2), 10);
}
