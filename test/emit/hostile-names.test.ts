// Names and texts that JavaScript, TypeScript or generated code have their own ideas of: each works like any
// other, or is a finding. None is taken for something else.

import { describe, expect, test } from 'vitest';
import { VersionedObject, type Registry } from '../../src/runtime/index.js';
import { emitted, moduleOf, registryOf } from '../support/generated.js';
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

const VALUES = [
  'constructor',
  '__proto__',
  'toString',
  'null',
  'undefined',
  'true',
  '1e3',
  'on',
  'a"b',
  "a'b",
  'a`b${1}',
  'a\\b',
  '*/',
  '</script>',
  'ä☃',
  'a b',
];

test('enum values are texts, whatever they spell', async () => {
  const quoted = VALUES.map((value) => JSON.stringify(value)).join(', ');
  const model = modelOf([
    `enum: Odd\nversion: "1.1"\nvalues: [${quoted}, more]\nhistory:\n  "1.1":\n    - add: more\n      backport: __proto__\n  "1.0": First version`,
    `
object: Holder
version: "1.1"
fields:
  one: { type: Odd, default: __proto__ }
  many: list<Odd>
  by_name: map<Odd>
history:
  "1.1":
    - change: one
      was: { type: Odd@1.0, default: __proto__ }
    - change: many
      was: list<Odd@1.0>
    - change: by_name
      was: map<Odd@1.0>
  "1.0": First version
`,
  ]);
  folders.add('hostile-values');
  const module = await moduleOf('hostile-values', model);
  const registry = module['registry'] as Registry;
  const by = JSON.stringify(
    Object.fromEntries(VALUES.map((v) => [v === '__proto__' ? 'p' : v, v])),
  );
  const data = { one: 'toString', many: VALUES, by_name: JSON.parse(by) as object };
  const object = registry.decode(envelope('Holder', '1.1', data));
  expect(dataOf(object.objToPrimitive())).toEqual(data);
  expect(dataOf(registry.backport(object.objToPrimitive(), { to: '1.0' }).primitive)).toEqual(data);
  const newer = envelope('Holder', '1.1', { one: 'more', many: ['more', 'on'] });
  expect(dataOf(registry.backport(newer, { to: '1.0' }).primitive)).toEqual({
    one: '__proto__',
    many: ['__proto__', 'on'],
  });
  for (const wrong of ['valueOf', 'hasOwnProperty', 'isPrototypeOf', '', 'ON']) {
    expect(() => registry.decode(envelope('Holder', '1.1', { one: wrong }))).toThrow('Holder.one');
  }
});

describe('texts of a schema cannot leave the place they stand in', () => {
  const TEXT = `*/ process.exit(1) // \${x} \` " ' \\ \u2028 </script> @internal`;

  test('docs, messages, defaults, patterns and reasons', async () => {
    const text = JSON.stringify(TEXT);
    const model = modelOf([
      `
object: Talk
version: "1.1"
doc: ${text}
fields:
  said: { type: string, default: ${text}, doc: ${text}, deprecated: ${text} }
  json: { type: json, default: { ${text}: [${text}] } }
  like: { type: string, pattern: "[/\\\\\\\\\`$'\\"]*" }
  kept: { type: string, doc: ${text} }
history:
  "1.1":
    - ${text}
    - add: kept
      backport: { refuse: ${text} }
  "1.0": First version
`,
    ]);
    folders.add('hostile-words');
    const registry = await registryOf('hostile-words', model);
    const type = registry.find('Talk');
    const made = type?.create();
    made?.objSetDefaults();
    expect(made?.toJSON()).toEqual({ said: TEXT, json: { [TEXT]: [TEXT] } });
    expect(() => registry.backport(envelope('Talk', '1.1', { kept: 'x' }), { to: '1.0' })).toThrow(
      TEXT,
    );
    expect(() => registry.decode(envelope('Talk', '1.1', { like: '/\\`$\'"' }))).not.toThrow();
    expect(() => registry.decode(envelope('Talk', '1.1', { like: 'a' }))).toThrow('Talk.like');
  });
});

/** Names of types that generated files use themselves, or that their files would be called by. */
const TYPES = [
  'Target',
  'Wire',
  'Index',
  'Type',
  'Parts',
  'Registry',
  'VersionedObject',
  'Rt',
  'Primitive',
  'Decoding',
  'Crossing',
  'Data',
  'Hook',
  'Hooks',
  'Constructor',
  'Prototype',
  'Console',
  'Con',
  'Nul',
  'Aux',
  'Any',
  'Never',
  'Unknown',
  'Undefined',
  'Symbol',
  'Object',
  'Map',
  'Set',
  'Array',
  'Record',
  'Promise',
  'Date',
  'Uint8Array',
  'JsonValue',
  'Loss',
  'Manifest',
  'Init',
  'Values',
];

describe('an object or an enum of any name works or is a finding', () => {
  test.each(TYPES)('%s', async (name) => {
    const { model, findings } = build([
      `
object: ${name}
version: "1.1"
fields: { own: "${name}?", kind: ${name}Kind?, others: map<list<${name}>>, on: datetime?, blob: bytes?, any: json? }
history:
  "1.1":
    - add: [own]
  "1.0": First version
`,
      `enum: ${name}Kind\nversion: "1.0"\nvalues: [a]\nhistory: { "1.0": First version }`,
    ]);
    if (findings.some(({ severity }) => severity === 'error')) {
      expect(findings.map(({ code }) => code.split('/')[0])).toContain('model');
      return;
    }
    const folder = `hostile-type-${name.toLowerCase()}`;
    const paths = emitted(model).map(({ path }) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
    folders.add(folder);
    const registry = await registryOf(folder, model);
    const data = { kind: 'a', own: envelope(name, '1.0', { on: null, blob: 'AAAA', any: {} }) };
    const object = registry.decode(envelope(name, '1.1', data));
    expect(Object.keys(dataOf(object.objToPrimitive()))).toEqual(['own', 'kind']);
    expect(dataOf(registry.backport(object.objToPrimitive(), { to: '1.0' }).primitive)).toEqual({
      kind: 'a',
    });
  });
});

test('types may be called like what stands for an inline enum, and fields like both', async () => {
  const texts = [
    `
object: Desk
version: "1.1"
fields:
  lamp: { enum: [on, off] }
  lamp_value: LampValue
  lamp_values: list<LampValue>
  other: { enum: [lamp, desk], nullable: true }
  check_lamp: { type: string, maxLength: 5 }
  lamp_codec: datetime
  desk: "Desk?"
history:
  "1.1":
    - add: other
  "1.0": First version
`,
    'object: LampValue\nversion: "1.0"\nfields: { lamp: integer }\nhistory: { "1.0": First version }',
    'enum: OtherValue\nversion: "1.0"\nvalues: [lamp]\nhistory: { "1.0": First version }',
  ];
  folders.add('hostile-aliases');
  const registry = await registryOf('hostile-aliases', modelOf(texts));
  const data = { lamp: 'on', lamp_value: envelope('LampValue', '1.0', { lamp: 1 }), other: 'desk' };
  expect(dataOf(registry.decode(envelope('Desk', '1.1', data)).objToPrimitive())).toEqual(data);
});

test('what was generated from all of them type-checks', () => {
  expect(folders.size).toBeGreaterThan(20);
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
