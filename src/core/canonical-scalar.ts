// What each scalar accepts on the wire, and the one spelling that it is kept in. Generated code
// checks by faster ways of its own; this table is what they and all else that reads values must
// agree with.

import {
  canonicalCidr,
  canonicalIp,
  canonicalIpv4,
  canonicalIpv6,
  canonicalMac,
  canonicalUuid,
} from './address.js';
import { canonicalBase64 } from './base64.js';
import { canonicalDatetime } from './datetime.js';
import { isJsonValue } from './json-value.js';
import type { JsonValue } from './json.js';
import type { Scalar } from './type-expr.js';

/** A value in canonical form; `cut` when a datetime said more than milliseconds can hold. */
export interface CanonicalScalar {
  readonly value: JsonValue;
  readonly cut?: true;
}

/** Reads a wire value as a scalar; undefined when it is none. Null is a value of `json` only. */
export function canonicalScalar(scalar: Scalar, value: unknown): CanonicalScalar | undefined {
  return READERS[scalar](value);
}

type Reader = (value: unknown) => CanonicalScalar | undefined;

const READERS = {
  string: (value) => (typeof value === 'string' ? { value } : undefined),
  // Adding 0 makes 0 of −0.
  integer: (value) => (isSafeInteger(value) ? { value: value + 0 } : undefined),
  bigint: readBigint,
  float: (value) =>
    typeof value === 'number' && Number.isFinite(value) ? { value: value + 0 } : undefined,
  boolean: (value) => (typeof value === 'boolean' ? { value } : undefined),
  datetime: readDatetime,
  uuid: text(canonicalUuid),
  ip: text(canonicalIp),
  ipv4: text(canonicalIpv4),
  ipv6: text(canonicalIpv6),
  cidr: text(canonicalCidr),
  mac: text(canonicalMac),
  bytes: text(canonicalBase64),
  json: (value) => (isJsonValue(value) ? { value } : undefined),
} satisfies Record<Scalar, Reader>;

function text(canonical: (text: string) => string | undefined): Reader {
  return (value) => {
    const found = typeof value === 'string' ? canonical(value) : undefined;
    return found === undefined ? undefined : { value: found };
  };
}

function isSafeInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The most digits that a bigint has: to read a message's worth of them would take a minute. */
export const MAX_DIGITS = 100_000;

const DIGITS = /^(?<sign>-?)0*(?<digits>0|[1-9]\d*)$/;

/** Digits of any number; a JSON number has lost its own digits unless it is safe. */
function readBigint(value: unknown): CanonicalScalar | undefined {
  if (isSafeInteger(value)) return { value: String(value) };
  const parts = typeof value === 'string' ? DIGITS.exec(value)?.groups : undefined;
  if (parts === undefined) return undefined;
  const { sign = '', digits = '' } = parts;
  if (digits.length > MAX_DIGITS) return undefined;
  return { value: digits === '0' ? digits : sign + digits };
}

function readDatetime(value: unknown): CanonicalScalar | undefined {
  const found = typeof value === 'string' ? canonicalDatetime(value) : undefined;
  if (found === undefined) return undefined;
  return found.cut ? { value: found.text, cut: true } : { value: found.text };
}
