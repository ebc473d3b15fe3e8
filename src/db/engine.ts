// Where SQLite and PostgreSQL differ in what a column holds: the engines' names of types, and single values between the
// wire's form and the drivers'.

import { type RawBuilder, sql } from 'kysely';
import { base64ToBytes, bytesToBase64 } from '../core/base64.js';
import { canonicalDatetime, formatInstant, instantOf } from '../core/datetime.js';
import type { JsonValue } from '../core/json.js';
import type { ColumnType } from '../core/storage.js';
import { UnfitValue } from './unfit-value.js';

/** The databases that there are. */
export type Engine = 'sqlite' | 'postgres';

const SQL_TYPES: Readonly<Record<Engine, Readonly<Record<ColumnType, string>>>> = {
  sqlite: {
    text: 'text',
    integer: 'integer',
    numeric: 'text',
    float: 'real',
    boolean: 'integer',
    datetime: 'text',
    bytes: 'blob',
    json: 'text',
  },
  postgres: {
    text: 'text',
    integer: 'bigint',
    numeric: 'numeric',
    float: 'double precision',
    boolean: 'boolean',
    datetime: 'timestamptz(3)',
    bytes: 'bytea',
    json: 'json',
  },
};

/** The engine's name for a type of column. */
export function sqlType(engine: Engine, type: ColumnType): RawBuilder<unknown> {
  return sql.raw(SQL_TYPES[engine][type]);
}

// ── From the wire to a column ───────────────────────────────────────────────────────────────────

/** A canonical value of the wire that is not null, as the driver takes it; throws `UnfitValue`. */
export function bound(engine: Engine, type: ColumnType, value: JsonValue): unknown {
  switch (type) {
    case 'text':
      return textOf(value);
    case 'integer':
      return integerOf(value);
    case 'numeric':
      return numericOf(value);
    case 'float':
      return value;
    case 'boolean':
      return engine === 'sqlite' ? Number(value) : value;
    case 'datetime':
      return new Date(instantOf(plainText(value))).toISOString();
    case 'bytes':
      return Buffer.from(base64ToBytes(plainText(value)));
    case 'json':
      return JSON.stringify(value);
  }
}

/** What bigints, times and bytes are on the wire. */
function plainText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const HALF_A_PAIR = /\p{Surrogate}/u;

/** Neither engine keeps U+0000 in a text: PostgreSQL refuses it, and SQLite's own functions stop at it. */
function textOf(value: JsonValue): string {
  if (typeof value !== 'string') throw new UnfitValue('a column of texts holds texts alone');
  if (value.includes('\u0000')) throw new UnfitValue('it has a U+0000, which no text column holds');
  if (HALF_A_PAIR.test(value)) {
    throw new UnfitValue('it has half a surrogate pair, which is no Unicode');
  }
  return value;
}

/** Of PostgreSQL's `numeric`, before the point: https://www.postgresql.org/docs/current/datatype-numeric.html */
const MOST_DIGITS = 131_072;

function numericOf(value: JsonValue): string {
  const digits = plainText(value);
  if (digits.length <= MOST_DIGITS) return digits;
  throw new UnfitValue(`it has more than ${MOST_DIGITS.toLocaleString('en')} digits`);
}

const [LEAST, MOST] = [-(2n ** 63n), 2n ** 63n - 1n];

/** Bigints are digits on the wire. */
function integerOf(value: JsonValue): number | bigint {
  if (typeof value === 'number') return value;
  const integer = BigInt(plainText(value));
  if (integer < LEAST || integer > MOST) throw new UnfitValue('it needs more than 64 bits');
  return integer;
}

// ── From a column to the wire ───────────────────────────────────────────────────────────────────

/** What a driver gave, null apart, as JSON that the field's own checks then read; throws `UnfitValue`. */
export function given(type: ColumnType, value: unknown): JsonValue {
  switch (type) {
    case 'text':
      if (typeof value === 'string') return value;
      break;
    case 'integer':
    case 'numeric':
      return integerFrom(value);
    case 'float':
      if (typeof value === 'number') return value;
      if (typeof value === 'bigint') return Number(value);
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      if (value === 0 || value === 1 || value === 0n || value === 1n) return Number(value) === 1;
      break;
    case 'datetime':
      return instantFrom(value);
    case 'bytes':
      if (value instanceof ArrayBuffer) return bytesToBase64(new Uint8Array(value));
      if (value instanceof Uint8Array) return bytesToBase64(value);
      break;
    case 'json':
      return parsed(value);
  }
  throw new UnfitValue(`the column gives ${value === null ? 'null' : typeof value}`);
}

/** A number where one is exact, else digits: an integer field refuses those, and a bigint reads both. */
function integerFrom(value: unknown): JsonValue {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value !== 'bigint' && typeof value !== 'string') {
    throw new UnfitValue(`the column gives ${typeof value}`);
  }
  const digits = String(value);
  const number = Number(digits);
  return Number.isSafeInteger(number) && String(number) === digits ? number : digits;
}

/** A text is read as one of the wire is: `Date` would take 12 for a December, and what has no zone for the machine's own. */
function instantFrom(value: unknown): JsonValue {
  const text =
    value instanceof Date
      ? formatInstant(value.getTime())
      : canonicalDatetime(typeof value === 'string' ? value : '')?.text;
  if (text === undefined) throw new UnfitValue('the column gives a time that is none');
  return text;
}

function parsed(value: unknown): JsonValue {
  if (typeof value !== 'string') throw new UnfitValue(`the column gives ${typeof value}`);
  try {
    return JSON.parse(value) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) throw new UnfitValue('the column has no JSON');
    throw error;
  }
}
