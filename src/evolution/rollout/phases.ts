// The order of an upgrade for a fleet of any size: what is done to one process after the other is one phase.

import { writtenBy, type FleetState, type Role } from './fleet.js';
import type { Rollout } from './explore.js';
import { orderOf, type Ordered } from './order.js';
import { tellStep, type Step } from './steps.js';

export interface Phase {
  /** From 1. */
  readonly number: number;
  readonly kind: Step['kind'];
  /** Whom it is done to, one by one; absent where it is done once. */
  readonly role?: Role;
  /** `upgrade each node to 2026.1, pinned to 2025.2`. */
  readonly what: string;
  readonly ordered: readonly Ordered[];
}

/** Phases, by number, both included. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The steps of the order, those of one kind on processes of one role together. */
export function phasesOf(rollout: Rollout): readonly Phase[] {
  const phases: Phase[] = [];
  for (const ordered of orderOf(rollout)) {
    const { step, state } = ordered;
    const role = 'process' in step ? roleOf(state, step.process) : undefined;
    const last = phases.at(-1);
    if (last?.kind === step.kind && last.role === role && role !== undefined) {
      phases[phases.length - 1] = { ...last, ordered: [...last.ordered, ordered] };
      continue;
    }
    phases.push({
      number: phases.length + 1,
      kind: step.kind,
      ...(role === undefined ? {} : { role }),
      what: tellStep('process' in step ? { ...step, process: `each ${role ?? 'process'}` } : step),
      ordered: [ordered],
    });
  }
  return phases;
}

/** While some process of the newer release writes at the older one's versions. */
export function backportWindow(phases: readonly Phase[], older: string): Window | undefined {
  return windowOf(phases, ({ processes }) =>
    processes.some(({ code, pin }) => code !== older && pin === older),
  );
}

/** While some process of the newer release may read what was written at the older one's versions. */
export function upgradeWindow(phases: readonly Phase[], older: string): Window | undefined {
  return windowOf(
    phases,
    ({ processes, store }) =>
      processes.some(({ code }) => code !== older) &&
      (processes.some((one) => writtenBy(one) === older) || store?.rows.includes(older) === true),
  );
}

function windowOf(
  phases: readonly Phase[],
  isSo: (state: FleetState) => boolean,
): Window | undefined {
  const within = phases.filter(({ ordered }) => ordered.some(({ state }) => isSo(state)));
  const [first, last] = [within[0], within.at(-1)];
  // A state ends with the step that follows it: that which leads out of the window belongs to it.
  if (first === undefined || last === undefined) return undefined;
  const isLeft = last.ordered.some(({ state }) => !isSo(state));
  const next = isLeft ? last.number : Math.min(last.number + 1, phases.length);
  return { from: first.number, to: next };
}

function roleOf({ processes }: FleetState, name: string): Role | undefined {
  return processes.find((one) => one.name === name)?.role;
}
