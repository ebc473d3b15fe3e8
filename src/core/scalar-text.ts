// Scalars as text and back: `convert: text` and `convert: parse`, and the values of a `map<string>`
// that a field moves into or out of.

import { canonicalScalar } from './canonical-scalar.js';
import type { JsonValue } from './json.js';
import type { Scalar } from './type-expr.js';

/**
 * The text of a canonical value: numbers as JavaScript prints them, `json` as JSON, all else as on
 * the wire.
 */
export function scalarText(scalar: Scalar, canonicalValue: JsonValue): string {
  if (scalar !== 'json' && typeof canonicalValue === 'string') return canonicalValue;
  return JSON.stringify(canonicalValue);
}

/**
 * The canonical value that a text spells: as `scalarText` writes it, or in any other spelling that
 * the scalar is decoded from. Undefined when it spells none. No number is rounded: an integer is
 * spelled in whole digits.
 */
export function parseScalar(scalar: Scalar, text: string): JsonValue | undefined {
  const wire = SPELLED_AS_JSON[scalar]?.(text) === true ? parseJson(text) : text;
  return canonicalScalar(scalar, wire)?.value;
}

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The scalars that are no strings on the wire, and which texts can be theirs. */
const SPELLED_AS_JSON: Partial<Record<Scalar, (text: string) => boolean>> = {
  integer: (text) => INTEGER.test(text),
  float: (text) => NUMBER.test(text),
  boolean: (text) => text === 'true' || text === 'false',
  json: () => true,
};

/** Undefined, which is no JSON value, when the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
