// A rehearsal that cannot fail would promise safe upgrades to everybody. Each fault here breaks one, and the
// report names the first step at which a fleet would have met it.

import { describe, expect, test } from 'vitest';
import { formatRehearsal, rehearsalJson } from '../../../src/cli/verify/rehearsal-report.js';
import { GUARDS, tellStep, type Member } from '../../../src/evolution/rollout/index.js';
import type { RehearseInput } from '../../../src/testing/rehearsal/index.js';
import { rehearsed, type Spoiled } from './story.js';

interface Fault {
  readonly name: string;
  readonly spoiled: Spoiled;
  readonly options?: Partial<RehearseInput>;
  /** The step that it breaks at, and the way there; none where it breaks before the first. */
  readonly path: readonly string[];
  readonly object: string;
  readonly stage: string;
}

const FIRST = 'upgrade conductor to B, pinned to A';
const NODES: readonly Member[] = [
  { name: 'one', role: 'node' },
  { name: 'two', role: 'node' },
];

const FAULTS: readonly Fault[] = [
  {
    name: 'a hook that loses what it does not declare, going down',
    spoiled: { hooks: ['JSON.stringify([zone, rack]', 'JSON.stringify([zone, null]'] },
    path: [FIRST],
    object: 'Host',
    stage: 'return',
  },
  {
    name: 'a hook that loses what it does not declare, going up',
    spoiled: { hooks: ['far.rack = both[1]', 'far.rack = null'] },
    path: [FIRST],
    object: 'Host',
    stage: 'return',
  },
  {
    name: 'a hook that throws where a field is unset',
    spoiled: { hooks: ['if (place === undefined) return;', 'place.length;'] },
    path: [FIRST],
    object: 'Host',
    stage: 'read',
  },
  {
    name: 'new code that does not drop a field',
    spoiled: spoiledB('disk.ts', 'note: v >= 1 ? o.$note : undefined', 'note: o.$note'),
    path: [FIRST],
    object: 'Disk',
    stage: 'write',
  },
  {
    name: 'new code that undoes no rename',
    spoiled: spoiledB('disk.ts', 'size: v < 1 ? o.$bytes : undefined', 'bytes_: undefined'),
    path: [FIRST],
    object: 'Disk',
    stage: 'write',
  },
  {
    name: 'new code that reads the old name no more',
    spoiled: spoiledB('disk.ts', 'x = v >= 1 ? d["bytes"] : d["size"];', 'x = d["bytes"];'),
    path: [FIRST],
    object: 'Disk',
    stage: 'read',
  },
  {
    name: 'new code that writes a newer label than its pin allows',
    spoiled: spoiledB('wire.ts', /disk: ordinal\("disk"\)/, 'disk: 1'),
    path: [FIRST],
    object: 'Disk',
    stage: 'write',
  },
  {
    name: 'new code that lets through what is refused',
    spoiled: spoiledB('host.ts', 'secretBefore1_1(r["secret"], x)', 'undefined'),
    path: [FIRST],
    object: 'Host',
    stage: 'write',
  },
  {
    name: 'new code that loses what its own kind sends, once pins are lifted',
    spoiled: spoiledB('disk.ts', 'x = v >= 1 ? d["note"] : null;', 'x = null;'),
    path: [
      FIRST,
      'upgrade node-1 to B, pinned to A',
      'upgrade node-2 to B, pinned to A',
      'lift the pin to A from conductor',
    ],
    object: 'Disk',
    stage: 'write',
  },
  {
    name: 'old code that was broken before anybody touched it',
    spoiled: {
      code: { release: 'A', file: 'disk.ts', text: 'bus: o.$bus', instead: 'bus: undefined' },
    },
    path: [],
    object: 'Disk',
    stage: 'write',
  },
  {
    name: 'pins lifted while somebody runs the old code, and nobody to ask',
    spoiled: {},
    options: {
      fleet: NODES,
      guards: GUARDS.filter(({ name }) => name !== 'pins-until-all-are-new'),
    },
    path: ['upgrade one to B, pinned to A', 'lift the pin to A from one'],
    object: 'Disk',
    stage: 'read',
  },
  {
    name: 'code that goes back while another writes without a pin',
    spoiled: {},
    options: {
      fleet: NODES,
      guards: GUARDS.filter(({ name }) => name !== 'back-only-while-pinned'),
    },
    path: [
      'upgrade one to B, pinned to A',
      'upgrade two to B, pinned to A',
      'lift the pin to A from one',
      'roll two back to A',
    ],
    object: 'Disk',
    stage: 'read',
  },
];

function spoiledB(file: string, text: string | RegExp, instead: string): Spoiled {
  return { code: { release: 'B', file, text, instead } };
}

describe('a rehearsal', () => {
  test('finds nothing where nothing is wrong, and says what each guard is for', async () => {
    const report = await rehearsed('clean', {});
    expect(report).toMatchObject({ states: 13, meetings: 7, breaks: [], asked: 0 });
    const shown = report.guards.map(({ guard, states, breaking }) => [
      guard.name,
      states,
      breaking,
    ]);
    expect(shown).toEqual([
      // Only a third release can be begun with too early.
      ['one-upgrade-at-a-time', 0, 0],
      ['conductors-newest', 3, 3],
      ['pins-until-all-are-new', 5, 5],
      ['back-only-while-pinned', 6, 6],
      ['retire-what-nobody-uses', 11, 11],
      ['never-back-to-retired', 3, 3],
    ]);
  });

  test.each(FAULTS)('finds $name', async ({ name, spoiled, options, path, object, stage }) => {
    const report = await rehearsed(name.replace(/\W+/g, '-'), spoiled, options);
    const [first] = report.breaks;
    expect(first?.path.map(tellStep)).toEqual(path);
    expect(first?.what).toMatchObject({ kind: 'message', object, stage });
    // Shrunk: what is told can be read.
    expect(first?.what.kind === 'message' && JSON.stringify(first.what.value).length).toBeLessThan(
      250,
    );
  });

  test('sees that it is a conductor alone which saves a fleet that lifted its pins too early', async () => {
    const unrefused = { refusesNothing: true };
    const report = await rehearsed('leaning', unrefused);
    const pins = report.guards.find(({ guard }) => guard.name === 'pins-until-all-are-new');
    expect(pins).toMatchObject({ states: 5, breaking: 0, leaning: 5 });
  });

  test('is told to people and to programs', async () => {
    const [fault] = FAULTS.filter(({ name }) => name === 'new code that undoes no rename');
    const report = await rehearsed('told', fault?.spoiled ?? {});
    expect(formatRehearsal(report)).toContain(
      [
        'It breaks at step 1: upgrade conductor to B, pinned to A',
        '  then conductor: B pinned to A, node-1: A, node-2: A',
        '  conductor sends Disk 1.1 to node-1, which has 1.0',
        '  value     {"versioned_object.name":"Disk","versioned_object.namespace":"test",' +
          '"versioned_object.version":"1.1","versioned_object.data":{"bytes":0}} (bytes = 0)',
      ].join('\n'),
    );
    expect(formatRehearsal(report)).toContain(
      'Host.secret of B does not reach A: a host before 1.1 would print it',
    );
    const told: unknown = JSON.parse(JSON.stringify(rehearsalJson(report)));
    const step = { kind: 'upgrade', process: 'conductor', from: 'A', to: 'B' };
    expect(told).toHaveProperty('breaks.0.step', step);
    expect(told).toHaveProperty('guards.1.name', 'conductors-newest');
  });
});
