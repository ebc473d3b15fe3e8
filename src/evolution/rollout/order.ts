// The order in which an upgrade is done when nothing goes wrong.

import { SMALL_FLEET, startOf, type FleetState, type Member } from './fleet.js';
import { forbids, GUARDS } from './guards.js';
import type { Rollout } from './explore.js';
import { after, type Step } from './steps.js';

export interface Ordered {
  readonly step: Step;
  /** The state that it leads to. */
  readonly state: FleetState;
}

/** Conductors, then nodes, one by one; then pins; then the old release is retired. */
export function orderOf({
  releases,
  fleet = SMALL_FLEET,
  guards = GUARDS,
}: Rollout): readonly Ordered[] {
  const conductorsFirst = [...fleet].sort((a, b) => rank(a) - rank(b));
  const steps = releases.slice(1).flatMap((to, i): readonly Step[] => {
    const from = releases[i] ?? to;
    return [
      ...conductorsFirst.map(({ name }): Step => ({ kind: 'upgrade', process: name, from, to })),
      ...conductorsFirst.map(({ name }): Step => ({ kind: 'lift-pin', process: name, pin: from })),
      { kind: 'retire', release: from },
    ];
  });
  let state = startOf(fleet, releases[0] ?? '');
  return steps.map((step) => {
    const [against] = forbids(guards, state, step, releases);
    if (against !== undefined) throw new Error(`the order breaks its own guard ${against.name}`);
    state = after(state, step);
    return { step, state };
  });
}

function rank({ role }: Member): number {
  return role === 'conductor' ? 0 : 1;
}
