// A field's bounds: whether a scalar is within them, and what brings it within.

import { countCodePoints, cutCodePoints } from '../core/code-points.js';
import type { JsonValue } from '../core/json.js';
import type { Limits } from '../model/model.js';

/** Whether a canonical scalar is within the limits; null and containers have none of their own. */
export function isWithin(value: JsonValue, limits: Limits): boolean {
  if (typeof value === 'string')
    return isTextWithin(value, limits) && isNumberWithin(value, limits);
  return typeof value !== 'number' || isNumberWithin(value, limits);
}

/** The number at the nearer bound, the text cut; undefined when even that is not within. */
export function clamp(value: JsonValue, limits: Limits): JsonValue | undefined {
  const clamped = clampedTo(value, limits);
  return isWithin(clamped, limits) ? clamped : undefined;
}

function clampedTo(value: JsonValue, { min, max, maxLength }: Limits): JsonValue {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  if (min !== undefined && isBelow(value, min)) return typeof value === 'string' ? `${min}` : min;
  if (max !== undefined && isBelow(max, value)) return typeof value === 'string' ? `${max}` : max;
  if (typeof value === 'string' && maxLength !== undefined) return cutCodePoints(value, maxLength);
  return value;
}

function isNumberWithin(value: number | string, { min, max }: Limits): boolean {
  if (min !== undefined && isBelow(value, min)) return false;
  return max === undefined || !isBelow(max, value);
}

function isTextWithin(text: string, { minLength, maxLength, pattern }: Limits): boolean {
  const length = countCodePoints(text);
  if (minLength !== undefined && length < minLength) return false;
  if (maxLength !== undefined && length > maxLength) return false;
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text);
}

/** A bigint and its bounds are texts of digits. */
function isBelow(a: number | string, b: number | string): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  return BigInt(a) < BigInt(b);
}
