// Remotable methods as generated classes have them. Where a call goes is the context's affair: to an
// implementation in this process, or to a conductor.

import type { JsonValue } from '../core/json.js';
import type { Codec } from './codec.js';
import { Decoding } from './decoding.js';
import { InvalidValueError, OrphanedObjectError } from './errors.js';
import type { VersionedObject } from './object.js';
import type { AnyObjectType } from './object-type.js';
import type { StoredAction } from './stored-methods.js';
import { childrenOf } from './tracking.js';

/** Who calls, and through what. It travels beside objects, never in them. */
export interface Context {
  readonly calls: Calls;
}

/** What carries calls out. */
export interface Calls {
  /** Calls a static method; gives what it returned, read and checked. */
  callStatic(call: StaticCall): Promise<unknown>;
  /** Calls a method of an object, which then has the changes that the method made. */
  callOn(call: InstanceCall): Promise<unknown>;
}

/** A call of a static method. */
export interface StaticCall {
  readonly context: Context;
  readonly type: AnyObjectType;
  readonly method: MethodInfo;
  /** One for each argument of the method, checked, with defaults filled in. */
  readonly args: readonly unknown[];
}

/** A call of a method of an object. */
export interface InstanceCall extends StaticCall {
  readonly object: VersionedObject;
}

export interface ArgInfo {
  readonly name: string;
  readonly codec: Codec<unknown>;
  /** On the wire, canonical; undefined where the argument must be given. */
  readonly default: JsonValue | undefined;
}

/** A method at its latest, over the ordinals of the versions that have it, both included. */
export interface MethodInfo {
  /** On the wire. */
  readonly name: string;
  /** In TypeScript. */
  readonly property: string;
  readonly static: boolean;
  readonly idempotent: boolean;
  readonly since: number;
  readonly until: number;
  readonly args: readonly ArgInfo[];
  /** Undefined where it gives nothing back. */
  readonly returns: Codec<unknown> | undefined;
  /** What a store does for it; undefined for what the schema declares. */
  readonly stored: StoredAction | undefined;
}

interface MethodParts {
  readonly name: string;
  readonly property: string;
  readonly static?: boolean;
  readonly idempotent?: boolean;
  readonly since?: number;
  readonly until?: number;
  readonly args?: readonly { name: string; codec: Codec<unknown>; default?: JsonValue }[];
  readonly returns?: Codec<unknown>;
  readonly stored?: StoredAction;
}

/** What generated code says of a method; what is not there is false, empty, or without a bound. */
export function method(parts: MethodParts): MethodInfo {
  const { since = 0, until = Infinity, args = [], returns } = parts;
  return {
    name: parts.name,
    property: parts.property,
    static: parts.static === true,
    idempotent: parts.idempotent === true,
    since,
    until,
    args: args.map((arg) => ({
      name: arg.name,
      codec: arg.codec,
      default: arg.default,
    })),
    returns,
    stored: parts.stored,
  };
}

/** Calls a static method; for generated code. */
export async function callStatic<R>(
  type: AnyObjectType,
  context: Context,
  name: string,
  args: readonly unknown[],
): Promise<R> {
  const known = methodOf(type, name);
  const call = { context, type, method: known, args: argumentsFrom(type, known, args) };
  // The result is what the method's codec read, which is what generated code says it is.
  return (await context.calls.callStatic(call)) as R;
}

/** Calls a method of an object, through the context that it came with or was bound to; for generated code. */
export async function callOn<R>(
  object: VersionedObject,
  name: string,
  args: readonly unknown[],
): Promise<R> {
  const { $$type: type } = object;
  const known = methodOf(type, name);
  const context = CONTEXTS.get(object);
  if (context === undefined) throw new OrphanedObjectError(type.name, known.property);
  const call = { context, type, method: known, object, args: argumentsFrom(type, known, args) };
  return (await context.calls.callOn(call)) as R;
}

/** Beside the objects: whoever drops an object drops its entry. */
const CONTEXTS = new WeakMap<VersionedObject, Context>();

/** Binds an object, and all in it, to a context for its own calls. */
export function bind(object: VersionedObject, context: Context): void {
  CONTEXTS.set(object, context);
  for (const child of childrenOf(object)) bind(child, context);
}

/** The context that an object is bound to. */
export function contextOf(object: VersionedObject): Context | undefined {
  return CONTEXTS.get(object);
}

function methodOf(type: AnyObjectType, name: string): MethodInfo {
  const found = type.methods.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${type.name} has no method ${name}`);
  return found;
}

function argumentsFrom(
  type: AnyObjectType,
  { name, args }: MethodInfo,
  given: readonly unknown[],
): readonly unknown[] {
  return args.map((arg, i) => {
    const path = `${type.name}.${name}(${arg.name})`;
    const value = given[i];
    if (value !== undefined) return arg.codec.assign(value, path);
    if (arg.default === undefined) throw new InvalidValueError(path, 'a value', 'nothing');
    return arg.codec.decode(arg.default, path, new Decoding());
  });
}
