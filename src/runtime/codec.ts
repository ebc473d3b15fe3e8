// A codec knows one type in its four forms: on the wire, in memory, from code, and for people. Fields of
// plain texts, numbers and booleans need none, since all four are the same.

import type { JsonValue } from '../core/json.js';
import { base64ToBytes, bytesToBase64, canonicalBase64 } from '../core/base64.js';
import { canonicalDatetime, formatInstant } from '../core/datetime.js';
import type { Decoding } from './decoding.js';
import type { EnumType } from './enum.js';
import { MASK, bad, masked } from './fault.js';
import type { VersionedObject } from './object.js';
import type { AnyObjectType } from './object-type.js';
import * as scalars from './scalars.js';
import type { Target } from './target.js';

/** A question to ask of each object inside a value. */
export type ObjectTest = (object: VersionedObject) => boolean;

/**
 * A type of field: how its values go from the wire to memory and back, are checked, copied and compared. For
 * generated code.
 */
export interface Codec<T> {
  /** Wire to memory, checked. */
  decode(value: unknown, path: string, at: Decoding): T;
  /** Memory to wire. */
  encode(value: T, to: Target): unknown;
  /** Wire to canonical wire, checked; nested objects are only seen to be envelopes that may stand here. */
  check(value: unknown, path: string, at: Decoding): unknown;
  /** Code to memory, checked and copied. */
  assign(value: unknown, path: string): T;
  /** What code had hold of, checked and made canonical where it stands; gives what belongs there. */
  settle(value: unknown, path: string, at: Settling): T;
  /** Whether two values in memory are the same. */
  equals(a: T, b: T): boolean;
  /** A deep copy, nested objects included. */
  copy(value: T): T;
  /** What is kept to see edits in place by: a deep copy, but nested objects stay themselves. */
  remember(value: T): unknown;
  /** Whether a value is no longer what `remember` saw. */
  altered(value: T, memory: unknown): boolean;
  /** Plain data for JSON and for people, sensitive fields of nested objects masked. */
  plain(value: T): unknown;
  /** Whether an object inside passes a test, where the type can hold any. */
  someObject?(this: void, value: T, test: ObjectTest): boolean;
  /** The types of those objects. */
  types?(this: void): readonly AnyObjectType[];
  /** Wire to wire, each nested object crossed. */
  cross?(this: void, value: unknown, path: string, x: Nested): unknown;
}

/** What is done with each object that stands in a value; only where its type says that one does. */
export interface Nested {
  /** What stands at `path` from then on. */
  nested(type: AnyObjectType, value: unknown, path: string): unknown;
}

/** One look at what code may have edited in place. */
export interface Settling {
  /** Whether nested objects are looked into. */
  readonly deep: boolean;
  /** Whether anything was in another form. */
  moved: boolean;
}

/** Notes whether a value was in another form, and gives the right one. */
export function settled<T>(value: unknown, right: T, at: Settling): T {
  if (!Object.is(value, right)) at.moved = true;
  return right;
}

/** A codec whose memory form is an immutable value that `===` compares. */
function value<T extends JsonValue | bigint>(
  check: (value: unknown, path: string) => T,
  overrides: Partial<Codec<T>> = {},
): Codec<T> {
  return {
    decode: check,
    encode: (v) => v,
    check,
    assign: check,
    settle: (v, path, at) => settled(v, check(v, path), at),
    equals: (a, b) => a === b,
    copy: (v) => v,
    remember: (v) => v,
    altered: (v, memory) => v !== memory,
    plain: (v) => v,
    ...overrides,
  };
}

/** Texts: strings in memory and on the wire. */
export const strings: Codec<string> = value(scalars.string);
/** Integers within ±(2^53 − 1): numbers in memory and on the wire. */
export const integers: Codec<number> = value(scalars.integer);
/** Finite numbers, in memory and on the wire. */
export const floats: Codec<number> = value(scalars.float);
/** True and false, in memory and on the wire. */
export const booleans: Codec<boolean> = value(scalars.boolean);
/** UUIDs: strings, in lower case with hyphens. */
export const uuids: Codec<string> = value(scalars.uuid);
/** IP addresses of either version: strings in canonical form. */
export const ips: Codec<string> = value(scalars.ip);
/** IPv4 addresses: strings in dotted form. */
export const ipv4s: Codec<string> = value(scalars.ipv4);
/** IPv6 addresses: strings in the canonical form of RFC 5952. */
export const ipv6s: Codec<string> = value(scalars.ipv6);
/** Networks: strings such as `10.0.0.0/24`. */
export const cidrs: Codec<string> = value(scalars.cidr);
/** MAC addresses: strings in lower case with colons. */
export const macs: Codec<string> = value(scalars.mac);

/** Integers of any size: bigints in memory, texts of digits on the wire. */
export const bigints: Codec<bigint> = value<bigint>(scalars.bigint, {
  decode: (v, path) => BigInt(scalars.digits(v, path)),
  encode: (v) => v.toString(),
  check: scalars.digits,
  plain: (v) => v.toString(),
});

