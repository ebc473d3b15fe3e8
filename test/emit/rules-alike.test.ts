// What random schemas once found: histories in which a value went wrong, was lost without a word, or was refused
// for another reason than the declared one. Generated code and interpreter are each held to what is right.

import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import type { Hook } from '../../src/interpret/index.js';
import {
  type BackportRefused,
  type Converted,
  isError,
  type UpgradeRefused,
} from '../../src/runtime/index.js';
import { cross, type Data, modelOf, PREFIX, told, wire } from '../interpret/story.js';
import { registryOf } from '../support/generated.js';

interface Story {
  /** The fields and the history of the object. */
  readonly schema: string;
  readonly from: string;
  readonly data: Data;
  readonly to: string;
  readonly gives: ReturnType<typeof told>;
}

const STORIES: Readonly<Record<string, Story>> = {
  'an address of the other kind is refused with the reason that was declared': {
    schema: `
fields: { f: ip }
history:
  "1.1":
    - change: f
      was: ipv6
      backport: { refuse: IPv4 needs 1.1 }`,
    from: '1.1',
    data: { f: '10.0.0.1' },
    to: '1.0',
    gives: { refused: 'Story.f: IPv4 needs 1.1' },
  },
  'a list that became one thing is refused with the reason that was declared': {
    schema: `
fields: { f: integer }
history:
  "1.1":
    - change: f
      was: list<integer>
      upgrade: { refuse: a list says too much }`,
    from: '1.0',
    data: { f: [1] },
    to: 'newest',
    gives: { refused: 'Story.f: a list says too much' },
  },
  'a list that became a set without a conversion is refused, not sorted': {
    schema: `
fields: { f: set<integer> }
history:
  "1.1":
    - change: f
      was: list<integer>
      upgrade: { refuse: order matters }`,
    from: '1.0',
    data: { f: [2, 1] },
    to: 'newest',
    gives: { refused: 'Story.f: order matters' },
  },
  'null stays null in free JSON, whatever becomes of other values': {
    schema: `
fields: { f: string? }
history:
  "1.1":
    - change: f
      was: json
      backport: { refuse: only JSON was known }`,
    from: '1.1',
    data: { f: null },
    to: '1.0',
    gives: { data: { f: null } },
  },
  'null in free JSON becomes what the rule says': {
    schema: `
fields: { f: string }
history:
  "1.1":
    - change: f
      was: json
      backport: { refuse: only JSON was known }
      upgrade: { whenNull: none }`,
    from: '1.0',
    data: { f: null },
    to: 'newest',
    gives: { data: { f: 'none' }, losses: ['null Story.f 1.1'] },
  },
  'a value wrapped into a set is a set of one': {
    schema: `
fields: { f: set<string> }
history:
  "1.1":
    - change: f
      was: string
      backport: { convert: first, whenEmpty: unset }
      upgrade: { convert: wrap }`,
    from: '1.0',
    data: { f: 'a' },
    to: 'newest',
    gives: { data: { f: ['a'] } },
  },
  'a map wrapped into a list is a list of one map': {
    schema: `
fields: { f: list<map<string>> }
history:
  "1.1":
    - change: f
      was: map<string>
      backport: { convert: first, whenEmpty: unset }`,
    from: '1.0',
    data: { f: { k: 'a' } },
    to: 'newest',
    gives: { data: { f: [{ k: 'a' }] } },
  },
  'a number rounded for a bigint is spelled in digits': {
    schema: `
fields: { f: float }
history:
  "1.1":
    - change: f
      was: bigint
      backport: { convert: round }
      upgrade: { convert: parse, else: unset }`,
    from: '1.1',
    data: { f: 2.5 },
    to: '1.0',
    gives: { data: { f: '3' }, losses: ['convert Story.f 1.1'] },
  },
  'a number too large to be rounded is refused with the reason that was declared': {
    schema: `
fields: { f: float }
history:
  "1.1":
    - change: f
      was: integer
      backport: { convert: round, refuse: no such number before 1.1 }`,
    from: '1.1',
    data: { f: 1e300 },
    to: '1.0',
    gives: { refused: 'Story.f: no such number before 1.1' },
  },
  'a text in free JSON is found by its quotes': {
    schema: `
fields: { f: string }
history:
  "1.1":
    - change: f
      was: json
      backport: { refuse: only JSON was known }
      upgrade: { whenNull: unset, values: { '"a"': A, '1': one } }`,
    from: '1.0',
    data: { f: 'a' },
    to: 'newest',
    gives: { data: { f: 'A' }, losses: ['value Story.f 1.1'] },
  },
  'a number is no value of an enum, though it looks like one': {
    schema: `
fields: { f: { enum: ["1", other] } }
history:
  "1.1":
    - change: f
      was: integer
      backport: { convert: parse, else: 0 }
      upgrade: { else: other }`,
    from: '1.0',
    data: { f: 1 },
    to: 'newest',
    gives: { data: { f: 'other' }, losses: ['value Story.f 1.1'] },
  },
  'what the other direction brings back is no loss, though it was one of many': {
    schema: `
fields: { f: { enum: [a, b, c] } }
history:
  "1.1":
    - change: f
      was: { enum: [a] }
      backport: { else: a }
      upgrade: { values: { a: b } }`,
    from: '1.1',
    data: { f: 'b' },
    to: '1.0',
    gives: { data: { f: 'a' } },
  },
  'a set of digits is sorted as texts where it becomes one of texts': {
    schema: `
fields: { f: set<bigint> }
history:
  "1.1":
    - change: f
      was: set<string>
      upgrade: { convert: parse, else: omit }`,
    from: '1.1',
    data: { f: ['4', '14'] },
    to: '1.0',
    gives: { data: { f: ['14', '4'] } },
  },
  'a value outside the limits of a map is not put there': {
    schema: `
fields: { f: string, m: { type: map<string>, maxLength: 3 } }
history:
  "1.1":
    - add: f
      backport: { into: m.f }`,
    from: '1.1',
    data: { f: 'long' },
    to: '1.0',
    gives: { refused: 'Story.f: it does not fit into m' },
  },
  'a value is put into a map as one of the map’s': {
    schema: `
fields: { f: integer, m: map<list<bigint>> }
history:
  "1.1":
    - add: f
      backport: { into: m.f }`,
    from: '1.1',
    data: { f: 5 },
    to: '1.0',
    gives: { data: { m: { f: ['5'] } } },
  },
  'a value is taken out of a map as one of the field’s': {
    schema: `
fields: { f: list<string>, m: map<integer> }
history:
  "1.1":
    - add: f
      upgrade: { from: m.f }`,
    from: '1.0',
    data: { m: { f: 5, g: 6 } },
    to: 'newest',
    gives: { data: { f: ['5'], m: { g: 6 } } },
  },
  'what goes into a map of the same version finds what that map is filled with': {
    schema: `
fields: { m: map<string> }
history:
  "1.1":
    - add: m
      upgrade: { value: { a: b } }
    - remove: f
      was: string
      backport: unset
      upgrade: { into: m.f }`,
    from: '1.0',
    data: { f: 'x' },
    to: 'newest',
    gives: { data: { m: { a: 'b', f: 'x' } } },
  },
  'what goes down with a map is told': {
    schema: `
fields: { f: string, m: map<string> }
history:
  "1.2":
    - add: f
      backport: { into: m.f }
  "1.1":
    - add: m`,
    from: '1.2',
    data: { f: 'x' },
    to: '1.0',
    gives: { data: {}, losses: ['drop Story.f 1.1'] },
  },
  'a map that goes does not refuse what would not have fitted': {
    schema: `
fields: { f: string, m: { type: map<string>, maxLength: 3 } }
history:
  "1.2":
    - add: f
      backport: { into: m.f }
  "1.1":
    - add: m`,
    from: '1.2',
    data: { f: 'long', m: { a: 'b' } },
    to: '1.0',
    gives: { data: {}, losses: ['drop Story.m 1.1', 'drop Story.f 1.1'] },
  },
  'what looks like the default because it was clamped is lost all the same': {
    schema: `
fields: { g: integer }
history:
  "1.2":
    - add: g
      upgrade: { copy: f }
    - remove: f
      was: { type: integer, max: 10 }
      backport: { value: 10 }
  "1.1":
    - change: f
      was: { type: integer }
      upgrade: clamp`,
    from: '1.0',
    data: { f: 50 },
    to: 'newest',
    gives: { data: { g: 10 }, losses: ['drop Story.f 1.2', 'clamp Story.f 1.1'] },
  },
  'what a rule has unset is not dropped once more': {
    schema: `
fields: { g: integer }
history:
  "1.2":
    - add: g
      upgrade: { copy: f }
    - remove: f
      was: integer
      backport: unset
  "1.1":
    - change: f
      was: integer?
      upgrade: { whenNull: unset }`,
    from: '1.0',
    data: { f: null },
    to: 'newest',
    gives: { data: {}, losses: ['unset Story.f 1.1'] },
  },
};

