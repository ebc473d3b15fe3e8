// How something received is read, and where in it objects stand: as a schema says, or as whoever received it does.

import type { JsonValue } from '../core/json.js';
import {
  type Codec,
  type Expected,
  type Nested,
  type Registry,
  VersionedObjectSerializer,
} from '../runtime/index.js';
import { define, isData } from '../runtime/wire.js';

export interface Reading<T> {
  readonly read: (value: JsonValue) => T;
  /** Undefined where no object can stand: then nothing can be too new. */
  readonly cross: Codec<T>['cross'];
}

export function readingOf(registry: Registry, expected: Expected): Reading<unknown> {
  const serializer = new VersionedObjectSerializer(registry);
  return {
    read: (value) => serializer.deserializeEntity(value, expected),
    cross: (value, _path, x) => crossed(registry, expected, value, x),
  };
}

function crossed(registry: Registry, expected: Expected, value: unknown, x: Nested): unknown {
  if (expected === 'plain') return value;
  if (expected === 'any') return x.nested(registry.typeOf(value), value, '');
  if (typeof expected === 'function') return x.nested(expected.$$type, value, '');
  if ('list' in expected) {
    return isItems(value) ? value.map((one) => crossed(registry, expected.list, one, x)) : value;
  }
  if (!isData(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) {
    define(result, key, crossed(registry, expected.map, one, x));
  }
  return result;
}

function isItems(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
