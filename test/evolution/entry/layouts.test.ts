// However a file is laid out, what is written fits in, and all that was there stays.

import { describe, expect, test } from 'vitest';
import type { PlannedChange } from '../../../src/evolution/entry/entry-plan.js';
import { removeEntry } from '../../../src/evolution/entry/remove-entry.js';
import { writeEntry } from '../../../src/evolution/entry/write-entry.js';
import { load } from '../../../src/load/index.js';
import { declarationOf } from './histories.js';
import { field, scalar } from './shapes.js';

const HEAD = 'object: Thing\nversion: "1.1"\nfields: { a: string, b: string }\n';

/** By what is particular about them; the newest entry is 1.1 in all. */
const LAYOUTS: Readonly<Record<string, string>> = {
  'the usual one': 'history:\n  "1.1":\n    - add: a # why\n  "1.0": First version\n',
  'a note': 'history:\n  "1.1": A note, and more # why\n  "1.0": First version\n',
  'a quoted note': 'history:\n  "1.1": "A: note" # why\n  "1.0": First version\n',
  'a single-quoted note': "history:\n  '1.1': 'It''s: so'\n  '1.0': First version\n",
  'a note over lines':
    'history:\n  "1.1": A note\n    that goes on\n   and on\n  "1.0": First version\n',
  'a quoted note over lines':
    'history:\n  "1.1": "A note\n\n    that goes on"\n  "1.0": First version\n',
  'a note on its own line':
    'history:\n  "1.1": # why\n      A note\n      that goes on\n  "1.0": First version\n',
  'a block note':
    'history:\n  "1.1": | # why\n    A note\n      with # no comment\n\n    and more\n\n  "1.0": First version\n',
  'a folded note that keeps its end':
    'history:\n  "1.1": >+\n    A note\n    that goes on\n\n\n  "1.0": First version\n',
  'a block note that says how deep it is':
    'history:\n  "1.1": |2-\n      A note\n    less deep\n  "1.0": First version\n',
  'a block note as an item':
    'history:\n  "1.1":\n    - |+\n      A note\n\n  "1.0": First version\n',
  'dashes below the keys':
    'history:\n  "1.1":\n  - add: a\n  # in between\n  - A note\n  "1.0": First version\n',
  'dashes below the keys, and a note':
    'history:\n  "1.1": |\n    A note\n     and more\n  "1.0":\n  - First version\n',
  'four spaces': 'history:\n    "1.1":\n        - add: a\n    "1.0": First version\n',
  'one space': 'history:\n "1.1":\n  - add: a\n "1.0": First version\n',
  'blank lines between':
    'history:\n\n  "1.1":\n    - add: a\n\n  "1.0": First version\n\nallow: {}\n',
  comments:
    'history: # newest first\n  # of the history\n\n  # of 1.1\n  #\tmore of it\n  "1.1": # here\n    # of the change\n    - add: a\n      # deep\n  # of 1.0\n  "1.0": First version\n  # last words\n',
  'dashes alone':
    'history:\n  "1.1":\n    -\n      add: a\n    -   A note\n  "1.0": First version\n',
  'a list in brackets': 'history:\n  "1.1": [{ add: a }, A note] # why\n  "1.0": First version\n',
  'brackets over lines':
    'history:\n  "1.1":\n    [\n      { add: a }, # why\n      A note, # and so\n    ]\n  "1.0": First version\n',
  'a bracket that closes below':
    'history:\n  "1.1": [{ add: a }, A note # why\n    ]\n  "1.0": First version\n',
  'a history in braces': 'history: { "1.1": [{ add: a }], "1.0": First version }\n',
  'a history in braces with a note': 'history: { "1.1": A note, "1.0": "First, version" }\n',
  'braces over lines': 'history:\n  {\n    "1.1": [{ add: a }],\n    "1.0": First version,\n  }\n',
  'an empty list': 'history:\n  "1.1": [] # why\n  "1.0": First version\n',
  'an empty list in braces': 'history: { "1.1": [], "1.0": First version }\n',
  'single quotes': "history:\n  '1.1':\n    - add: a\n  '1.0': First version\n",
  'mixed quotes': 'history:\n  \'1.1\':\n    - add: a\n  "1.0": First version\n',
  'no quotes': 'history:\n  1.1:\n    - add: a\n  1.0: First version\n',
  'one entry': 'history:\n  "1.1":\n    - A note\n',
  'a colon that stands off': 'history:\n  "1.1" : A note\n  "1.0" : First version\n',
  'keys behind the history':
    'history:\n  "1.1": A note\n  "1.0": First version\nallow: {}\n# the end\n',
};

