// The parts of rules that change a value's type, and those that bring it within limits.

import { countCodePoints, cutCodePoints } from '../core/code-points.js';
import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { parseScalar, scalarText } from '../core/scalar-text.js';
import type { LossKind } from '../core/envelope.js';
import type { Scalar } from '../core/type-expr.js';
import {
  OMIT,
  type Part,
  type RuleContext,
  type Stand,
  TO_HOOK,
  isGone,
  lose,
  refuseAt,
  refuses,
} from './rules.js';
import { matches } from './scalars.js';
import { sortedSet } from './set-order.js';

/** One value as a list of one. */
export function wrapped(part: Part): Part {
  return (value, c) => {
    const element = part(value, c);
    if (element === OMIT) return [];
    return isGone(element) ? element : [element];
  };
}

/** The first element; of an empty list, what stands in. */
export function first(part: Part, whenEmpty: Stand): Part {
  return (value, c) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    if (list.length === 0) return whenEmpty(value, c, 'value');
    if (list.length > 1) lose(c, 'convert');
    return part(list[0], { ...c, path: `${c.path}[0]` });
  };
}

/** A list as a set: sorted, each once. It loses the list's order and what stood twice. */
export function asSet(part: Part, numeric: boolean): Part {
  return (value, c) => {
    const list = part(value, c);
    if (!Array.isArray(list)) return list;
    const result = sortedSet(list, numeric);
    if (!sameJson(result as JsonValue, list as JsonValue)) lose(c, 'convert');
    return result;
  };
}

/** To the nearest integer, halves towards +∞; a number too large for one is for `other`. */
export function rounded(other: Stand = refuses('it is no safe integer')): Part {
  return (value, c) => {
    if (typeof value !== 'number') return value;
    const result = Math.round(value) + 0;
    if (!Number.isSafeInteger(result)) return other(value, c, 'value');
    if (result !== value) lose(c, 'convert');
    return result;
  };
}

/** The same, as a text of digits. */
export function roundedToDigits(other?: Stand): Part {
  const part = rounded(other);
  return (value, c) => {
    const result = part(value, c);
    return typeof result === 'number' ? String(result) : result;
  };
}

/** An integer as a text of digits. */
export const asDigits: Part = (value) => (typeof value === 'number' ? String(value) : value);

/** The text of a scalar. */
export function asText(scalar: Scalar): Part {
  // Values on their way are canonical.
  return (value) => scalarText(scalar, value as JsonValue);
}

/** The value that a text spells; what spells none is for `other`. */
export function parsed(
  scalar: Scalar,
  other: Stand = refuses(`it does not spell a value of type ${scalar}`),
  kind: LossKind = 'value',
): Part {
  return (value, c) => {
    const result = typeof value === 'string' ? parseScalar(scalar, value) : undefined;
    if (result === undefined) return other(value, c, kind);
    if (scalarText(scalar, result) !== value) lose(c, 'convert');
    return result;
  };
}

// ── Limits ──────────────────────────────────────────────────────────────────────────────────────

/** The far side's limits; a number where the values are bigints is a text of digits. */
export interface Bounds {
  readonly min?: number | string;
  readonly max?: number | string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
}

/** Brings a number to the nearer bound and cuts text; what cannot be helped so is refused. */
export function clamped(bounds: Bounds, part: Part): Part {
  return limited(part, (value, c) => {
    if (isWithin(value, bounds)) return value;
    const near = clamp(value, bounds);
    if (!isWithin(near, bounds))
      return refuseAt(c, value, 'it cannot be brought within the limits');
    lose(c, 'clamp');
    return near;
  });
}

/** Refuses what is outside the far side's limits. */
export function within(bounds: Bounds, why: string, part: Part): Part {
  return limited(part, (value, c) => (isWithin(value, bounds) ? value : refuseAt(c, value, why)));
}

/** Leaves to the step's hook what is outside the far side's limits. */
export function withinOrHook(bounds: Bounds, part: Part): Part {
  return limited(part, (value) => (isWithin(value, bounds) ? value : TO_HOOK));
}

function limited(part: Part, limit: (value: unknown, c: RuleContext) => unknown): Part {
  return (value, c) => {
    const result = part(value, c);
    return typeof result === 'symbol' || result === null ? result : limit(result, c);
  };
}

function clamp(value: unknown, { min, max, maxLength }: Bounds): unknown {
  if (typeof value === 'string' && maxLength !== undefined) return cutCodePoints(value, maxLength);
  if (min !== undefined && below(value, min)) return min;
  return max !== undefined && below(max, value) ? max : value;
}

/** Whether a value is within bounds; each bound counts only for values of its kind. */
export function isWithin(value: unknown, bounds: Bounds): boolean {
  const { min, max, minLength, maxLength, pattern } = bounds;
  if (min !== undefined && below(value, min)) return false;
  if (max !== undefined && below(max, value)) return false;
  if (typeof value !== 'string') return true;
  const length = minLength === undefined && maxLength === undefined ? 0 : countCodePoints(value);
  if (minLength !== undefined && length < minLength) return false;
  if (maxLength !== undefined && length > maxLength) return false;
  return pattern === undefined || matches(value, pattern);
}

/** Numbers as numbers, texts of digits as the integers they spell. */
function below(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  return BigInt(String(a)) < BigInt(String(b));
}
