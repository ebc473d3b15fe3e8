// Fields may be called like what JavaScript gives every object, like its words, or like what generated code
// calls its own: each works like any other, or is a finding. None is taken for something else.

import { describe, expect, test } from 'vitest';
import { VersionedObject } from '../../src/runtime/index.js';
import { registryOf } from '../support/generated.js';
import { build, modelOf } from '../model/story.js';
import { typeErrorsOf } from '../support/type-check.js';

/** Fields that collide with members of every object, with words of the language, or with names in generated code. */
const FIELDS = [
  'constructor',
  'prototype',
  'to_string',
  'to_locale_string',
  'value_of',
  'has_own_property',
  'is_prototype_of',
  'property_is_enumerable',
  'to_json',
  '_constructor',
  'name',
  'length',
  'caller',
  'arguments',
  'eval',
  'class',
  'default',
  'delete',
  'new',
  'null',
  'undefined',
  'true',
  'this',
  'super',
  'static',
  'get',
  'set',
  'let',
  'await',
  'async',
  'yield',
  'type',
  'enum',
  'rt',
  'o',
  'd',
  'x',
  'v',
  'r',
  'at',
  'to',
  'from',
  'value',
  'values',
  'parts',
  'wire',
  'target',
  'target_of',
  'object',
  'changes',
  'data',
  'version',
  'namespace',
  'on',
  'off',
  'no',
  'checked',
];

const KINDS: readonly (readonly [kind: string, declaration: string, value: unknown])[] = [
  ['texts', 'string', 'x'],
  ['limited integers', '{ type: integer, min: 0 }', 5],
  ['lists', 'list<string>', ['a']],
  ['times', 'datetime?', '2026-01-01T00:00:00Z'],
  ['inline enums', '{ enum: [constructor, __proto__, toString] }', '__proto__'],
  ['texts of which older versions know half', 'string', 'x'],
];

/** What was generated here, for the last test. */
const folders = new Set<string>();

describe.each(KINDS)('fields that are %s', (kind, declaration, value) => {
  const half = kind.includes('half') ? FIELDS.filter((_, i) => i % 2 === 0) : [];
  const model = modelOf([
    `
object: Hostile
version: "1.1"
fields:
${FIELDS.map((name) => `  "${name}": ${declaration}`).join('\n')}
history:
  "1.1":
    - ${half.length === 0 ? 'A note' : `add: [${half.map((name) => `"${name}"`).join(', ')}]`}
  "1.0": First version
`,
  ]);
  const folder = `hostile-${kind.replaceAll(' ', '-')}`;
  folders.add(folder);
  const registry = registryOf(folder, model);

  test('are set, read, written and crossed each by its own name', async () => {
    const data = Object.fromEntries(FIELDS.map((name) => [name, value]));
    const object = (await registry).decode(envelope('Hostile', '1.1', data));
    expect(dataOf(object.objToPrimitive())).toEqual(data);
    const older = (await registry).backport(object.objToPrimitive(), { to: '1.0' }).primitive;
    expect(Object.keys(dataOf(older)).sort()).toEqual(
      FIELDS.filter((name) => !half.includes(name)).sort(),
    );
    for (const field of object.$$type.fields) {
      const there = Reflect.get(object, field.property) as unknown;
      Reflect.set(object, field.property, there);
      expect(object.objIsSet(field.property as never)).toBe(true);
    }
    expect(object.objWhatChanged()).toEqual([]);
    expect(object.objClone().objEquals(object)).toBe(true);
  });

  test('are unset where they are absent, whatever JavaScript has under their names', async () => {
    const object = (await registry).decode(envelope('Hostile', '1.1', {}));
    expect(dataOf(object.objToPrimitive())).toEqual({});
    for (const field of object.$$type.fields) {
      expect(() => Reflect.get(object, field.property) as unknown).toThrow(`Hostile.${field.name}`);
    }
    expect(object.toJSON()).toEqual({});
    expect(dataOf((await registry).upgrade(envelope('Hostile', '1.0', {})).primitive)).toEqual({});
  });

  test('leave the object what it is', async () => {
    const data = Object.fromEntries(FIELDS.map((name) => [name, value]));
    const object = (await registry).decode(envelope('Hostile', '1.1', data));
    expect(object).toBeInstanceOf(VersionedObject);
    expect(object.constructor.name).toBe('Hostile');
    expect(String(object)).toContain('Hostile(');
    expect(Object.hasOwn(JSON.parse(JSON.stringify(object)) as object, 'constructor_')).toBe(true);
    expect(Object.prototype.hasOwnProperty.call(object, '$value')).toBe(true);
  });
});

describe('names that cannot be fields are findings, not something else', () => {
  test.each([
    '__proto__',
    '__define_getter__',
    '__private',
    'toString',
    'hasOwnProperty',
    'then',
    'obj_clone',
    'objClone',
    'Name',
    'a-b',
    'a b',
    '1a',
    '',
    'ä',
    '$id',
    '$$type',
  ])('%j', (name) => {
    const { findings } = build([
      `object: Hostile\nversion: "1.0"\nfields: { ${JSON.stringify(name)}: string }\nhistory: { "1.0": First version }`,
    ]);
    expect(findings.length).toBeGreaterThan(0);
  });

  test('two that meet in camel case', () => {
    const { findings } = build([
      'object: Hostile\nversion: "1.0"\nfields: { to_json: string, toJSON_: string, constructor: string }\nhistory: { "1.0": First version }',
    ]);
    expect(findings.length).toBeGreaterThan(0);
  });
});

test('what was generated from all of them type-checks', () => {
  expect(folders.size).toBe(KINDS.length);
  expect(typeErrorsOf(...[...folders].map((folder) => `test/output/${folder}`))).toEqual([]);
});

function envelope(name: string, version: string, data: object): object {
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': 'test',
    'versioned_object.version': version,
    'versioned_object.data': data,
  };
}

function dataOf(primitive: unknown): Record<string, unknown> {
  // A test's own envelope.
  return Reflect.get(primitive as object, 'versioned_object.data') as Record<string, unknown>;
}
