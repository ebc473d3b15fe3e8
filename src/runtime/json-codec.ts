// Any JSON value, as deep as the limit lets it be.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { Codec } from './codec.js';
import { LimitExceededError } from './errors.js';
import { bad } from './fault.js';
import { copyJson, define } from './wire.js';

const DEEPEST = 64;
const DEEP = 'a JSON value nests too deeply';

/** Any JSON value, nested no deeper than 64 levels. */
export const jsons: Codec<JsonValue> = {
  decode: (v, path, at) =>
    at.adopts ? adopted(v, path, at.maxDepth) : fromJson(v, path, at.maxDepth),
  encode: (v) => v,
  check: (v, path, at) => fromJson(v, path, at.maxDepth),
  assign: (v, path) => fromJson(v, path, DEEPEST),
  settle(v, path) {
    fromJson(v, path, DEEPEST);
    // It was just seen to be JSON.
    return v as JsonValue;
  },
  equals: sameJson,
  copy: copyJson,
  remember: copyJson,
  // What is remembered was a copy of such a value.
  altered: (v, memory) => !sameJson(v, memory as JsonValue),
  plain: copyJson,
};

/** The value itself, for it was parsed for us: all that it can hold amiss are numbers. */
function adopted(value: unknown, path: string, depth: number): JsonValue {
  if (typeof value === 'object' && value !== null) {
    if (depth <= 0) throw new LimitExceededError(path, DEEP);
    // A list has its places as keys.
    const container = value as Record<string, unknown>;
    for (const key in container) {
      const before = container[key];
      const after = adopted(before, path, depth - 1);
      if (!Object.is(after, before)) define(container, key, after);
    }
  }
  return typeof value === 'number' ? finite(value, path) : (value as JsonValue);
}

/** JSON may spell numbers too big to be any; −0 is 0. */
function finite(value: number, path: string): number {
  return Number.isFinite(value) ? value + 0 : bad(path, 'JSON', value);
}

/** A copy that shares nothing with the input: −0 is 0, and nothing but JSON gets in. */
function fromJson(value: unknown, path: string, depth: number): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return finite(value, path);
    case 'object':
      if (value === null) return null;
      if (depth <= 0) throw new LimitExceededError(path, DEEP);
      return Array.isArray(value) ? fromList(value, path, depth) : fromObject(value, path, depth);
    default:
      return bad(path, 'JSON', value);
  }
}

function fromList(value: readonly unknown[], path: string, depth: number): JsonValue {
  const copy: JsonValue[] = [];
  // Not `map`, which passes over holes: JSON has none.
  for (const item of value) copy.push(fromJson(item, path, depth - 1));
  return copy;
}

function fromObject(value: object, path: string, depth: number): JsonValue {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return bad(path, 'JSON', value);
  const copy: Record<string, JsonValue> = {};
  for (const [key, member] of Object.entries(value)) {
    define(copy, key, fromJson(member, path, depth - 1));
  }
  return copy;
}
