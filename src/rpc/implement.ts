// What stands behind the methods of a class, typed by the class itself.

import type { AnyObjectType } from '../runtime/object-type.js';
import {
  type Accepted,
  type Context,
  type FieldOf,
  LOAD_ATTR,
  NotLoadableError,
  type StoredMethodOf,
  type VersionedObject,
} from '../runtime/index.js';
import type { RequestContext } from './context.js';

/** A generated class, said so that the types of its methods' parameters are found. */
type AnyClass = (abstract new (...args: never[]) => VersionedObject) & {
  readonly $$type: AnyObjectType;
};

type Awaitable<T> = T | Promise<T>;

/** Static methods as the class has them. */
type Statics<C> = {
  [K in StaticNames<C>]: C[K] extends (context: Context, ...args: infer A) => Promise<infer R>
    ? (context: RequestContext, ...args: Required<A>) => Awaitable<R>
    : never;
};

type StaticNames<C> = Exclude<
  { [K in keyof C]: C[K] extends StaticMethod ? K : never }[keyof C],
  keyof typeof VersionedObject
>;

type StaticMethod = (context: Context, ...args: never[]) => Promise<unknown>;

/** Methods of objects, which are handed their object. */
type Methods<T> = {
  [K in MethodNames<T>]: T[K] extends (...args: infer A) => Promise<infer R>
    ? (context: RequestContext, object: T, ...args: Required<A>) => Awaitable<R>
    : never;
};

type MethodNames<T> = Exclude<
  { [K in keyof T]: T[K] extends Method ? K : never }[keyof T],
  keyof VersionedObject
>;

type Method = (...args: never[]) => Promise<unknown>;

type All<C extends AnyClass> = Statics<C> & Methods<InstanceType<C>>;

/**
 * A function for each remotable method: `(context, …)` for static ones, `(context, object, …)` for others. What a store
 * carries out may be left to it.
 */
export type ImplementationOf<C extends AnyClass> = Omit<All<C>, StoredMethodOf<C>> &
  Partial<Pick<All<C>, StoredMethodOf<C> & keyof All<C>>>;

/** Methods that the newest version has no more, for callers that do: by their names in TypeScript. */
export type Removed = Readonly<
  Record<string, (context: RequestContext, ...args: never[]) => unknown>
>;

/** How fields are loaded that are not set and that no row has: by their properties. */
export type LoadersOf<C extends AnyClass> = {
  readonly [K in FieldOf<InstanceType<C>>]?: (
    context: RequestContext,
    object: InstanceType<C>,
  ) => Awaitable<Accepted<InstanceType<C>[K]>>;
};

/** What a class does beside the methods that its newest version has. */
export interface Besides<C extends AnyClass> {
  /** Methods that the newest version has no more. */
  readonly removed?: Removed;
  readonly load?: LoadersOf<C>;
}

/** What a class's methods do in a process; `implement` makes it. */
export interface Implementation {
  readonly type: AnyObjectType;
  /** The function for a method, by its name in TypeScript; own properties alone count. */
  readonly find: (property: string) => AnyFunction | undefined;
}

export type AnyFunction = (...args: readonly unknown[]) => unknown;

/**
 * Says what a class's methods do in this process.
 *
 * @example
 * implement(Flavor, {
 *   getById: async (context, id) => flavors.get(id),
 *   save: async (context, flavor) => { await store(flavor); },
 * }, {
 *   load: { projects: (context, flavor) => projectsOf(flavor.id) },
 * });
 */
export function implement<
  C extends AnyClass,
  // Without parameters of their own the types of the functions' parameters and results are not found.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  M extends ImplementationOf<C> = ImplementationOf<C>,
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  B extends Besides<C> = Besides<C>,
>(objectClass: C, methods: M, besides?: B): Implementation {
  const { removed = {}, load = {} } = besides ?? {};
  const { $$type: type } = objectClass;
  const loading = { [LOAD_ATTR.property]: loaderOf(type, load) };
  const all: Readonly<Record<string, unknown>> = { ...removed, ...methods, ...loading };
  return {
    type,
    find: (property) => {
      const found = Object.hasOwn(all, property) ? all[property] : undefined;
      return isFunction(found) ? found : undefined;
    },
  };
}

/** Loads a field of an object, by the function that is there for it. */
function loaderOf(type: AnyObjectType, loaders: Readonly<Record<string, unknown>>): AnyFunction {
  return (context, object, property) => {
    const name = String(property);
    const found = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
    if (!isFunction(found)) {
      throw new NotLoadableError(type.name, type.byProperty.get(name)?.name ?? name);
    }
    return found(context, object);
  };
}

function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function';
}
