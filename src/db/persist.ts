// What a store does for the methods that every stored class has, in the form that a context calls: here, or on a
// conductor for those who have no database.

import type { AnyObjectType } from '../runtime/object-type.js';
import { type MethodInfo, readerValues, VersionedObject, wireQuery } from '../runtime/index.js';
import type { Store } from './store.js';

/** What stands behind the methods of one class; as `implement` of `backlevel/rpc` gives. */
export interface Persistence {
  readonly type: AnyObjectType;
  /** The function for a method, by its name in TypeScript. */
  readonly find: (property: string) => ((...args: readonly unknown[]) => unknown) | undefined;
}

/** A class that is stored. */
interface StoredClass {
  readonly $$type: AnyObjectType;
}

/**
 * A stored class's methods, carried out by a store.
 *
 * @param own What the schema declares besides: what `implement` gave for the same class.
 * @example
 * new LocalCalls([persist(Flavor, store), persist(Volume, store, implement(Volume, { attach }))]);
 */
export function persist(objectClass: StoredClass, store: Store, own?: Persistence): Persistence {
  const { $$type: type } = objectClass;
  if (type.storage === undefined) {
    throw new TypeError(`${type.name} is not stored: its schema has no \`storage:\``);
  }
  return {
    type,
    find: (property) => {
      const declared = own?.find(property);
      if (declared !== undefined) return declared;
      const method = type.methods.find((one) => one.property === property);
      return method === undefined ? undefined : functionFor(type, method, store);
    },
  };
}

function functionFor(
  type: AnyObjectType,
  method: MethodInfo,
  store: Store,
): ((...args: readonly unknown[]) => unknown) | undefined {
  switch (method.stored) {
    case undefined:
      return undefined;
    case 'get':
      return (_context, ...values) => store.get(type, readerValues(type, method, values));
    case 'list':
      return (_context, query) => store.list(type, wireQuery(type, query, `${type.name}.list`));
    case 'create':
      return (_context, object) => store.create(stored(object));
    case 'save':
      return (_context, object) => store.save(stored(object));
    case 'destroy':
      return (_context, object) => store.destroy(stored(object));
    case 'refresh':
      return (_context, object) => store.refresh(stored(object));
  }
}

function stored(object: unknown): VersionedObject {
  if (object instanceof VersionedObject) return object;
  throw new TypeError('a method of an object was called on something else');
}
