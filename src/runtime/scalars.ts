// Checks of single values as they stand on the wire: the value in canonical form, or a fault. A field of
// a scalar type is kept in this form in memory too, so that decoding and encoding move it and no more.

import {
  canonicalCidr,
  canonicalIp,
  canonicalIpv4,
  canonicalIpv6,
  canonicalMac,
  canonicalUuid,
} from '../core/address.js';
import { MAX_DIGITS, canonicalScalar } from '../core/canonical-scalar.js';
import { canonicalDatetime, formatInstant, instantOf, isPlainDatetime } from '../core/datetime.js';
import { LimitExceededError } from './errors.js';
import { bad } from './fault.js';

/**
 * The string that a value is.
 *
 * @throws a fault at `path` where it is none.
 */
export function string(value: unknown, path: string): string {
  return typeof value === 'string' ? value : bad(path, 'a string', value);
}

/**
 * The integer within ±(2^53 − 1) that a value is.
 *
 * @throws a fault at `path` where it is none.
 */
export function integer(value: unknown, path: string): number {
  // + 0 makes −0 the 0 that it is on the wire.
  return Number.isSafeInteger(value)
    ? (value as number) + 0
    : bad(path, 'an integer within ±(2^53 − 1)', value);
}

/**
 * The finite number that a value is.
 *
 * @throws a fault at `path` where it is none.
 */
export function float(value: unknown, path: string): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? value + 0
    : bad(path, 'a finite number', value);
}

/**
 * The boolean that a value is.
 *
 * @throws a fault at `path` where it is none.
 */
export function boolean(value: unknown, path: string): boolean {
  return typeof value === 'boolean' ? value : bad(path, 'true or false', value);
}

/**
 * A UUID in canonical form.
 *
 * @throws a fault at `path` where the value is none.
 */
export function uuid(value: unknown, path: string): string {
  return canonical(canonicalUuid, value, path, 'a UUID');
}

/**
 * An IP address in canonical form.
 *
 * @throws a fault at `path` where the value is none.
 */
export function ip(value: unknown, path: string): string {
  return canonical(canonicalIp, value, path, 'an IP address');
}

/**
 * An IPv4 address in canonical form.
 *
 * @throws a fault at `path` where the value is none.
 */
export function ipv4(value: unknown, path: string): string {
  return canonical(canonicalIpv4, value, path, 'an IPv4 address');
}

/**
 * An IPv6 address in canonical form.
 *
 * @throws a fault at `path` where the value is none.
 */
export function ipv6(value: unknown, path: string): string {
  return canonical(canonicalIpv6, value, path, 'an IPv6 address');
}

/**
 * A network in canonical form.
 *
 * @throws a fault at `path` where the value is none.
 */
export function cidr(value: unknown, path: string): string {
  return canonical(canonicalCidr, value, path, 'a network such as 10.0.0.0/24');
}

/**
 * A MAC address in canonical form.
 *
 * @throws a fault at `path` where the value is none.
 */
export function mac(value: unknown, path: string): string {
  return canonical(canonicalMac, value, path, 'a MAC address');
}

function canonical(
  form: (text: string) => string | undefined,
  value: unknown,
  path: string,
  wanted: string,
): string {
  const text = typeof value === 'string' ? form(value) : undefined;
  return text ?? bad(path, wanted, value);
}

/** A bigint on the wire: a text of digits, or a JSON number that is safe. */
export function digits(value: unknown, path: string): string {
  const found = canonicalScalar('bigint', value);
  return found !== undefined && typeof found.value === 'string'
    ? found.value
    : bad(path, 'an integer as a text of digits', value);
}

/** The first integer that has too many digits for the wire. */
const TOO_LARGE = 10n ** BigInt(MAX_DIGITS);

/** A bigint from code. */
export function bigint(value: unknown, path: string): bigint {
  if (typeof value !== 'bigint') return bad(path, 'a bigint', value);
  if (value < TOO_LARGE && value > -TOO_LARGE) return value;
  throw new LimitExceededError(path, `it has more than ${MAX_DIGITS} digits`);
}

/** The same, as a text of digits. */
export function digitsOf(value: unknown, path: string): string {
  return bigint(value, path).toString();
}

const ISO = 'a time as ISO 8601, years 1 to 9999';

/** A datetime on the wire. The form that peers write is checked and kept; others are made canonical. */
export function datetime(value: unknown, path: string): string {
  if (typeof value === 'string') {
    if (isPlainDatetime(value)) return value;
    const found = canonicalDatetime(value);
    if (found !== undefined) return found.text;
  }
  return bad(path, ISO, value);
}

/** A datetime from code: a Date, or ISO 8601 text. */
export function datetimeOf(value: unknown, path: string): string {
  if (!(value instanceof Date)) return datetime(value, path);
  return formatInstant(value.getTime()) ?? bad(path, ISO, 'a Date out of range');
}

/** A fresh Date of a canonical datetime. */
export function toDate(text: string): Date {
  return new Date(instantOf(text));
}

// ── Limits ──────────────────────────────────────────────────────────────────────────────────────

/** Holds a number within bounds, both included. */
export function between(value: number, min: number, max: number, path: string): number {
  return value >= min && value <= max ? value : bad(path, bounds(min, max), value);
}

function bounds(min: number, max: number): string {
  if (min === -Infinity) return `at most ${max}`;
  return max === Infinity ? `at least ${min}` : `between ${min} and ${max}`;
}

/** Holds a text of digits within bounds, both included. */
export function digitsBetween(
  value: string,
  min: bigint | undefined,
  max: bigint | undefined,
  path: string,
): string {
  const number = BigInt(value);
  if (min !== undefined && number < min) return bad(path, `at least ${min}`, number);
  if (max !== undefined && number > max) return bad(path, `at most ${max}`, number);
  return value;
}

/** Holds a text's length in code points within bounds, both included. */
export function lengthBetween(value: string, min: number, max: number, path: string): string {
  // A text has at most as many code points as units, and at least half as many.
  if (value.length <= max && value.length >= min * 2) return value;
  let length = 0;
  for (const point of value) length += point === '' ? 0 : 1;
  return length >= min && length <= max
    ? value
    : bad(path, `a text of ${bounds(min, max).replace('between', 'from')} characters`, value);
}

/** Holds a text to a pattern, which it must match as a whole. */
export function matching(value: string, pattern: RegExp, path: string): string {
  return matches(value, pattern)
    ? value
    : bad(path, `a text that matches ${pattern.source}`, value);
}

/** Whether a text matches. One of many millions of letters may be more than the engine has a stack for: it does not. */
export function matches(value: string, pattern: RegExp): boolean {
  try {
    return pattern.test(value);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
