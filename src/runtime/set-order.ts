// The order that a set's members have on the wire, so that equal sets are equal bytes.

import { compareCodePoints } from '../core/code-points.js';

/** Numbers by value, texts of digits too where they are `numeric`, other texts by code point. */
export function compareMembers(a: unknown, b: unknown, numeric: boolean): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b);
  if (!numeric) return compareCodePoints(a, b);
  return Number(BigInt(a) > BigInt(b)) - Number(BigInt(a) < BigInt(b));
}

/** Members as a set has them on the wire: each once, in order. */
export function sortedSet(members: readonly unknown[], numeric: boolean): unknown[] {
  return [...new Set(members)].sort((a, b) => compareMembers(a, b, numeric));
}
