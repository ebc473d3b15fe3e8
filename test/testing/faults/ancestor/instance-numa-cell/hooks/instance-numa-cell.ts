import type {
  InstanceNUMACellV1_4,
  InstanceNUMACellV1_5,
} from '../generated/instance-numa-cell.js';

export function backportTo1_4(
  far: InstanceNUMACellV1_4,
  near: Readonly<InstanceNUMACellV1_5>,
): void {
  const { cpu_policy: policy, pcpuset } = near as Required<InstanceNUMACellV1_5>;
  if (policy === 'dedicated') far.cpuset = pcpuset.toSorted((a, b) => a - b);
}