describe.each(Object.entries(STORIES))('%s', (_name, story) => {
  const primitive = wire(`Story ${story.from}`, story.data);

  test('by the interpreter', () => {
    const model = modelOf([schemaOf('Story', story)]);
    expect(inOrder(told(cross(model, primitive, story.to)))).toEqual(inOrder(story.gives));
  });

  test('by generated code', async () => {
    const number = Object.values(STORIES).indexOf(story);
    const registry = await registryOf(`rules-alike/${number}`, modelOf([schemaOf('Story', story)]));
    const go = (): Converted =>
      story.to === 'newest'
        ? registry.upgrade(primitive)
        : registry.backport(primitive, { to: story.to });
    expect(inOrder(toldByCode(go))).toEqual(inOrder(story.gives));
  });
});

test('a list of times that became one of texts is one in an instance too', async () => {
  const schema = `
fields: { f: list<string> }
history:
  "1.1":
    - change: f
      was: list<datetime>
      backport: { convert: parse, else: omit }`;
  const registry = await registryOf('rules-alike/times', modelOf([schemaOf('Story', { schema })]));
  const data = { f: ['2026-01-01T00:00:00Z'] };
  const made = registry.decode(wire('Story 1.0', data));
  expect(made.objToPrimitive()).toMatchObject(wire('Story 1.1', data));
});