/** An enum's values, or a value with limits: what `check` lets pass. */
export function checked<T extends JsonValue>(check: (value: unknown, path: string) => T): Codec<T> {
  return value(check);
}

/** The values of an enum. */
export function oneOf<T extends string>(type: EnumType<T>): Codec<T> {
  return value<T>((v, path) => type.check(v, path));
}

/** Instants in UTC: a Date in memory, a text of ISO 8601 on the wire. What is finer than a millisecond is cut off. */
export const datetimes: Codec<Date> = {
  decode: (v, path) => scalars.toDate(scalars.datetime(v, path)),
  encode: (v) => formatInstant(v.getTime()),
  check(v, path, at) {
    const text = scalars.datetime(v, path);
    if (at.cuts !== undefined && v !== text && canonicalDatetime(String(v))?.cut === true) {
      at.cuts.push(path);
    }
    return text;
  },
  assign: (v, path) => scalars.toDate(scalars.datetimeOf(v, path)),
  settle(v, path, at) {
    const text = scalars.datetimeOf(v, path);
    return v instanceof Date ? v : settled(v, scalars.toDate(text), at);
  },
  equals: (a, b) => a.getTime() === b.getTime(),
  copy: (v) => new Date(v),
  remember: (v) => v.getTime(),
  // Code may have put anything into the container that it stands in.
  altered: (v, memory) => !((v as unknown) instanceof Date) || v.getTime() !== memory,
  plain: (v) => formatInstant(v.getTime()),
};

/** Bytes: a Uint8Array in memory, base64 on the wire. */
export const bytes: Codec<Uint8Array> = {
  decode: (v, path) => base64ToBytes(base64(v, path)),
  encode: (v) => bytesToBase64(v),
  check: base64,
  assign: (v, path) => uint8Array(v, path).slice(),
  settle: uint8Array,
  equals: sameBytes,
  copy: (v) => v.slice(),
  remember: (v) => v.slice(),
  altered: (v, memory) => !(memory instanceof Uint8Array && sameBytes(v, memory)),
  plain: (v) => bytesToBase64(v),
};

function uint8Array(v: unknown, path: string): Uint8Array {
  return v instanceof Uint8Array ? v : bad(path, 'a Uint8Array', v);
}

function base64(v: unknown, path: string): string {
  const text = typeof v === 'string' ? canonicalBase64(v) : undefined;
  return text ?? bad(path, 'bytes in base64', v);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Null is a value too. */
export function nullable<T>(inner: Codec<T>): Codec<T | null> {
  const { someObject, types, cross } = inner;
  return {
    decode: (v, path, at) => (v === null ? null : inner.decode(v, path, at)),
    encode: (v, to) => (v === null ? null : inner.encode(v, to)),
    check: (v, path, at) => (v === null ? null : inner.check(v, path, at)),
    assign: (v, path) => (v === null ? null : inner.assign(v, path)),
    settle: (v, path, at) => (v === null ? null : inner.settle(v, path, at)),
    equals: (a, b) => (a === null || b === null ? a === b : inner.equals(a, b)),
    copy: (v) => (v === null ? null : inner.copy(v)),
    remember: (v) => (v === null ? null : inner.remember(v)),
    altered: (v, memory) =>
      v === null || memory === null ? v !== memory : inner.altered(v, memory),
    plain: (v) => (v === null ? null : inner.plain(v)),
    ...(someObject === undefined
      ? {}
      : { someObject: (v: T | null, test: ObjectTest) => v !== null && someObject(v, test) }),
    ...(types === undefined ? {} : { types }),
    ...(cross === undefined
      ? {}
      : {
          cross: (v: unknown, path: string, x: Nested) => (v === null ? null : cross(v, path, x)),
        }),
  };
}

/** A check of a sensitive field: its errors do not say what was found. */
export function hiding<T>(check: (value: unknown, path: string) => T) {
  return (v: unknown, path: string): T => masked(() => check(v, path), path);
}

/** The codec of a sensitive field: its errors do not say what was found, and people do not see its values. */
export function sensitive<T>(codec: Codec<T>): Codec<T> {
  return {
    ...codec,
    decode: (v, path, at) => masked(() => codec.decode(v, path, at), path),
    check: (v, path, at) => masked(() => codec.check(v, path, at), path),
    assign: (v, path) => masked(() => codec.assign(v, path), path),
    settle: (v, path, at) => masked(() => codec.settle(v, path, at), path),
    plain: (v) => (v === null ? null : MASK),
  };
}

/** Bigints with limits, which `check` holds the text of digits to. */
export function bigintsWithin(check: (value: unknown, path: string) => string): Codec<bigint> {
  const assign = (v: unknown, path: string): bigint =>
    BigInt(check(scalars.digitsOf(v, path), path));
  return {
    ...bigints,
    decode: (v, path) => BigInt(check(v, path)),
    check: (v, path) => check(v, path),
    assign,
    settle: assign,
  };
}
