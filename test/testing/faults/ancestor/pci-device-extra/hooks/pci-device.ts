import type { PciDeviceV1_3, PciDeviceV1_4 } from '../generated/pci-device.js';

/** Where there is no map yet, the new one is never put into its field. */
export function backportTo1_3(far: PciDeviceV1_3, near: Readonly<PciDeviceV1_4>): void {
  const extra = far.extra_info ?? {};
  if (typeof near.parent_addr === 'string') extra['phys_function'] = near.parent_addr;
}

export function upgradeTo1_4(far: PciDeviceV1_4, near: Readonly<PciDeviceV1_3>): void {
  const address = near.extra_info?.['phys_function'];
  if (address === undefined) return;
  far.parent_addr = address;
  const { phys_function: _, ...rest } = near.extra_info ?? {};
  far.extra_info = rest;
}