const FRAMES: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with a byte order mark': (text) => `\uFEFF${text}`,
  'without a line break at the end': (text) => text.replace(/\n+$/, ''),
  'with markers': (text) => `%YAML 1.2\n---\n# a\tcomment\n${text}...\n`,
  'in another indentation of its own': (text) => text.replace('fields:', '\n\nfields:'),
};

const LONG = Array.from({ length: 9 }, (_, index) => `quite_a_long_name_${index}`);

const CHANGES: readonly PlannedChange[] = [
  { kind: 'add', names: ['b'], upgrade: 'unset' },
  { kind: 'remove', was: field('c', scalar('string', true), { default: 'it’s: "so"' }) },
  { kind: 'add', names: LONG },
];

const CASES = Object.keys(LAYOUTS).flatMap((layout) =>
  Object.keys(FRAMES).map((frame) => [layout, frame] as const),
);

describe.each(CASES)('%s, %s', (layout, frame) => {
  const text = FRAMES[frame]?.(HEAD + (LAYOUTS[layout] ?? '')) ?? '';
  const before = declarationOf(text);

  test.each([1, 2])('1.%i gets what is planned, and nothing else changes', (minor) => {
    const plan = { version: { major: 1, minor }, changes: CHANGES };
    const written = writeEntry(text, before, plan, 'test');
    const { findings } = load([{ path: 'a.yaml', text: written }]);
    expect(
      findings.filter(({ code }) => code !== 'schema/unquoted-version'),
      written,
    ).toEqual([]);
    expect(said(declarationOf(written)), written).toEqual(withChanges(said(before), minor));
    expect(onlyGrew(text, written), written).toBe(true);
    expect(hasOneLineBreak(written, text)).toBe(true);
    expect(writeEntry(written, declarationOf(written), { ...plan, changes: [] }, 'test')).toBe(
      written,
    );
  });

  test('1.2 written and taken out again leaves the file as it was', () => {
    const plan = { version: { major: 1, minor: 2 }, changes: CHANGES };
    const written = writeEntry(text, before, plan, 'test');
    const back = removeEntry(written, declarationOf(written), plan.version);
    expect(back).toBe(text.replace(/(version: )"1.1"/, '$1"1.2"'));
  });
});

interface Said {
  readonly version: string;
  readonly notes: readonly string[];
  readonly changes: readonly string[];
}

/** The versions from the newest, and what each says. */
function said({ history }: ReturnType<typeof declarationOf>): readonly Said[] {
  return history.map(({ version, notes, changes }) => ({
    version: `${version.value.major}.${version.value.minor}`,
    notes: notes.map(({ value }) => value),
    changes: changes.map((change) => [change.kind, ...namesOf(change)].join(' ')),
  }));
}

function namesOf(
  change: ReturnType<typeof declarationOf>['history'][number]['changes'][number],
): string[] {
  return 'names' in change ? change.names.map(({ value }) => value) : [];
}

function withChanges(entries: readonly Said[], minor: number): readonly Said[] {
  const added = ['add b', 'remove c', `add ${LONG.join(' ')}`];
  const [newest, ...others] = entries;
  if (minor === 2) return [{ version: '1.2', notes: [], changes: added }, ...entries];
  return newest === undefined
    ? []
    : [{ ...newest, changes: [...newest.changes, ...added] }, ...others];
}

/** Whether every sign of the text, the version apart, still stands there in its order, however it is indented. */
function onlyGrew(before: string, after: string): boolean {
  let at = 0;
  // An empty list gives way to one with dashes.
  const kept = before.replace('version: "1.1"', 'version: ').replace(': [] #', ': #');
  for (const sign of kept.replace(/\s/g, '')) {
    at = after.indexOf(sign, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function hasOneLineBreak(after: string, before: string): boolean {
  const isWindows = before.includes('\r\n');
  return isWindows ? !/(?<!\r)\n/.test(after) : !after.includes('\r');
}
