// Bounds, lengths and patterns: which types may have them, which values keep them, and when those of one
// version are narrower than those of another.

import { countCodePoints } from '../core/code-points.js';
import type { JsonValue } from '../core/json.js';
import { parseScalar } from '../core/scalar-text.js';
import type { Limits, Type } from './model.js';
import { leafOf } from './type-walk.js';

export type LimitName = keyof Limits;

/** Which limits values of a type may have: bounds a number, lengths and patterns a text. */
export function limitsFor(type: Type): readonly LimitName[] {
  const leaf = leafOf(type);
  if (leaf.kind !== 'scalar') return [];
  if (leaf.scalar === 'string') return ['minLength', 'maxLength', 'pattern'];
  const isNumber = leaf.scalar === 'integer' || leaf.scalar === 'bigint' || leaf.scalar === 'float';
  return isNumber ? ['min', 'max'] : [];
}

/** The limits as another type spells them; those that it cannot have are left out. */
export function limitsAs({ min, max, ...texts }: Limits, type: Type): Limits {
  const allowed = limitsFor(type);
  const kept = Object.entries(texts).filter(([name]) => allowed.some((other) => other === name));
  const [lower, upper] = [min, max].map((bound) => boundAs(bound, type));
  return {
    ...(lower === undefined ? {} : { min: lower }),
    ...(upper === undefined ? {} : { max: upper }),
    ...Object.fromEntries(kept),
  };
}

/** A bound is a value of the type: of a bigint a text of digits. */
function boundAs(bound: number | string | undefined, type: Type): number | string | undefined {
  const leaf = leafOf(type);
  if (bound === undefined || leaf.kind !== 'scalar' || !limitsFor(type).includes('min')) {
    return undefined;
  }
  const value = parseScalar(leaf.scalar, String(bound));
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

/** The first limit that the value, or one within it, does not keep. */
export function brokenLimit(value: JsonValue, limits: Limits): LimitName | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'object') {
    for (const element of Object.values(value)) {
      const broken = brokenLimit(element, limits);
      if (broken !== undefined) return broken;
    }
    return undefined;
  }
  return LIMIT_NAMES.find((name) => !KEEPS[name](value, limits));
}

export const LIMIT_NAMES = ['min', 'max', 'minLength', 'maxLength', 'pattern'] as const;

type Keeps = (value: number | string, limits: Limits) => boolean;

const KEEPS = {
  min: (value, { min }) => min === undefined || compareNumbers(value, min) >= 0,
  max: (value, { max }) => max === undefined || compareNumbers(value, max) <= 0,
  minLength: (value, { minLength }) =>
    minLength === undefined || countCodePoints(String(value)) >= minLength,
  maxLength: (value, { maxLength }) =>
    maxLength === undefined || countCodePoints(String(value)) <= maxLength,
  pattern: (value, { pattern }) =>
    pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(String(value)),
} satisfies Record<LimitName, Keeps>;

/** A bigint's bounds are texts of digits, all others numbers. */
export function compareNumbers(a: number | string, b: number | string): number {
  // JavaScript compares the two kinds exactly, however many digits there are.
  const [left, right] = [a, b].map((value) => (typeof value === 'string' ? BigInt(value) : value));
  if (left === undefined || right === undefined) return 0;
  return Number(left > right) - Number(left < right);
}

/** The limits of `far` that a value within those of `near` may break. */
export function narrowedLimits(near: Limits, far: Limits): readonly LimitName[] {
  return LIMIT_NAMES.filter((name) => isNarrower(name, near, far));
}

function isNarrower(name: LimitName, near: Limits, far: Limits): boolean {
  const [before, after] = [near[name], far[name]];
  if (after === undefined) return false;
  if (before === undefined) return true;
  switch (name) {
    case 'min':
    case 'minLength':
      return compareNumbers(after, before) > 0;
    case 'max':
    case 'maxLength':
      return compareNumbers(after, before) < 0;
    case 'pattern':
      return after !== before;
  }
}

export function sameLimits(a: Limits, b: Limits): boolean {
  return LIMIT_NAMES.every((name) => a[name] === b[name]);
}
