// The order in which an upgrade is done when nothing goes wrong.

import { SMALL_FLEET, startOf, type FleetState, type Member } from './fleet.js';
import { forbids, guardsOf } from './guards.js';
import type { Rollout } from './explore.js';
import { after, type Step } from './steps.js';

export interface Ordered {
  readonly step: Step;
  /** The state that it leads to. */
  readonly state: FleetState;
}

/**
 * Conductors, then nodes, one by one; then pins; then the old release is retired. Tables are expanded before all that,
 * rows migrated when pins are lifted, and tables contracted last.
 */
export function orderOf({
  releases,
  fleet = SMALL_FLEET,
  isStored = false,
  guards = guardsOf(isStored),
}: Rollout): readonly Ordered[] {
  const conductorsFirst = [...fleet].sort((a, b) => rank(a) - rank(b));
  const steps = releases.slice(1).flatMap((to, i): readonly Step[] => {
    const from = releases[i] ?? to;
    const inStore = (step: Step): readonly Step[] => (isStored ? [step] : []);
    return [
      ...inStore({ kind: 'expand', to }),
      ...conductorsFirst.map(({ name }): Step => ({ kind: 'upgrade', process: name, from, to })),
      ...conductorsFirst.map(({ name }): Step => ({ kind: 'lift-pin', process: name, pin: from })),
      ...inStore({ kind: 'migrate-online', from: [from], to }),
      { kind: 'retire', release: from },
      ...inStore({ kind: 'contract', keep: to }),
    ];
  });
  let state = startOf(fleet, releases[0] ?? '', isStored);
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
