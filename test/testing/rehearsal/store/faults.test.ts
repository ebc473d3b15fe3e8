// A rehearsal that overlooks what goes wrong in the store would let an upgrade lose rows. Each fault here loses some,
// and the report names the first step at which a fleet would have met it.

import { describe, expect, test } from 'vitest';
import { formatRehearsal, rehearsalJson } from '../../../../src/cli/verify/rehearsal-report.js';
import { guardsOf, tellStep, type Member } from '../../../../src/evolution/rollout/index.js';
import type { Spoiled } from '../story.js';
import { rehearsedStore } from './stored-story.js';

const ALONE: readonly Member[] = [{ name: 'one', role: 'node' }];
const EXPAND = 'expand the tables to B';
const UPGRADE = 'upgrade one to B, pinned to A';
const MIGRATE = 'migrate rows of A online to B';
const LIFT = 'lift the pin to A from one';

interface Fault {
  readonly name: string;
  readonly code: NonNullable<Spoiled['code']>;
  readonly path: readonly string[];
  readonly leg: string;
  readonly expected: unknown;
  readonly got: string;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'old code that does not store a field',
    code: spoiled('A', 'rt.column("motto", "text"),', ''),
    path: [],
    leg: 'read',
    expected: 'Crate.motto ""',
    got: 'unset',
  },
  {
    name: 'new code that forgets what only old code knows, when rows go there and back',
    code: spoiled('B', /rt\.fill\("backport", 1, "motto".*/, ''),
    path: [EXPAND],
    leg: 'migrate-back',
    expected: 'Crate.motto unset',
    got: '"none"',
  },
  {
    name: 'new code that does not find by the new name what stands under the old one',
    code: spoiled('B', 'rt.carry(1, "bytes", "size"),', ''),
    path: [EXPAND, UPGRADE],
    leg: 'find',
    expected: expect.stringMatching(/^to be found by bytes = /),
    got: 'not found',
  },
  {
    name: 'what only new code knows lost where an older version is written over it',
    code: spoiled('B', 'rt.fill("upgrade", 2, "tags"),', ''),
    path: [EXPAND, UPGRADE, MIGRATE],
    leg: 'reread',
    expected: 'Crate.tags []',
    got: 'unset',
  },
];

function spoiled(release: string, text: string | RegExp, instead: string): Fault['code'] {
  return { release, file: 'crate.ts', text, instead };
}

/** A lid that is too new makes its box so, whose own version is the same in both releases. */
const TOO_NEW: unknown = expect.stringMatching(/^incompatible-version: .*Lid/);

/** Without which guard, what first goes wrong. */
const UNGUARDED = [
  {
    guard: 'expand-before-code',
    path: [UPGRADE],
    what: { kind: 'row', leg: 'find', versions: ['1.0', '1.2'] },
  },
  {
    guard: 'rows-as-all-read',
    path: [EXPAND, MIGRATE],
    what: { kind: 'row', leg: 'read', got: TOO_NEW },
  },
  {
    guard: 'rows-back-before-code',
    path: [EXPAND, UPGRADE, MIGRATE, 'roll one back to A'],
    what: { kind: 'row', leg: 'read', got: TOO_NEW },
  },
  {
    guard: 'rows-leave-before-release',
    path: [EXPAND, UPGRADE, LIFT, 'retire A'],
    what: { kind: 'unsupported', release: 'A' },
  },
  {
    guard: 'contract-what-is-retired',
    path: [EXPAND, 'contract the tables to B'],
    what: { kind: 'row', leg: 'read', versions: ['1.0', '1.0'] },
  },
];

describe('a rehearsal of the store', () => {
  test('finds nothing where nothing is wrong, and says what each guard is for', async () => {
    const report = await rehearsedStore('clean', {});
    expect(report).toMatchObject({ states: 17, breaks: [], store: { mixes: 11 } });
    const shown = report.guards.map(({ guard, states, breaking }) => [
      guard.name,
      states,
      breaking,
    ]);
    expect(shown.slice(-5)).toEqual([
      ['expand-before-code', 1, 1],
      ['rows-as-all-read', 4, 4],
      ['rows-back-before-code', 2, 2],
      ['rows-leave-before-release', 1, 1],
      // Where all write and read the new release, only that the old one is supported speaks against it.
      ['contract-what-is-retired', 14, 13],
    ]);
    expect(formatRehearsal(report)).toMatch(
      /^A to B: 17 states.*\nin the store: 11 mixes of readers and writers, \d+ rows\n\nNothing breaks\./,
    );
  });

  test.each(FAULTS)('finds $name', async ({ name, code, path, ...what }) => {
    const options = { fleet: ALONE };
    const report = await rehearsedStore(name.replace(/\W+/g, '-'), { code }, options);
    const [first] = report.breaks;
    expect(first?.path.map(tellStep)).toEqual(path);
    expect(first?.what).toMatchObject({ kind: 'row', object: 'Crate', reader: 'one', ...what });
    // Shrunk: what is told can be read.
    expect(first?.what.kind === 'row' && JSON.stringify(first.what.value).length).toBeLessThan(200);
  });

  test.each(UNGUARDED)('shows what $guard is for', async ({ guard, path, what }) => {
    const guards = guardsOf(true).filter(({ name }) => name !== guard);
    const report = await rehearsedStore(`without-${guard}`, {}, { fleet: ALONE, guards });
    const [first] = report.breaks;
    expect(first?.path.map(tellStep)).toEqual(path);
    expect(first?.what).toMatchObject(what);
  });

  test('tells people and programs of a row that breaks', async () => {
    const [, fault] = FAULTS;
    const report = await rehearsedStore('told', fault ?? {}, { fleet: ALONE });
    expect(formatRehearsal(report)).toContain(
      [
        'It breaks at step 1: expand the tables to B',
        '  then one: A, tables of A and B, rows of A',
        '  one, which has Crate 1.0, meets a row of 1.0 that A made, and edits it; then it is migrated online and taken back',
        '  value     {"versioned_object.name":"Crate",',
      ].join('\n'),
    );
    const told: unknown = JSON.parse(JSON.stringify(rehearsalJson(report)));
    expect(told).toHaveProperty('store.isRehearsed', true);
    expect(told).toHaveProperty('breaks.0.step', { kind: 'expand', to: 'B' });
    expect(told).toHaveProperty('breaks.0.what.writer', 'A');
  });
});
