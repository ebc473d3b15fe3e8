// Nested objects: one class, or one of several (the envelope's name tells which). Classes come as
// functions, because files of a cycle are loaded in some order.

import type { Codec, Settling } from './codec.js';
import { decodeChild, pick } from './decoding.js';
import { UnsupportedObjectError } from './errors.js';
import { atChild, bad } from './fault.js';
import { VersionedObject } from './object.js';
import type { AnyObjectType } from './object-type.js';
import { settleObject } from './tracking.js';

/** An object of one of these types. `T` is what generated code says it is. */
export function objects<T extends VersionedObject>(load: () => readonly AnyObjectType[]): Codec<T> {
  let loaded: readonly AnyObjectType[] | undefined;
  const types = (): readonly AnyObjectType[] => (loaded ??= load());
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
    settle(value, path, at) {
      const object = own(value, path);
      if (at.deep) settleInside(object, path, at);
      return object;
    },
    equals: (a, b) => a === b || a.objEquals(b),
    copy: (value) => value.objClone(),
    remember: (value) => value,
    altered: (value, memory) => value !== memory,
    plain: (value) => value.toJSON(),
    someObject: (value, test) => test(value),
    types,
    cross: (value, path, x) => x.nested(typeFor(types(), value, path), value, path),
  };
}

function settleInside(object: VersionedObject, path: string, at: Settling): void {
  try {
    settleObject(object, at);
  } catch (error) {
    throw atChild(error, path);
  }
}

function typeFor(types: readonly AnyObjectType[], value: unknown, path: string): AnyObjectType {
  const only = types[0];
  return types.length === 1 && only !== undefined ? only : pick(types, value, path);
}

function names(types: readonly AnyObjectType[]): string {
  return types.map((type) => `a ${type.name}`).join(' or ');
}
