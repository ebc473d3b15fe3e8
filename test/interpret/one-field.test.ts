import { describe, expect, test } from 'vitest';
import { cross, modelOf, told, wire } from './story.js';
import type { Data } from './story.js';

/** A Thing of 1.1 and of 1.0, with one change between them. */
function thing(fields: string, changes: string): (from: string, data: Data, to: string) => unknown {
  const model = modelOf([
    `object: Thing
version: "1.1"
fields:
${indent(fields, 2)}
history:
  "1.1":
${indent(changes, 4)}
  "1.0": First version
`,
  ]);
  return (from, data, to) => told(cross(model, wire(`Thing ${from}`, data), to));
}

function indent(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by));
}

describe('a field that was added', () => {
  test('is dropped for an older peer, and the loss is told', () => {
    const go = thing('id: integer\nnote: string?', '- add: note');
    expect(go('1.1', { id: 1, note: 'x' }, '1.0')).toEqual({
      data: { id: 1 },
      losses: ['drop Thing.note 1.1'],
    });
    expect(go('1.1', { id: 1 }, '1.0')).toEqual({ data: { id: 1 } });
    // Null is what the upgrade fills in.
    expect(go('1.1', { id: 1, note: null }, '1.0')).toEqual({ data: { id: 1 } });
  });

  test('is filled in with its default, else null, else nothing', () => {
    const fields = 'a: { type: integer, default: 5 }\nb: string?\nc: string\nd: integer?';
    const go = thing(fields, '- add: [a, b, c]\n- add: d\n  upgrade: unset');
    expect(go('1.0', {}, 'newest')).toEqual({ data: { a: 5, b: null } });
  });

  test('refuses what an older peer must not miss, but not what it cannot miss', () => {
    const go = thing(
      'swap: { type: integer, default: 0 }',
      '- add: swap\n  backport: { refuse: swap is needed }\n  upgrade: { value: 7 }',
    );
    expect(go('1.1', { swap: 3 }, '1.0')).toEqual({ refused: 'Thing.swap: swap is needed' });
    expect(go('1.1', { swap: 0 }, '1.0')).toEqual({ data: {} });
    expect(go('1.1', { swap: 7 }, '1.0')).toEqual({ data: {} });
    expect(go('1.1', {}, '1.0')).toEqual({ data: {} });
  });

  test('can be copied from an older field, by what the types say', () => {
    const go = thing(
      'size: integer\nsizes: list<integer>',
      '- add: sizes\n  upgrade: { copy: size }',
    );
    expect(go('1.0', { size: 3 }, 'newest')).toEqual({ data: { size: 3, sizes: [3] } });
    expect(go('1.0', {}, 'newest')).toEqual({ data: {} });
  });
});

describe('a field kept in a map for older peers', () => {
  const go = thing(
    'extra: map<string?>?\nparent: integer?',
    '- add: parent\n  backport: { into: extra.parent.id }\n  upgrade: { from: extra.parent.id }',
  );

  test('goes under its key, as text, and the map is made if need be', () => {
    const expected = { data: { extra: { 'parent.id': '5' } } };
    expect(go('1.1', { parent: 5 }, '1.0')).toEqual(expected);
    expect(go('1.1', { extra: null, parent: 5 }, '1.0')).toEqual(expected);
    expect(go('1.1', { extra: { 'parent.id': '5' }, parent: 5 }, '1.0')).toEqual(expected);
  });

  test('leaves the map alone when there is nothing to keep', () => {
    expect(go('1.1', { parent: null }, '1.0')).toEqual({ data: {} });
    expect(go('1.1', { extra: {} }, '1.0')).toEqual({ data: { extra: {} } });
  });

  test('refuses to overwrite what the key holds', () => {
    const { refused } = told2(go('1.1', { extra: { 'parent.id': '6' }, parent: 5 }, '1.0'));
    expect(refused).toContain('Thing.parent');
  });

  test('is found again, and taken out of the map', () => {
    const data = { extra: { 'parent.id': '5', a: 'b' } };
    expect(go('1.0', data, 'newest')).toEqual({ data: { extra: { a: 'b' }, parent: 5 } });
    expect(go('1.0', { extra: { 'parent.id': '5' } }, 'newest')).toEqual({
      data: { extra: {}, parent: 5 },
    });
  });

  test('stays in the map when it is no value of the field', () => {
    const data = { extra: { 'parent.id': 'five' } };
    expect(go('1.0', data, 'newest')).toEqual({ data: { ...data, parent: null } });
    expect(go('1.0', {}, 'newest')).toEqual({ data: { parent: null } });
  });

  test('is not looked for among what every JavaScript object has', () => {
    const hostile = thing(
      'extra: map<string>\nkind: string?',
      '- add: kind\n  backport: { into: extra.constructor }\n  upgrade: { from: extra.constructor }',
    );
    expect(hostile('1.0', { extra: {} }, 'newest')).toEqual({ data: { extra: {}, kind: null } });
    const there = JSON.parse('{"extra":{"__proto__":"x"},"kind":"y"}') as Data;
    const back = told2(hostile('1.1', there, '1.0'));
    expect(JSON.stringify(back.data)).toBe('{"extra":{"__proto__":"x","constructor":"y"}}');
  });
});

