// The door for data that claims to be JSON. `JSON.parse` gives nothing else, but a caller may hand
// over anything.

import type { JsonValue } from './json.js';

/** Deeper nesting is refused, which also ends the reading of an object that contains itself. */
export const MAX_JSON_DEPTH = 1000;

/** Whether the value is made of JSON alone: no NaN, no undefined, no class instances, no cycles. */
export function isJsonValue(
  value: unknown,
  depthLeft: number = MAX_JSON_DEPTH,
): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depthLeft === 0) return false;
  if (Array.isArray(value)) return allJson(value, depthLeft - 1);
  return isPlainObject(value) && allJson(Object.values(value), depthLeft - 1);
}

/** By index: `every` would pass over the holes of a sparse array. */
function allJson(values: readonly unknown[], depthLeft: number): boolean {
  for (let index = 0; index < values.length; index++) {
    if (!isJsonValue(values[index], depthLeft)) return false;
  }
  return true;
}

/** Made by a literal, `JSON.parse` or `Object.create(null)`, in this realm or another. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
