// The states of an upgrade: one that is forgotten here is one that is not rehearsed, and a guard that is too
// lax lets a fleet come where it breaks.

import { describe, expect, test } from 'vitest';
import {
  after,
  explore,
  forbids,
  guardsOf,
  keyOf,
  orderOf,
  startOf,
  stepsFrom,
  tellState,
  tellStep,
  type Member,
  type Rollout,
  type Step,
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
  [
    '3 processes, 2 releases and a store',
    { releases: ['A', 'B'], fleet: fleetOf(2), isStored: true },
    17,
  ],
  [
    '3 processes, 3 releases and a store',
    { releases: ['A', 'B', 'C'], fleet: fleetOf(2), isStored: true },
    62,
  ],
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
//
// With a store the start is there with tables of A, and with tables of both: 1 more. When all run B, rows are of
// what is written. Where that is one release alone, all pinned or none, there may be rows of the other: 2 more.
// When A is retired, its tables are there or gone: 1 more. 13 + 4 = 17. With C the tables may have what it needs from
// the beginning on: 1 + 2 · 15 before A is retired. After that tables of A are there or not: 2 with tables of B and
// 2 with those of C, 2 · 3 while some run B, 2 · 10 when all run C; and 3 at the end, as tables begin with A, B or C.
describe.each(ROLLOUTS)('a rollout of %s', (_, rollout, states) => {
  const { releases, fleet = [], isStored = false } = rollout;
  const guards = guardsOf(isStored);
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
      const end = path.reduce(after, startOf(fleet, releases[0] ?? '', isStored));
      expect(keyOf(end)).toBe(keyOf(state));
    }
    const lengths = reached.map(({ path }) => path.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  test('is planned in an order that its guards allow', () => {
    const order = orderOf(rollout);
    for (const { state } of order) expect(keys).toContain(keyOf(state));
    const { processes, retired, store } = order.at(-1)?.state ?? startOf([], '');
    expect(processes.map(({ code, pin }) => [code, pin])).toEqual(
      fleet.map(() => [releases.at(-1), undefined]),
    );
    expect(retired).toEqual(releases.slice(0, -1));
    const last = releases.slice(-1);
    expect(store).toEqual(isStored ? { tables: last, rows: last } : undefined);
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

  test('never has a row that somebody cannot read, or whose tables are gone', () => {
    for (const { state } of reached) {
      const { processes, retired, store } = state;
      const least = Math.min(...processes.map(({ code }) => releases.indexOf(code)));
      for (const row of store?.rows ?? []) {
        expect(releases.indexOf(row), tellState(state)).toBeLessThanOrEqual(least);
        expect(store?.tables).toContain(row);
        expect(retired).not.toContain(row);
      }
      for (const { code, pin = code } of store === undefined ? [] : processes) {
        expect(store?.tables).toEqual(expect.arrayContaining([code, pin]));
      }
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

  test('is told step by step with what is done to the store', () => {
    const steps = orderOf({ releases: ['A', 'B'], fleet: [node(1)], isStored: true });
    expect(steps.map(({ step }) => tellStep(step))).toEqual([
      'expand the tables to B',
      'upgrade n1 to B, pinned to A',
      'lift the pin to A from n1',
      'migrate rows of A online to B',
      'retire A',
      'contract the tables to B',
    ]);
    expect(steps.map(({ state }) => tellState(state))[2]).toBe(
      'n1: B, tables of A and B, rows of A and B',
    );
  });

  test('goes back after a pin was lifted when rows were taken back', () => {
    const releases = ['A', 'B'];
    const { reached } = explore({ releases, fleet: [node(1)], isStored: true });
    const lifted = reached.find(({ state }) =>
      tellState(state).startsWith('n1: B, tables of A and B, rows of A'),
    );
    const back: readonly Step[] = [
      { kind: 'put-pin-back', process: 'n1', pin: 'A' },
      { kind: 'migrate-back', from: ['B'], to: 'A' },
      { kind: 'roll-back', process: 'n1', from: 'B', to: 'A' },
    ];
    let state = lifted?.state ?? startOf([], '');
    const late = back.at(-1);
    for (const step of back) {
      if (late !== undefined && step !== late) {
        expect(forbids(guardsOf(true), state, late, releases)).not.toEqual([]);
      }
      expect(forbids(guardsOf(true), state, step, releases)).toEqual([]);
      state = after(state, step);
    }
    expect(tellState(state)).toBe('n1: A, tables of A and B, rows of A');
  });

  const needed = [false, true].flatMap((isStored) =>
    guardsOf(isStored).map((guard) => ({ guard, name: guard.name, isStored })),
  );
  test.each(needed)('needs the guard $name, stored: $isStored', ({ guard, isStored }) => {
    const releases = ['A', 'B', 'C'];
    const guards = guardsOf(isStored);
    const guarded = explore({ releases, isStored });
    const without = explore({ releases, isStored, guards: guards.filter((one) => one !== guard) });
    expect(without.reached.length).toBeGreaterThan(guarded.reached.length);
    const names = guarded.forbidden.flatMap(({ guards }) => guards.map(({ name }) => name));
    expect(names).toContain(guard.name);
  });
});
