// How the tests find their way through a primitive: by the schema's shapes, as decoding does, never
// by its keys.

import type { JsonValue } from '../../../src/core/json.js';
import { parseVersion } from '../../../src/core/version.js';
import {
  shapeAt,
  type Model,
  type ObjectModel,
  type Shape,
  type Type,
} from '../../../src/model/index.js';

export interface Reading {
  readonly model: Model;
  readonly prefix: string;
}

export type JsonObject = { readonly [key: string]: JsonValue };

export interface Envelope {
  readonly object: ObjectModel;
  readonly name: string;
  readonly version: string;
  /** At the version that the envelope names. */
  readonly shape: Shape;
  readonly data: JsonObject;
  readonly changes: readonly string[];
}

export function openEnvelope(reading: Reading, primitive: unknown): Envelope {
  const part = (name: string): JsonValue | undefined =>
    asObject(primitive)[`${reading.prefix}.${name}`];
  const [namespace, name, version] = [part('namespace'), part('name'), part('version')].map(String);
  // The newest major that knows the version, or an older one beside it.
  for (const object of reading.model.objects.values()) {
    if (object.namespace !== namespace || object.name !== name) continue;
    const shape = shapeAt(object, parseVersion(version ?? '') ?? NO_VERSION);
    if (shape === undefined) continue;
    const [data, changes] = [asObject(part('data')), asList(part('changes') ?? []).map(String)];
    return { object, name, version: version ?? '', shape, data, changes };
  }
  throw new Error(`no ${String(namespace)}/${String(name)} ${String(version)} in the model`);
}

const NO_VERSION = { major: -1, minor: -1 };

/** What a rewriting does to the values it meets. */
export interface Rewriting {
  readonly scalar: (type: Type & { kind: 'scalar' }, value: JsonValue) => JsonValue;
  readonly set: (element: Type, values: readonly JsonValue[]) => readonly JsonValue[];
  /** Before its fields are looked into. */
  readonly object: (primitive: JsonObject, place: Place) => JsonObject;
}

/** Where an object stands. */
export interface Place {
  /** What the schema wants there. */
  readonly object: ObjectModel;
  /** Whether the field that it stands in is among the changes of its parent. */
  readonly isChanged: boolean;
}

/**
 * The same primitive with its parts rewritten, outermost first; what its shape does not know stays.
 */
export function rewrite(
  reading: Reading,
  place: Place,
  primitive: unknown,
  by: Rewriting,
): JsonObject {
  const whole = by.object(asObject(primitive), place);
  const { shape, data, changes } = openEnvelope(reading, whole);
  const fields = Object.entries(data).map(([name, value]): [string, JsonValue] => {
    const type = shape.fields.get(name)?.type;
    const within = { reading, by, isChanged: changes.includes(name) };
    return [name, type === undefined ? value : rewriteValue(within, type, value)];
  });
  return { ...whole, [`${reading.prefix}.data`]: Object.fromEntries(fields) };
}

interface Within {
  readonly reading: Reading;
  readonly by: Rewriting;
  readonly isChanged: boolean;
}

function rewriteValue(within: Within, type: Type, value: JsonValue): JsonValue {
  const { reading, by, isChanged } = within;
  if (value === null) return null;
  switch (type.kind) {
    case 'scalar':
      return by.scalar(type, value);
    case 'enum':
      return value;
    case 'object':
    case 'union':
      return rewrite(reading, { object: objectAt(reading, type, value), isChanged }, value, by);
    case 'list':
      return asList(value).map((item) => rewriteValue(within, type.element, item));
    case 'set': {
      const items = asList(value).map((item) => rewriteValue(within, type.element, item));
      return by.set(type.element, items);
    }
    case 'map':
      return Object.fromEntries(
        Object.entries(asObject(value)).map(([key, item]) => [
          key,
          rewriteValue(within, type.element, item),
        ]),
      );
  }
}

function objectAt(
  reading: Reading,
  type: Type & { kind: 'object' | 'union' },
  primitive: JsonValue,
): ObjectModel {
  const { name } = openEnvelope(reading, primitive);
  const refs = type.kind === 'object' ? [type.object] : type.members;
  const ref = refs.find((one) => one.name === name);
  const object = ref && reading.model.objects.get(ref.key);
  if (object === undefined) throw new Error(`no ${name} may stand there`);
  return object;
}

export function asObject(value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as JsonObject;
  }
  throw new Error(`no JSON object: ${JSON.stringify(value)}`);
}

export function asList(value: unknown): readonly JsonValue[] {
  if (Array.isArray(value)) return value as readonly JsonValue[];
  throw new Error(`no JSON array: ${JSON.stringify(value)}`);
}