describe('a field that was removed', () => {
  test('comes back as its rule says', () => {
    const was = 'was: integer?\n  backport:';
    const value = thing('id: integer', `- remove: old\n  ${was} { value: 3 }`);
    expect(value('1.1', { id: 1 }, '1.0')).toEqual({ data: { id: 1, old: 3 } });
    const copy = thing('id: integer', `- remove: old\n  ${was} { copy: id }`);
    expect(copy('1.1', { id: 1 }, '1.0')).toEqual({ data: { id: 1, old: 1 } });
    const unset = thing('id: integer', `- remove: old\n  ${was} unset`);
    expect(unset('1.1', { id: 1 }, '1.0')).toEqual({ data: { id: 1 } });
    const refuse = thing('id: integer', `- remove: old\n  ${was} { refuse: it is gone }`);
    expect(refuse('1.1', { id: 1 }, '1.0')).toEqual({ refused: 'Thing.old: it is gone' });
  });

  test('is dropped by an upgrade, told unless the backport would fill in just that', () => {
    const go = thing('id: integer', '- remove: old\n  was: integer\n  backport: { value: 3 }');
    expect(go('1.0', { old: 4 }, 'newest')).toEqual({ data: {}, losses: ['drop Thing.old 1.1'] });
    expect(go('1.0', { old: 3 }, 'newest')).toEqual({ data: {} });
  });
});

test('a renamed field keeps its value, its place and its being unset', () => {
  const go = thing('a: integer\nsize_gb: integer\nz: integer', '- rename: size\n  to: size_gb');
  expect(go('1.0', { a: 1, size: 2, z: 3 }, 'newest')).toEqual({
    data: { a: 1, size_gb: 2, z: 3 },
  });
  const back = told2(go('1.1', { a: 1, size_gb: 2, z: 3 }, '1.0'));
  expect(Object.keys(back.data ?? {})).toEqual(['a', 'size', 'z']);
  expect(go('1.1', { a: 1 }, '1.0')).toEqual({ data: { a: 1 } });
});

test('two fields that swap their names do not overwrite each other', () => {
  const go = thing('a: integer\nb: integer', '- rename: b\n  to: a\n- rename: a\n  to: b');
  expect(go('1.0', { a: 1, b: 2 }, 'newest')).toEqual({ data: { a: 2, b: 1 } });
  expect(go('1.1', { a: 2, b: 1 }, '1.0')).toEqual({ data: { a: 1, b: 2 } });
});

test('a field that was removed and came back does not bring old data along', () => {
  const model = modelOf([
    `object: Thing
version: "1.3"
fields:
  note: string?
history:
  "1.3":
    - add: note
      upgrade: unset
  "1.2":
    - remove: note
      was: string?
      backport: unset
  "1.1": Read by more
  "1.0": First version
`,
  ]);
  const there = cross(model, wire('Thing 1.0', { note: 'x' }), 'newest');
  expect(told(there)).toEqual({ data: {}, losses: ['drop Thing.note 1.2'] });
  const back = cross(model, wire('Thing 1.3', { note: 'x' }), '1.0');
  expect(told(back)).toEqual({ data: {}, losses: ['drop Thing.note 1.3'] });
});

/** `told`'s answer, where a test looks into it. */
function told2(answer: unknown): { data?: object; refused?: string } {
  if (typeof answer !== 'object' || answer === null) throw new Error('nothing was told');
  return answer;
}