describe('what a hook wrote counts as changed', () => {
  const HOOKED = `
fields: { a: string, b: string, c: string, d: string }
history:
  "1.1":
    - replace: { old: string }
      with: [a, b]
      upgrade: hook
      backport: hook
    - change: d
      was: string?
      upgrade: hook`;
  const model = modelOf([schemaOf('Story', { schema: HOOKED })]);
  const hook: Hook = (far, near) => {
    far['a'] = near['old'];
    far['b'] = far['a'] === 'look' ? far['c'] : 'b';
    far['d'] ??= 'd';
  };

  test.each([
    ['not for what it left alone, or only wrote to', { old: 'o', c: 'c' }, ['c'], ['c']],
    ['if it looked at something changed', { old: 'look', c: 'c' }, ['c'], ['a', 'b', 'c', 'd']],
    ['not for a name among the changes that is unset', { old: 'o' }, ['d'], undefined],
    ['still, if the field was changed before', { old: 'o', d: null }, ['d'], ['d']],
  ] as const)('%s', async (_name, data, changes, wanted) => {
    const primitive = wire('Story 1.0', data, changes);
    const hooks = { 'Story 1.1 upgrade': hook };
    expect(told(cross(model, primitive, 'newest', hooks)).changes).toEqual(wanted);
    const folder = 'test/output/rules-alike/hooks';
    mkdirSync(folder, { recursive: true });
    const functions = ['backportTo1_0 = () => {}', `upgradeTo1_1 = ${hook.toString()}`];
    writeFileSync(`${folder}/story.ts`, functions.map((one) => `export const ${one};`).join('\n'));
    const registry = await registryOf('rules-alike/hooked', model);
    expect(registry.upgrade(primitive).primitive[`${PREFIX}.changes`]).toEqual(wanted);
  });
});

function schemaOf(name: string, { schema }: Pick<Story, 'schema'>): string {
  const newest = /"(1\.\d)"/.exec(schema)?.[1] ?? '1.0';
  return `object: ${name}\nversion: "${newest}"${schema}\n  "1.0": First version\n`;
}

/** What the generated code gives, in the words of the interpreter's stories. */
function toldByCode(go: () => Converted): ReturnType<typeof told> {
  try {
    const { primitive, losses } = go();
    const data = JSON.parse(JSON.stringify(primitive[`${PREFIX}.data`])) as JsonValue;
    const lines = losses.map(({ kind, path, since }) => `${kind} ${path} ${since}`);
    return { data, ...(lines.length === 0 ? {} : { losses: lines }) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { refused: `${error.path}: ${error.why}` };
  }
}

function isRefusal(error: unknown): error is BackportRefused | UpgradeRefused {
  return isError(error, 'backport-refused') || isError(error, 'upgrade-refused');
}

/** Losses are told in no order. */
function inOrder({ losses, ...rest }: ReturnType<typeof told>): ReturnType<typeof told> {
  return losses === undefined ? rest : { ...rest, losses: [...losses].sort() };
}
