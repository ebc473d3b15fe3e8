// Writing objects: straight from the instance by its generated encoder. Where something goes wrong or
// somebody wants to know what is lost, the same is done again as plain data, which knows where it is.

import type { Loss, Manifest } from '../core/envelope.js';
import type { Codec } from './codec.js';
import { backport } from './convert.js';
import { crossObject } from './tree.js';
import { Decoding } from './decoding.js';
import { BacklevelError, InvalidTargetVersion, LimitExceededError } from './errors.js';
import type { ToPrimitiveOptions, VersionedObject } from './object.js';
import { type AnyObjectType, ordinalOf } from './object-type.js';
import { type Target, newestTarget, noTarget, targetOf } from './target.js';
import { namesChanged, settleObject } from './tracking.js';
import { type Data, type Primitive, copyJson } from './wire.js';

const TARGETS_KEPT = 32;

/** Targets by manifest, newest use last: a process speaks to few kinds of peers. */
export class Targets {
  readonly #type: () => AnyObjectType;
  readonly #known = new Map<string, Target>();
  readonly #byIdentity = new WeakMap<Manifest, Target>();
  #newest: Target | undefined = undefined;

  constructor(type: () => AnyObjectType) {
    this.#type = type;
  }

  /** Made at the first use: when a type is made, the types of its children are not loaded yet. */
  get newest(): Target {
    this.#newest ??= newestTarget(this.#type());
    return this.#newest;
  }

  for(manifest: Manifest): Target {
    const same = Object.isFrozen(manifest) ? this.#byIdentity.get(manifest) : undefined;
    if (same !== undefined) return same;
    const key = JSON.stringify(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
    const target = this.#known.get(key) ?? targetOf(this.#type(), { ...manifest });
    this.#known.delete(key);
    this.#known.set(key, target);
    const [oldest] = this.#known.keys();
    if (this.#known.size > TARGETS_KEPT && oldest !== undefined) this.#known.delete(oldest);
    // Only a frozen manifest is sure to mean the same the next time.
    if (Object.isFrozen(manifest)) this.#byIdentity.set(manifest, target);
    return target;
  }
}

/** A primitive that shares nothing with the object. */
export function encodeObject(object: VersionedObject, options: ToPrimitiveOptions): Primitive {
  return copyJson(encodeShared(object, options)) as Primitive;
}

/** The JSON text of the primitive, without the copy between. */
export function encodeText(object: VersionedObject, options: ToPrimitiveOptions): string {
  return JSON.stringify(encodeShared(object, options));
}

/** A primitive that may hold lists and maps of the object itself; for those who use it up at once. */
function encodeShared(object: VersionedObject, options: ToPrimitiveOptions): Primitive {
  const { $$type: type } = object;
  try {
    return encodeAs(object, options);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new LimitExceededError(type.name, 'objects nest too deeply, or in a circle');
    }
    // A value that an edit in place left behind: its own error, or else it is right now.
    const settling = { deep: true, moved: false };
    settleObject(object, settling);
    if (settling.moved) return encodeAs(object, options);
    // The slow way throws the same error with the path from the root; or it succeeds, where a rule of
    // the parent takes away what refused.
    const primitive = encodeSlowly(object, options);
    if (error instanceof BacklevelError) return primitive;
    throw error;
  }
}

function encodeAs(object: VersionedObject, options: ToPrimitiveOptions): Primitive {
  const { $$type: type } = object;
  const { manifest, version, losses } = options;
  if (losses !== undefined) return encodeSlowly(object, options);
  if (manifest !== undefined) return type.encode(object, type.known.for(manifest));
  if (version === undefined) return type.encode(object, type.known.newest);
  if (type.cascades) return encodeSlowly(object, options);
  return type.encode(object, type.known.newest, ordinalAsked(type, version));
}

function ordinalAsked(type: AnyObjectType, version: string): number {
  const ordinal = ordinalOf(type, version);
  if (ordinal !== undefined) return ordinal;
  throw new InvalidTargetVersion(type.name, version, `it knows ${type.versions.join(', ')}`);
}

function encodeSlowly(object: VersionedObject, options: ToPrimitiveOptions): Primitive {
  const { $$type: type } = object;
  const { manifest, version, losses } = options;
  const primitive = type.encode(object, type.known.newest);
  const goal = manifest === undefined ? { to: version ?? type.version } : { manifest };
  const result = backport(type, primitive, goal);
  losses?.push(...result.losses);
  return result.primitive;
}

/** For generated encoders: an object inside another one. */
export function child(object: VersionedObject | null | undefined, to: Target): unknown {
  return object === null || object === undefined ? object : object.$$type.encode(object, to);
}

/** For generated encoders: a container. */
export function wired<T>(codec: Codec<T>, value: T | undefined, to: Target): unknown {
  return value === undefined ? undefined : codec.encode(value, to);
}

/** For generated encoders of objects with a step that needs more than a line: as plain data, from the newest. */
export function lower(object: VersionedObject, version: number, to: Target): Primitive {
  const { $$type: type } = object;
  if (version < type.base) throw noTarget(type, to);
  const losses: Loss[] = [];
  const newest = type.encode(object, type.known.newest);
  const tree = { at: new Decoding(), losses, newer: [] };
  // `version` is the entry of `to` for this object, or what was asked for it alone.
  const goal = isNewest(to, type)
    ? ({ kind: 'root', ordinal: version } as const)
    : ({ kind: 'manifest', manifest: to.$manifest } as const);
  return crossObject({ ...tree, goal }, type, newest, type.name);
}

function isNewest(to: Target, type: AnyObjectType): boolean {
  return to === type.known.newest;
}

/** Seals what a generated encoder made. */
export function seal(object: VersionedObject, version: number, to: Target, data: Data): Primitive {
  const { $$type: type, $$changes: changes } = object;
  const label = type.versions[version - type.base];
  if (label === undefined) throw noTarget(type, to);
  // What nobody has touched needs no look.
  if (changes !== undefined) {
    const settling = { deep: false, moved: false };
    settleObject(object, settling);
    // The data was made from what is canonical only now.
    if (settling.moved) return type.encode(object, to, version);
  }
  const names = namesChanged(object, changes, version, data);
  return type.wire.seal(type.name, type.namespace, label, data, names);
}
