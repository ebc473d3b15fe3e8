// Cells before 1.5 had all CPUs of an instance in `cpuset`, and their policy said what they were.

import type { HookData } from '../../../../src/interpret/index.js';

export function backportTo1_4(far: HookData, near: Readonly<HookData>): void {
  const { cpu_policy: policy, pcpuset: dedicated } = near;
  if (policy === 'dedicated' && dedicated !== undefined) far['cpuset'] = dedicated;
}
