// Texts of a schema are texts in generated code too, whatever they spell: values of enums, docs, defaults,
// patterns, reasons.

import { describe, expect, test } from 'vitest';
import { type Registry } from '../../src/runtime/index.js';
import { moduleOf, registryOf } from '../support/generated.js';
import { modelOf } from '../model/story.js';
import { typeErrorsOf } from '../support/type-check.js';

/** What was generated here, for the last test. */
const folders = new Set<string>();

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

test('what was generated from all of them type-checks', () => {
  expect(folders.size).toBe(2);
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
