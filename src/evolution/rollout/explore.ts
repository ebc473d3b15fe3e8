// Every state that a fleet can come to, and every state that the guards keep it from: all of them, which for
// a few processes and releases are few.

import { keyOf, SMALL_FLEET, startOf, type FleetState, type Member } from './fleet.js';
import { forbids, guardsOf, type Guard } from './guards.js';
import { after, stepsFrom, type Step } from './steps.js';

export interface Rollout {
  /** By name, oldest first: the one that all run at the beginning, and those that they are upgraded to. */
  readonly releases: readonly string[];
  /** One conductor and two nodes when absent. */
  readonly fleet?: readonly Member[];
  /** Whether objects are stored, in one database for all; not when absent. */
  readonly isStored?: boolean;
  /** All of them when absent. */
  readonly guards?: readonly Guard[];
}

export interface Reached {
  readonly state: FleetState;
  /** A shortest way from the beginning. */
  readonly path: readonly Step[];
}

export interface Forbidden extends Reached {
  /** The guards that do not allow the last step of the path. */
  readonly guards: readonly Guard[];
}

export interface Exploration {
  /** Breadth first, so that what takes fewer steps comes before what takes more. */
  readonly reached: readonly Reached[];
  /** States that one forbidden step leads to from those, and no allowed one; each once for each guard. */
  readonly forbidden: readonly Forbidden[];
}

/** All states of a rollout. */
export function explore(rollout: Rollout): Exploration {
  const { releases, fleet = SMALL_FLEET, isStored = false } = rollout;
  const { guards = guardsOf(isStored) } = rollout;
  const [first = ''] = releases;
  const start: Reached = { state: startOf(fleet, first, isStored), path: [] };
  const reached = new Map([[keyOf(start.state), start]]);
  const refused: Forbidden[] = [];
  // A map hands out what is added while it is walked: this is the breadth-first walk.
  for (const { state, path } of reached.values()) {
    for (const step of stepsFrom(state, releases)) {
      const against = forbids(guards, state, step, releases);
      const next: Reached = { state: after(state, step), path: [...path, step] };
      if (against.length > 0) refused.push({ ...next, guards: against });
      else if (!reached.has(keyOf(next.state))) reached.set(keyOf(next.state), next);
    }
  }
  return { reached: [...reached.values()], forbidden: onlyForbidden(refused, reached) };
}

function onlyForbidden(
  refused: readonly Forbidden[],
  reached: ReadonlyMap<string, Reached>,
): readonly Forbidden[] {
  const found = new Map<string, Forbidden>();
  for (const one of refused) {
    if (reached.has(keyOf(one.state))) continue;
    const key = JSON.stringify([keyOf(one.state), one.guards.map(({ name }) => name)]);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}
