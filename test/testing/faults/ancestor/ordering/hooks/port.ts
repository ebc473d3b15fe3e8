import type { PortV1_1, PortV1_2 } from '../generated/port.js';

export function backportTo1_1(far: PortV1_1, near: Readonly<PortV1_2>): void {
  if (near.vif_details === undefined) return;
  // The name of the version before.
  Object.assign(far, { vif_port: JSON.stringify([near.vif_details, near.vif_state ?? null]) });
}

export function upgradeTo1_2(far: PortV1_2, near: Readonly<PortV1_1>): void {
  if (near.vif === undefined) return;
  far.vif_details = near.vif;
}
