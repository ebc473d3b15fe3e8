// Equality of JSON values by structure: what "equal" means for defaults, changes and crossings.

import { isList, type JsonValue } from './json.js';

/** Whether two values hold the same data; the order of keys does not count, and −0 is 0. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a)) return isList(b) && sameItems(a, b);
  return !isList(b) && sameEntries(a, b);
}

function sameItems(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
  if (a.length !== b.length) return false;
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined || !sameJson(item, other)) return false;
  }
  return true;
}

type JsonObject = { readonly [key: string]: JsonValue };

function sameEntries(a: JsonObject, b: JsonObject): boolean {
  const entries = Object.entries(a);
  if (entries.length !== Object.keys(b).length) return false;
  for (const [key, value] of entries) {
    // Own keys only: `b.constructor` is nobody's data.
    const other = Object.hasOwn(b, key) ? b[key] : undefined;
    if (other === undefined || !sameJson(value, other)) return false;
  }
  return true;
}
