import { refuse } from 'backlevel/runtime';
import type { PciDeviceV1_4, PciDeviceV1_5 } from '../generated/pci-device.js';

export function backportTo1_4(far: PciDeviceV1_4, near: Readonly<PciDeviceV1_5>): void {
  if (near.parent_addr !== undefined && near.status === 'unavailable') {
    refuse('status', 'before 1.5 no device is unavailable');
  }
  if (near.status !== undefined) far.status = near.status as NonNullable<PciDeviceV1_4['status']>;
}
