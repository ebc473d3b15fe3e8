// The one order that a set has on the wire.

import { compareCodePoints } from '../core/code-points.js';
import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { Type } from './model.js';

/** The members once each, sorted by value: numbers by size, text by code point. */
export function sortedSet(members: readonly JsonValue[], element: Type): readonly JsonValue[] {
  const isBigint = element.kind === 'scalar' && element.scalar === 'bigint';
  const sorted = [...members].sort((a, b) => compareMembers(a, b, isBigint));
  return sorted.filter((member, index) => {
    const before = sorted[index - 1];
    return before === undefined || !sameJson(member, before);
  });
}

function compareMembers(a: JsonValue, b: JsonValue, isBigint: boolean): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return isBigint ? compareDigits(a, b) : compareCodePoints(a, b);
  }
  return Number(a) - Number(b);
}

/** Two numbers of any size as texts of digits; negative when `a` is the smaller. */
function compareDigits(a: string, b: string): number {
  const [left, right] = [BigInt(a), BigInt(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
