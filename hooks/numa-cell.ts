// NUMA cells tell pinned processors apart from 1.1 on, and from 1.2 on which are threads of one core.

import type { NumaCellV1_0, NumaCellV1_1, NumaCellV1_2 } from '../generated/numa-cell.js';

/** Hosts before 1.2 have two threads a core, numbered one after the other: 0 and 1, 2 and 3. */
export function upgradeTo1_2(far: NumaCellV1_2, near: Readonly<NumaCellV1_1>): void {
  if (near.cpuset === undefined) return;
  const cores = new Map<number, number[]>();
  for (const cpu of new Set([...near.cpuset, ...(near.pinned_cpus ?? [])])) {
    const core = Math.floor(cpu / 2);
    cores.set(
      core,
      [...(cores.get(core) ?? []), cpu].sort((a, b) => a - b),
    );
  }
  far.siblings = [...cores].sort(([a], [b]) => a - b).map(([, threads]) => threads);
}

/** Before 1.1 one set had all processors of a cell. */
export function backportTo1_0(far: NumaCellV1_0, near: Readonly<NumaCellV1_1>): void {
  const { cpuset = [], pinned_cpus: pinned } = near;
  if (pinned !== undefined) far.cpuset = [...new Set([...cpuset, ...pinned])].sort((a, b) => a - b);
}
