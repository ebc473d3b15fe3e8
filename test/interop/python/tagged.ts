// What a primitive means, by the schema's shapes, in the same words as the Python side says what it
// holds (tagged.py): `["int", "7"]`. Where both sides say the same, both read the same.

import { compareCodePoints } from '../../../src/core/code-points.js';
import type { Scalar } from '../../../src/core/type-expr.js';
import type { Type } from '../../../src/model/index.js';
import { asList, asObject, openEnvelope, type Reading } from './reading.js';

export type Tagged = readonly [kind: string, value?: unknown];

export interface TaggedObject {
  readonly name: string;
  readonly version: string;
  readonly fields: Readonly<Record<string, Tagged>>;
  readonly changes: readonly string[];
}

/**
 * The meaning of an envelope at the version it names. Data that its shape does not know has the tag
 * `unknown`.
 */
export function taggedObject(reading: Reading, primitive: unknown): TaggedObject {
  const { name, version, shape, data, changes } = openEnvelope(reading, primitive);
  const fields = Object.entries(data).map(([field, value]): [string, Tagged] => {
    const type = shape.fields.get(field)?.type;
    return [field, type === undefined ? ['unknown', value] : taggedValue(reading, type, value)];
  });
  return { name, version, fields: Object.fromEntries(fields), changes };
}

function taggedValue(reading: Reading, type: Type, value: unknown): Tagged {
  if (value === null && (type.nullable || (type.kind === 'scalar' && type.scalar === 'json'))) {
    return ['null'];
  }
  switch (type.kind) {
    case 'scalar':
      return type.scalar === 'json' ? taggedJson(value) : SCALAR_TAGS[type.scalar](value);
    case 'enum':
      return type.values.includes(String(value)) ? ['str', value] : ['unknown', value];
    case 'object':
    case 'union':
      return ['object', taggedObject(reading, value)];
    case 'list':
      return ['list', asList(value).map((item) => taggedValue(reading, type.element, item))];
    case 'set':
      return ['set', asList(value).map((item) => taggedValue(reading, type.element, item))];
    case 'map':
      return ['map', entries(value, (item) => taggedValue(reading, type.element, item))];
  }
}

const text = (value: unknown): Tagged => ['str', value];
const address = (value: unknown): Tagged => ['address', value];

const SCALAR_TAGS: Record<Exclude<Scalar, 'json'>, (value: unknown) => Tagged> = {
  string: text,
  integer: (value) => ['int', String(value)],
  bigint: (value) => ['int', value],
  float: (value) => ['float', value],
  boolean: (value) => ['bool', value],
  // Always with its milliseconds, as Python is told to print them.
  datetime: (value) => ['datetime', new Date(String(value)).toISOString()],
  uuid: text,
  ip: address,
  ipv4: address,
  ipv6: address,
  cidr: address,
  mac: text,
  bytes: text,
};

/** JSON has no types but its own: what looks like an integer is one to Python. */
function taggedJson(value: unknown): Tagged {
  if (value === null) return ['null'];
  if (typeof value === 'string') return ['str', value];
  if (typeof value === 'boolean') return ['bool', value];
  if (typeof value === 'number') {
    return /^-?\d+$/.test(String(value)) ? ['int', String(value)] : ['float', value];
  }
  if (Array.isArray(value)) return ['list', value.map(taggedJson)];
  return ['map', entries(value, taggedJson)];
}

function entries(value: unknown, tag: (item: unknown) => Tagged): [string, Tagged][] {
  return Object.entries(asObject(value)).map(([key, item]) => [key, tag(item)]);
}

/**
 * The same with sets, maps and changes in one order: theirs means nothing, and Python's is by hash.
 */
export function inOneOrder(tagged: unknown): unknown {
  if (Array.isArray(tagged)) {
    const [kind, value] = tagged as readonly unknown[];
    const inner = tagged.map(inOneOrder);
    return (kind === 'set' || kind === 'map') && Array.isArray(value)
      ? [kind, (inner[1] as unknown[]).sort(byText)]
      : inner;
  }
  if (typeof tagged !== 'object' || tagged === null) return tagged;
  const copy = Object.fromEntries(
    Object.entries(tagged).map(([key, value]) => [key, inOneOrder(value)]),
  );
  const changes: unknown = copy['changes'];
  return Array.isArray(changes) ? { ...copy, changes: changes.sort(byText) } : copy;
}

function byText(a: unknown, b: unknown): number {
  return compareCodePoints(JSON.stringify(a), JSON.stringify(b));
}
