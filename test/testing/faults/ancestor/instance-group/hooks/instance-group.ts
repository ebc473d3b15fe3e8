import type { InstanceGroupV1_10, InstanceGroupV1_11 } from '../generated/instance-group.js';

/** Takes away `rules`, which nobody has; what is meant are `_rules`. */
export function backportTo1_10(far: InstanceGroupV1_10, near: Readonly<InstanceGroupV1_11>): void {
  if (near.policy !== undefined) far.policies = near.policy === null ? [] : [near.policy];
  Reflect.deleteProperty(far, 'rules');
}

export function upgradeTo1_11(far: InstanceGroupV1_11, near: Readonly<InstanceGroupV1_10>): void {
  if (near.policies !== undefined) far.policy = near.policies[0] ?? null;
}
