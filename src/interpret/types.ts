// Questions about types that several rules ask.

import { compareCodePoints } from '../core/code-points.js';
import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { scalarText } from '../core/scalar-text.js';
import type { Type } from '../model/model.js';

export type ContainerType = Extract<Type, { kind: 'list' | 'set' | 'map' }>;

/** Whether values of the type are arrays on the wire. */
export function isRow(type: Type): type is ContainerType {
  return type.kind === 'list' || type.kind === 'set';
}

/** Whether null is a value of the type; it is one of `json` in any case. */
export function mayBeNull(type: Type): boolean {
  return type.nullable || (type.kind === 'scalar' && type.scalar === 'json');
}

/** The text of a scalar's or an enum's value; undefined where there is none. */
export function textOf(type: Type, value: JsonValue): string | undefined {
  if (type.kind === 'scalar') return scalarText(type.scalar, value);
  return type.kind === 'enum' && typeof value === 'string' ? value : undefined;
}

/** The elements of a set as they stand on the wire: sorted by value, text by code point, each once. */
export function sortedSet(element: Type, values: readonly JsonValue[]): readonly JsonValue[] {
  const isBigint = element.kind === 'scalar' && element.scalar === 'bigint';
  const sorted = [...values].sort((a, b) => compareElements(a, b, isBigint));
  return sorted.filter((value, i) => i === 0 || !sameJson(value, sorted[i - 1] ?? null));
}

function compareElements(a: JsonValue, b: JsonValue, isBigint: boolean): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'string' && typeof b === 'string') {
    if (!isBigint) return compareCodePoints(a, b);
    return Number(BigInt(a) > BigInt(b)) - Number(BigInt(a) < BigInt(b));
  }
  return Number(a) - Number(b);
}
