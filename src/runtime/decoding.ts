// Reading envelopes: who it is, which version, then its generated decoder.

import { raise } from './tree.js';
import {
  IncompatibleObjectVersion,
  LimitExceededError,
  UnknownFieldError,
  UnsupportedObjectError,
} from './errors.js';
import { atChild, bad, describe, short } from './fault.js';
import type { VersionedObject } from './object.js';
import { type AnyObjectType, type ObjectType, lineAt, ordinalOf } from './object-type.js';
import { markNames } from './tracking.js';
import { type Data, isData } from './wire.js';

/** How strictly data is read. */
export interface DecodingOptions {
  /** What to do with keys that the version does not have: `ignore` (default) or `refuse`. */
  readonly unknown?: 'ignore' | 'refuse';
  /** How deep objects and JSON values may nest; 64 by default. */
  readonly maxDepth?: number;
}

/** One reading of one tree. */
export class Decoding {
  readonly refusesUnknown: boolean;
  readonly maxDepth: number;
  /** Whether lists and maps of the input may be kept: it was parsed for us and nobody else holds it. */
  readonly adopts: boolean;
  /** How many objects are open. */
  depth = 0;
  /** Fields whose datetime was cut to a millisecond, by path; only where somebody asked. */
  readonly cuts: string[] | undefined;

  constructor(options: DecodingOptions = {}, adopts = false, cuts?: string[]) {
    this.refusesUnknown = options.unknown === 'refuse';
    this.maxDepth = options.maxDepth ?? 64;
    this.adopts = adopts;
    this.cuts = cuts;
  }
}

/** An envelope whose name, namespace and version fit a type. */
export interface Opened {
  readonly data: Data;
  readonly version: number;
  readonly changes: unknown;
}

/** Reads an object that must be of this type. The error's path begins with the object's name. */
export function decodeObject<T extends VersionedObject>(
  type: ObjectType<T>,
  value: unknown,
  path: string,
  at: Decoding,
): T {
  const { data, version, changes } = openAs(type, value, path);
  enter(at, path);
  if (at.refusesUnknown) refuseUnknown(type, data, version);
  const object =
    version < type.decodesFrom
      ? decodeRaised(type, raise(type, data, version, changes, type.name, at), at)
      : decodeAt(type, data, version, changes, at);
  at.depth--;
  return object;
}

function decodeAt<T extends VersionedObject>(
  type: ObjectType<T>,
  data: Data,
  version: number,
  changes: unknown,
  at: Decoding,
): T {
  const object = type.decode(data, version, at);
  if (changes !== undefined) markNames(object, changes, version, type.name);
  return object;
}

/** Where a step needs more than a line of the decoder, the data is upgraded first. */
function decodeRaised<T extends VersionedObject>(
  type: ObjectType<T>,
  raised: { readonly data: Data; readonly changes: unknown },
  at: Decoding,
): T {
  return decodeAt(type, raised.data, type.newest, raised.changes, at);
}

/** Reads an object that stands in another one, at `path`. */
export function decodeChild<T extends VersionedObject>(
  type: ObjectType<T>,
  value: unknown,
  path: string,
  at: Decoding,
): T {
  try {
    return decodeObject(type, value, type.name, at);
  } catch (error) {
    throw atChild(error, path);
  }
}

/** Counts one more open object, within the limit. */
export function enter(at: Decoding, path: string): void {
  if (++at.depth > at.maxDepth) {
    throw new LimitExceededError(path, `objects nest deeper than ${at.maxDepth}`);
  }
}

/** Checks an envelope against the type that stands here. */
export function openAs(type: AnyObjectType, value: unknown, path: string): Opened {
  if (!isData(value)) return bad(path, `a ${type.name}`, value);
  const { name, namespace, version, data, changes } = type.wire.open(value);
  if (name !== type.name || namespace !== type.namespace) {
    throw new UnsupportedObjectError(path, who(name, namespace), `${type.namespace}/${type.name}`);
  }
  const ordinal = typeof version === 'string' ? ordinalOf(type, version) : undefined;
  if (ordinal === undefined) {
    const shown = typeof version === 'string' ? short(version) : describe(version);
    throw new IncompatibleObjectVersion(path, type.name, shown, supported(type));
  }
  if (!isData(data)) return bad(path, `an envelope with ${type.wire.prefix}.data`, data);
  return { data, version: ordinal, changes };
}

/** The type among several that an envelope names and whose versions include its own. */
export function pick(types: readonly AnyObjectType[], value: unknown, path: string): AnyObjectType {
  const first = types[0];
  if (first === undefined || !isData(value)) return bad(path, listed(types), value);
  const { name, namespace, version } = first.wire.open(value);
  const named = types.filter((type) => type.name === name && type.namespace === namespace);
  if (named.length === 0)
    throw new UnsupportedObjectError(path, who(name, namespace), listed(types));
  const text = typeof version === 'string' ? version : '';
  // The newest major that can read it wins; where none can, the newest says what is supported.
  const able = named.filter((type) => ordinalOf(type, text) !== undefined);
  return newestMajor(able) ?? newestMajor(named) ?? first;
}

function newestMajor(types: readonly AnyObjectType[]): AnyObjectType | undefined {
  return types.reduce<AnyObjectType | undefined>(
    (best, type) => (best === undefined || type.major > best.major ? type : best),
    undefined,
  );
}

function listed(types: readonly AnyObjectType[]): string {
  return types.map((type) => `${type.namespace}/${type.name}`).join(' or ') || 'an object';
}

function who(name: unknown, namespace: unknown): string {
  if (typeof name !== 'string') return 'thing without a name';
  return typeof namespace === 'string' ? `${short(namespace)}/${short(name)}` : short(name);
}

function supported(type: AnyObjectType): string {
  const first = type.versions[0];
  return first === type.version ? type.version : `${first} to ${type.version}`;
}

/** Refuses keys that this version of the object does not have. */
export function refuseUnknown(type: AnyObjectType, data: Data, version: number): void {
  for (const key of Object.keys(data)) {
    if (lineAt(type, key, version) === undefined) {
      throw new UnknownFieldError(type.name, short(key), namesAt(type, version));
    }
  }
}

/** The names that data of this version may have. */
export function namesAt(type: AnyObjectType, version: number): readonly string[] {
  return type.rows.filter((r) => r.since <= version && version <= r.until).map((r) => r.name);
}
