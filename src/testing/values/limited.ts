// Scalars within a field's limits: its edges, and random ones.

import type { JsonValue } from '../../core/json.js';
import type { Scalar } from '../../core/type-expr.js';
import { countCodePoints, cutCodePoints } from '../../core/code-points.js';
import type { Limits } from '../../model/model.js';
import { textLike } from './pattern.js';
import type { Random } from './random.js';
import { edgesOf, randomScalar } from './scalars.js';

/** How often chance is asked before a pattern is given up. */
const TRIES = 50;

/** The edge values of the scalar that are within the limits, those of the limits among them. */
export function limitedEdges(scalar: Scalar, limits: Limits): readonly JsonValue[] {
  const edges = new Set<JsonValue>([...edgesOf(scalar), ...atLimits(scalar, limits)]);
  return [...edges].filter((value) => isAllowed(value, limits));
}

/** A random value within the limits; undefined when none was found, which only a pattern can bring about. */
export function limitedRandom(
  scalar: Scalar,
  limits: Limits,
  random: Random,
): JsonValue | undefined {
  for (let i = 0; i < TRIES; i++) {
    const value = fitted(randomScalar(scalar, random), scalar, limits, random);
    if (value !== undefined && isAllowed(value, limits)) return value;
  }
  const edges = limitedEdges(scalar, limits);
  return edges.length === 0 ? undefined : edges[random.below(edges.length)];
}

function fitted(
  value: JsonValue,
  scalar: Scalar,
  limits: Limits,
  random: Random,
): JsonValue | undefined {
  const { min, max, minLength = 0, maxLength, pattern } = limits;
  if (typeof value === 'string' && scalar === 'string') {
    if (pattern !== undefined) return textLike(pattern, random);
    const padded = value + 'x'.repeat(Math.max(0, minLength - countCodePoints(value)));
    return maxLength === undefined ? padded : cutCodePoints(padded, maxLength);
  }
  if (typeof value !== 'number' || isAllowed(value, limits)) return value;
  const low = typeof min === 'number' ? min : undefined;
  const high = typeof max === 'number' ? max : undefined;
  const start = low ?? (high ?? 0) - 1000;
  const width = Math.min((high ?? start + 1000) - start, 2 ** 31);
  return scalar === 'integer' ? Math.ceil(start) + random.below(width + 1) : start + width / 2;
}

function atLimits(scalar: Scalar, limits: Limits): readonly JsonValue[] {
  const { min, max, minLength, maxLength } = limits;
  const found: JsonValue[] = [];
  if (min !== undefined) found.push(min);
  if (max !== undefined) found.push(max);
  if (scalar !== 'string') return found;
  // An emoji is one code point and two units: a count of the wrong kind shows.
  for (const length of [minLength, maxLength]) {
    if (length !== undefined) found.push('x'.repeat(length), '😀'.repeat(length));
  }
  return found;
}

/** Said anew here, and not taken from the interpreter: who makes the values does not ask whom they test. */
export function isAllowed(value: JsonValue, limits: Limits): boolean {
  const { min, max, minLength = 0, maxLength = Infinity, pattern } = limits;
  if (min !== undefined && !isAtLeast(value, min)) return false;
  if (max !== undefined && !isAtLeast(max, value)) return false;
  if (typeof value !== 'string') return true;
  const length = countCodePoints(value);
  if (length < minLength || length > maxLength) return false;
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(value);
}

/** Of a bigint, value and bound are texts of digits. */
function isAtLeast(a: JsonValue, b: JsonValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') return BigInt(a) >= BigInt(b);
  return Number(a) >= Number(b);
}
