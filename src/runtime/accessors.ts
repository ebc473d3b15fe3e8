// What generated getters and setters call.

import type { Codec } from './codec.js';
import { FieldUnsetError, ReadOnlyFieldError, UnknownFieldError } from './errors.js';
import type { VersionedObject } from './object.js';
import { handOutField, hasChanged } from './tracking.js';

/** Throws that the field is not set. */
export function unset(object: VersionedObject, field: string): never {
  throw new FieldUnsetError(object.$$type.name, field);
}

/** Marks the field as changed if the value is another one, and gives the value. */
export function set<T>(object: VersionedObject, bit: number, before: T | undefined, value: T): T {
  if (before !== value) object.$$tracked().mark(bit);
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
  if (before === undefined || !codec.equals(before, value)) {
    replace(object, bit);
    return value;
  }
  if (codec.someObject === undefined) return before;
  // Whoever assigned an object goes on with it, so it is taken even where it says the same.
  const field = object.$$type.fields[bit];
  if (field !== undefined && hasChanged(object, field, bit)) object.$$tracked().mark(bit);
  object.$$changes?.forget(bit);
  return value;
}

/** Another container or object takes the place of the one that code may have got hold of. */
function replace(object: VersionedObject, bit: number): void {
  const changes = object.$$tracked();
  changes.mark(bit);
  changes.forget(bit);
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
    object.$$tracked().mark(bit);
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
  if (value === undefined) return unset(object, field);
  if (value !== null) handOutField(object, bit);
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
