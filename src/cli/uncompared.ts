// Why a run of the gate had nothing to compare with, and what would give it that.

import type { BaselineSource } from '../pipeline/gate/baseline.js';
import type { GateReport } from '../pipeline/gate/check.js';

export interface Uncompared {
  readonly why: string;
  /** What to do about it, where there is something. */
  readonly cure: string | undefined;
}

/** Nothing where it was compared. */
export function uncompared(gate: GateReport, source: BaselineSource): Uncompared | undefined {
  const isLock = source.kind === 'lock';
  if (gate.without !== undefined) {
    return { why: gate.without, cure: isLock ? '`backlevel lock` writes one' : undefined };
  }
  if (!isLock || hasReleased(gate)) return undefined;
  return {
    why: 'the lock says of nothing that it is released',
    cure: '`backlevel lock` records what is there as released',
  };
}

/** Whether a version in the lock stands fast; in one that has only begun all are pending. */
function hasReleased({ state }: GateReport): boolean {
  if (state === undefined) return true;
  const { objects, enums } = state.baseline.records;
  return [...objects.values(), ...enums.values()].some(({ versions }) =>
    [...versions.values()].some(({ status }) => status === 'released'),
  );
}
