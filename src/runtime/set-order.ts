// The order that a set's members have on the wire, so that equal sets are equal bytes.

import { compareCodePoints } from '../core/code-points.js';

/** Numbers by value, texts of digits too where they are `numeric`, other texts by code point. */
export function compareMembers(a: unknown, b: unknown, numeric: boolean): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b);
  if (!numeric) return compareCodePoints(a, b);
  return compareDigits(a, b);
}

/** Canonical texts of digits by what they spell; to make numbers of them for each comparison would cost too much. */
function compareDigits(a: string, b: string): number {
  const isNegative = a.startsWith('-');
  if (isNegative !== b.startsWith('-')) return isNegative ? -1 : 1;
  const bySize = a.length - b.length || Number(a > b) - Number(a < b);
  return isNegative ? -bySize : bySize;
}

/** Members as a set has them on the wire: each once, in order. */
export function sortedSet(members: readonly unknown[], numeric: boolean): unknown[] {
  return [...new Set(members)].sort((a, b) => compareMembers(a, b, numeric));
}
