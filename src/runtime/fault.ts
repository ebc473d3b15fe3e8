// Faults are thrown with the path that the innermost check knew and moved outward as they pass the
// containers and objects around it, so that a good value never pays for a path.

import { BacklevelError, InvalidValueError } from './errors.js';

/** Throws that `path` must be `wanted`; kept out of line so that checks stay small. */
export function bad(path: string, wanted: string, found: unknown): never {
  throw new InvalidValueError(path, wanted, describe(found));
}

/** Puts `[index]` behind `path` in an error's path, where `path` is what the element's check was given. */
export function atElement(error: unknown, path: string, index: number | string): unknown {
  if (!(error instanceof BacklevelError) || !error.path.startsWith(path)) return error;
  const key = typeof index === 'number' ? `[${index}]` : `[${quote(index)}]`;
  return error.$relocate(path + key + error.path.slice(path.length));
}

/** Puts an error of a nested object behind the path that the object stands at. */
export function atChild(error: unknown, path: string): unknown {
  if (!(error instanceof BacklevelError)) return error;
  return error.$relocate(path + error.path.replace(/^[^.[]*/, ''));
}

/** The longest text that is told whole: nobody reads a key of a million letters, and each message would hold it. */
const LONGEST = 60;

/** A value for people to read, short and on one line. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'undefined':
      return 'undefined';
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `a list of ${value.length}`;
      if (value instanceof Date) return 'a Date';
      if (value instanceof Set) return 'a set';
      if (value instanceof Uint8Array) return 'bytes';
      return 'a map or an object';
    default:
      return `a ${typeof value}`;
  }
}

function quote(text: string): string {
  return JSON.stringify(short(text));
}

/** A name or a version that somebody sent, short enough to stand in a message. */
export function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What stands in place of a sensitive value wherever a person could see it. */
export const MASK = '***';

/** Runs a check of the sensitive field at `path`: its error does not say what was found, nor under which keys. */
export function masked<T>(check: () => T, path: string): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    const inside = error.path.startsWith(path) ? error.path.slice(path.length) : '';
    const where = inside.replace(/\["(?:[^"\\]|\\.)*"\]/g, `["${MASK}"]`);
    throw new InvalidValueError(path + where, error.wanted, MASK);
  }
}
