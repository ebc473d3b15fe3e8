// Few values of each field, so that they meet; of each kind that a column can have.

import type { JsonValue } from '../../../src/core/json.js';
import { formatVersion } from '../../../src/core/version.js';
import type { FieldShape, Type } from '../../../src/model/index.js';
import type { Code } from './parcels.js';

/** Texts that rules make something of. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  amount: ['12', 'many'],
  big: ['42', 'huge'],
  mood: ['good', 'odd'],
  origin: ['unknown', 'here'],
  owner: ['Ada King', 'Grace Brewster Hopper'],
  parts: ['1', '7', 'some'],
};

export function choicesOf(code: Code, { name, type }: FieldShape): readonly JsonValue[] {
  const choices = ofType(code, name, type);
  return type.nullable ? [null, ...choices] : choices;
}

function ofType(code: Code, name: string, type: Type): readonly JsonValue[] {
  switch (type.kind) {
    case 'enum':
      return type.values;
    case 'scalar':
      return SCALARS[type.scalar] ?? TEXTS[name] ?? ['a', 'b', ''];
    case 'list':
      if (name === 'marks') return [[], ['a'], ['b', 'a']];
      return type.element.kind === 'object'
        ? [[], [lid(code, 0)], [lid(code, 1), lid(code, 2)]]
        : [[], [1, 1], [3, 1]];
    case 'set':
      return [[], ['a'], ['a', 'b']];
    case 'map':
      return [{}, ...mapsOf(code)];
    case 'object':
      return type.object.name === 'Lid'
        ? [0, 1, 2].map((n) => lid(code, n))
        : [0, 1].map((n) => knob(code, n));
    case 'union':
      return [lid(code, 0), lid(code, 1), knob(code, 0)];
  }
}

const SCALARS: Readonly<Record<string, readonly JsonValue[]>> = {
  integer: [0, 1, 7],
  bigint: ['0', '42', '-9223372036854775808'],
  float: [0, -1.5, 2.25],
  boolean: [false, true],
  datetime: ['2024-02-29T23:59:59.125Z', '2024-01-01T00:00:00Z'],
  bytes: ['', 'AAEC/w=='],
};

/** A key that stands for a field where that is none; where it is one, nobody writes the key beside it. */
function mapsOf({ object: { shape } }: Code): readonly JsonValue[] {
  const rack = shape.fields.has('rack') ? [] : [{ rack: 'r1' }];
  return [...rack, shape.fields.has('shade') ? { a: '1' } : { a: '1', shade: 's' }];
}

/** A lid as some code makes it: with all that its version knows. */
function lid(code: Code, n: number): JsonValue {
  const data = { colour: ['red', 'blue', 'green'][n] ?? '', shine: [0, 2, 3][n] ?? 0 };
  return made(code, 'Lid', n === 2 ? { ...data, knob: knob(code, 1) } : data);
}

function knob(code: Code, n: number): JsonValue {
  return made(code, 'Knob', { turn: n, mark: n === 0 ? '' : 'm' });
}

function made(
  { model }: Code,
  name: string,
  values: Readonly<Record<string, JsonValue | undefined>>,
): JsonValue {
  const object = model.objects.get(`test/${name}`);
  if (object === undefined) return null;
  const known = Object.entries(values).filter(([field]) => object.shape.fields.has(field));
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': 'test',
    'versioned_object.version': formatVersion(object.version),
    'versioned_object.data': Object.fromEntries(known) as Readonly<Record<string, JsonValue>>,
  };
}
