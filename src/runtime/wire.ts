// The envelope: four or five keys under a prefix that is a setting, so generated code knows them.

import type { JsonValue } from '../core/json.js';

/** An object as plain JSON data in its envelope. */
export type Primitive = Readonly<Record<string, unknown>>;

/** The data inside an envelope, or of a map that is yet to be checked. */
export type Data = Readonly<Record<string, unknown>>;

/** How one set of generated classes puts its objects on the wire. */
export interface Wire {
  /** What stands before `.name`, `.data` …: `versioned_object`. */
  readonly prefix: string;
  /** Puts data in its envelope; `changes` is left out when undefined. */
  seal(
    name: string,
    namespace: string,
    version: string,
    data: Data,
    changes: readonly string[] | undefined,
  ): Primitive;
  /** Reads the parts of an envelope, checked by nobody yet. */
  open(primitive: Data): Envelope;
}

export interface Envelope {
  readonly name: unknown;
  readonly namespace: unknown;
  readonly version: unknown;
  readonly data: unknown;
  readonly changes: unknown;
}

/** Whether a value is a JSON object, and neither null nor a list. */
export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets an own property whatever its name: plain assignment to `__proto__` would set the prototype. */
export function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    target[key] = value;
  }
}

/** An own property, or undefined: for keys that every object answers to, such as `constructor`. */
export function own(data: Data, key: string): unknown {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

/** A deep copy of JSON data that shares nothing with it and leaves out what is undefined. */
export function copyJson(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(copyJson);
  if (!isData(value)) return value as JsonValue;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member !== undefined) define(copy, key, copyJson(member));
  }
  return copy as JsonValue;
}
