// What generated getters and setters call.

import type { Codec } from './codec.js';
import { ReadOnlyFieldError, UnknownFieldError } from './errors.js';
import type { VersionedObject } from './object.js';

/** Throws that the field is not set. */
export function unset(object: VersionedObject, field: string): never {
  return object.$$unset(field);
}

/** Marks the field as changed if the value is another one, and gives the value. */
export function set<T>(object: VersionedObject, bit: number, before: T | undefined, value: T): T {
  if (before !== value) object.$$mark(bit);
  return value;
}

/** The same for containers and objects, which are compared by what they hold. */
export function setBy<T>(
  object: VersionedObject,
  bit: number,
  before: T | undefined,
  value: T,
  codec: Codec<T>,
): T {
  if (before === value) return value;
  if (before !== undefined && codec.equals(before, value)) return before;
  object.$$replace(bit);
  return value;
}

/** A read-only field may be set once; after that only the value that it has is let pass. */
export function once<T>(
  object: VersionedObject,
  bit: number,
  field: string,
  before: T | undefined,
  value: T,
  codec?: Codec<T>,
): T {
  if (before === undefined) {
    object.$$mark(bit);
    return value;
  }
  const equal = before === value || codec?.equals(before, value) === true;
  if (!equal) throw new ReadOnlyFieldError(object.$$type.name, field);
  return before;
}

/** Gives a container to code, and remembers what it held, to see edits in place by. */
export function handOut<T>(
  object: VersionedObject,
  bit: number,
  value: T | undefined,
  field: string,
): T {
  if (value === undefined) return object.$$unset(field);
  if (value !== null) object.$$handOut(bit);
  return value;
}

/** Sets what a constructor was given; a name that is no field is an error. */
export function init(object: VersionedObject, values: object): void {
  const { byProperty, name } = object.$$type;
  for (const [key, value] of Object.entries(values)) {
    if (!byProperty.has(key)) throw new UnknownFieldError(name, key, [...byProperty.keys()]);
    // The setter checks the value.
    if (value !== undefined) Reflect.set(object, key, value);
  }
}
