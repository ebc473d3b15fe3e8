// The states of an upgrade: one that is forgotten here is one that is not rehearsed, and a guard that is too
// lax lets a fleet come where it breaks.

import { describe, expect, test } from 'vitest';
import {
  after,
  explore,
  forbids,
  GUARDS,
  keyOf,
  orderOf,
  startOf,
  stepsFrom,
  tellState,
  tellStep,
  type Member,
  type Rollout,
} from '../../../src/evolution/rollout/index.js';

const CONDUCTOR: Member = { name: 'c', role: 'conductor' };
const node = (i: number): Member => ({ name: `n${i}`, role: 'node' });
const fleetOf = (nodes: number): readonly Member[] => [
  CONDUCTOR,
  ...Array.from({ length: nodes }, (_, i) => node(i)),
];

/** Rollouts by the number of states that were counted by hand: see below. */
const ROLLOUTS: readonly (readonly [name: string, rollout: Rollout, states: number])[] = [
  ['2 processes, 2 releases', { releases: ['A', 'B'], fleet: fleetOf(1) }, 7],
  ['3 processes, 2 releases', { releases: ['A', 'B'], fleet: fleetOf(2) }, 13],
  ['2 processes, 3 releases', { releases: ['A', 'B', 'C'], fleet: fleetOf(1) }, 13],
  ['3 processes, 3 releases', { releases: ['A', 'B', 'C'], fleet: fleetOf(2) }, 25],
  ['2 processes, no conductor', { releases: ['A', 'B'], fleet: [node(1), node(2)] }, 8],
  [
    '2 conductors and a node',
    { releases: ['A', 'B'], fleet: [CONDUCTOR, { name: 'd', role: 'conductor' }, node(1)] },
    13,
  ],
];

// One conductor and k nodes, from A to B. Before the conductor is upgraded, all run A: 1. After that each node
// runs A or B with a pin, and nothing is lifted while one runs A: 2^k − 1 with one that does. When all run B,
// each process has its pin or not: 2^(k+1). With all pins lifted A is retired: 1. For k = 1: 1 + 1 + 4 + 1 = 7;
// for k = 2: 1 + 3 + 8 + 1 = 13. The next upgrade begins at the last state of the one before: 7 + 6, 13 + 12.
// Without a conductor 2 nodes make 2² − 1 + 2² + 1 = 8. Two conductors, either first, and then a node: while the
// node runs A 2² states, when all run B 2³, and 1.
describe.each(ROLLOUTS)('a rollout of %s', (_, rollout, states) => {
  const { releases, fleet = [], guards = GUARDS } = rollout;
  const { reached, forbidden } = explore(rollout);
  const keys = new Set(reached.map(({ state }) => keyOf(state)));

  test('has the states that were counted by hand', () => {
    expect(reached.map(({ state }) => tellState(state))).toHaveLength(states);
    expect(keys.size).toBe(states);
  });

  test('has no way out of its states but forbidden ones', () => {
    for (const { state } of reached) {
      for (const step of stepsFrom(state, releases)) {
        const isAllowed = forbids(guards, state, step, releases).length === 0;
        if (isAllowed) expect(keys).toContain(keyOf(after(state, step)));
      }
    }
    for (const { state } of forbidden) expect(keys).not.toContain(keyOf(state));
  });

  test('tells a way to each of its states', () => {
    for (const { state, path } of [...reached, ...forbidden]) {
      const end = path.reduce(after, startOf(fleet, releases[0] ?? ''));
      expect(keyOf(end)).toBe(keyOf(state));
    }
    const lengths = reached.map(({ path }) => path.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  test('is planned in an order that its guards allow', () => {
    const order = orderOf(rollout);
    for (const { state } of order) expect(keys).toContain(keyOf(state));
    const { processes, retired } = order.at(-1)?.state ?? startOf([], '');
    expect(processes.map(({ code, pin }) => [code, pin])).toEqual(
      fleet.map(() => [releases.at(-1), undefined]),
    );
    expect(retired).toEqual(releases.slice(0, -1));
  });

  test('never has a process that reads less than another writes', () => {
    for (const { state } of reached) {
      const ranks = state.processes.map(({ code, pin = code }) => {
        return { reads: releases.indexOf(code), writes: releases.indexOf(pin) };
      });
      const least = Math.min(...ranks.map(({ reads }) => reads));
      for (const { writes } of ranks) expect(writes).toBeLessThanOrEqual(least);
    }
  });
});

describe('a rollout', () => {
  test('is told step by step', () => {
    expect(orderOf({ releases: ['A', 'B'] }).map(({ step }) => tellStep(step))).toEqual([
      'upgrade conductor to B, pinned to A',
      'upgrade node-1 to B, pinned to A',
      'upgrade node-2 to B, pinned to A',
      'lift the pin to A from conductor',
      'lift the pin to A from node-1',
      'lift the pin to A from node-2',
      'retire A',
    ]);
  });

  test.each(GUARDS)('needs the guard $name', (guard) => {
    const releases = ['A', 'B', 'C'];
    const guarded = explore({ releases });
    const without = explore({ releases, guards: GUARDS.filter((one) => one !== guard) });
    expect(without.reached.length).toBeGreaterThan(guarded.reached.length);
    const names = guarded.forbidden.flatMap(({ guards }) => guards.map(({ name }) => name));
    expect(names).toContain(guard.name);
  });
});
