// Objects and enums may be called whatever TypeScript, Windows or generated code call something else: each
// works, or is a finding.

import { describe, expect, test } from 'vitest';
import { emitted, registryOf } from '../support/generated.js';
import { build, modelOf } from '../model/story.js';
import { typeErrorsOf } from '../support/type-check.js';

/** What was generated here, for the last test. */
const folders = new Set<string>();

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
