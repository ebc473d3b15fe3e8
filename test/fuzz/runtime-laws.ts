// What holds for the runtime whatever it is given: its own errors and no others, an input left alone, and
// results that are whole.

import {
  type BacklevelError,
  isError,
  type Registry,
  type VersionedObject,
} from '../../src/runtime/index.js';

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BacklevelError };

/** Runs it; any error but the runtime's own goes on. */
export function attempt<T>(run: () => T): Outcome<T> {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    if (!isError(error)) throw error;
    if (!error.message.startsWith(error.path)) throw error;
    return { ok: false, error };
  }
}

/** Freezes a value and all in it, so that whoever writes to it throws and what is shared with it shows. */
export function frozen<T>(value: T, seen: Set<unknown> = new Set()): T {
  if (typeof value !== 'object' || value === null || seen.has(value)) return value;
  seen.add(value);
  // Bytes cannot be frozen; and nobody may ask a getter but the code under test.
  if (ArrayBuffer.isView(value)) return value;
  const stack: object[] = [value];
  for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
    for (const key of Reflect.ownKeys(one)) {
      const member: unknown = Object.getOwnPropertyDescriptor(one, key)?.value;
      if (typeof member !== 'object' || member === null || seen.has(member)) continue;
      seen.add(member);
      if (!ArrayBuffer.isView(member)) stack.push(member);
    }
    Object.freeze(one);
  }
  return value;
}

/** What is wrong with a primitive that came out; `root` is where it stands. */
export function flawOf(value: unknown, path = 'result'): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? undefined : `${path} is ${value}`;
    case 'object':
      return value === null ? undefined : flawOfContainer(value, path);
    default:
      return `${path} is a ${typeof value}`;
  }
}

function flawOfContainer(value: object, path: string): string | undefined {
  const wanted = Array.isArray(value) ? Array.prototype : Object.prototype;
  if (Object.getPrototypeOf(value) !== wanted) return `${path} has a foreign prototype`;
  if (Object.isFrozen(value)) return `${path} is shared with the input`;
  const keys = Object.keys(value);
  if (Array.isArray(value) && keys.length !== value.length) return `${path} is a list with holes`;
  for (const key of keys) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property?.get !== undefined) return `${path}.${key} is a getter`;
    const flaw = flawOf(property?.value, `${path}.${key}`);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

/** What is wrong with an object that was read. */
export function flawOfObject(object: VersionedObject, registry: Registry): string | undefined {
  const primitive = object.objToPrimitive();
  const flaw = flawOf(primitive);
  if (flaw !== undefined) return flaw;
  const text = JSON.stringify(primitive);
  if (object.objToPrimitive() === primitive) return 'two encodings are one and the same thing';
  const again = registry.decode(primitive);
  if (!object.objEquals(again) || !again.objEquals(object))
    return 'decodes again to another object';
  if (JSON.stringify(again.objToPrimitive()) !== text) return 'encodes again to other bytes';
  const clone = object.objClone();
  if (!clone.objEquals(object)) return 'its clone is another object';
  if (JSON.stringify(clone.objToPrimitive()) !== text) return 'its clone encodes to other bytes';
  // People look at it too.
  JSON.stringify(object);
  return undefined;
}
