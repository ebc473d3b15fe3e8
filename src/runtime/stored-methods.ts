// The methods that every stored object has: remotable as declared ones are, and carried out by a store. They are
// no part of any version's shape, so callers of all versions have them.

import type { Codec } from './codec.js';
import { list } from './containers.js';
import { method, type MethodInfo } from './methods.js';
import type { VersionedObject } from './object.js';
import { objects } from './object-codec.js';
import type { AnyObjectType } from './object-type.js';
import { queries } from './query-codec.js';

/** What a store does for a method; `get` finds the row whose fields are the arguments, by their names. */
export type StoredAction = 'get' | 'list' | OnRow;

type OnRow = 'create' | 'save' | 'destroy' | 'refresh';

/**
 * The names of a class's methods that a store carries out. Whoever gives the others' implementations need not
 * give these:
 *
 * @example
 * type Own<C> = Omit<ImplementationOf<C>, StoredMethodOf<C>>;
 */
export type StoredMethodOf<C> = C extends { readonly $$stored: infer Names extends string }
  ? Names
  : never;

/** Types come as functions: these stand in their own description. */
type Load = () => AnyObjectType;

/** `get_by_id(id)`: the object of the one row that has these values. */
export function getBy(
  name: string,
  property: string,
  load: Load,
  args: readonly { readonly name: string; readonly codec: Codec<unknown> }[],
  versions: { readonly since?: number; readonly until?: number } = {},
): MethodInfo {
  return method({
    name,
    property,
    static: true,
    idempotent: true,
    stored: 'get',
    args,
    returns: objects<VersionedObject>(() => [load()]),
    ...versions,
  });
}

/** `list(query)`: the objects of the rows that it asks for, in its order. */
export function listRows(load: Load): MethodInfo {
  return method({
    name: 'list',
    property: 'list',
    static: true,
    idempotent: true,
    stored: 'list',
    args: [{ name: 'query', codec: queries(load), default: {} }],
    returns: list(objects<VersionedObject>(() => [load()])),
  });
}

/** A method of an object that does something to its row. */
export function onRow(action: OnRow): MethodInfo {
  return method({
    name: action,
    property: action,
    idempotent: action === 'refresh',
    stored: action,
  });
}
