// Nested objects: one class, or one of several (the envelope's name tells which). Classes come as
// functions, because files of a cycle are loaded in some order.

import type { Codec } from './codec.js';
import { decodeChild, pick } from './decoding.js';
import { UnsupportedObjectError } from './errors.js';
import { atChild, bad } from './fault.js';
import { VersionedObject } from './object.js';
import type { AnyObjectType } from './object-type.js';

/** An object of one of these types. `T` is what generated code says it is. */
export function objects<T extends VersionedObject>(
  types: () => readonly AnyObjectType[],
): Codec<T> {
  const own = (value: unknown, path: string): T => {
    if (!(value instanceof VersionedObject)) return bad(path, names(types()), value);
    if (!types().includes(value.$$type)) {
      const { namespace, name } = value.$$type;
      throw new UnsupportedObjectError(path, `${namespace}/${name}`, names(types()));
    }
    // Its type is one of those that make up T.
    return value as T;
  };
  return {
    // What these types create is what makes up T.
    decode: (value, path, at) => decodeChild(typeFor(types(), value, path), value, path, at) as T,
    encode: (value, to) => value.$$type.encode(value, to),
    check(value, path) {
      typeFor(types(), value, path);
      return value;
    },
    assign: own,
    equals: (a, b) => a === b || a.objEquals(b),
    copy: (value) => value.objClone(),
    remember: (value) => value,
    altered: (value, memory) => value !== memory,
    plain: (value) => value.toJSON(),
    objects: (value) => [value],
    types,
    cross: (value, path, x) => x.nested(typeFor(types(), value, path), value, path),
  };
}

function typeFor(types: readonly AnyObjectType[], value: unknown, path: string): AnyObjectType {
  const only = types[0];
  if (types.length === 1 && only !== undefined) return only;
  try {
    return pick(types, value, path);
  } catch (error) {
    throw atChild(error, path);
  }
}

function names(types: readonly AnyObjectType[]): string {
  return types.map((type) => `a ${type.name}`).join(' or ');
}
