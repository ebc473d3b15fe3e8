// For whom data is written: the version of every object, looked up once for each manifest.

import type { Manifest } from '../core/envelope.js';
import { compareVersions, parseWireVersion } from '../core/version.js';
import { IncompleteManifestError, InvalidTargetVersion } from './errors.js';
import { describe, short } from './fault.js';
import type { AnyObjectType } from './object-type.js';

/** Generated code adds an ordinal for each of its objects, under a fixed name. */
export interface Target {
  /** What the peer was said to speak. */
  readonly $manifest: Manifest;
}

/** No entry for the object. */
const MISSING = -1;
/** An entry that the object cannot be brought to: older than its history, or a major without a way back. */
const UNREACHABLE = -2;

/** Every object that may stand in one of this type, itself included. */
export function treeOf(type: AnyObjectType): ReadonlySet<AnyObjectType> {
  const found = new Set<AnyObjectType>([type]);
  // A set hands out what is added while it is walked, so cycles end by themselves.
  for (const one of found) for (const child of one.children()) found.add(child);
  return found;
}

/** The target that a manifest means for a tree; missing entries show only when they are needed. */
export function targetOf(type: AnyObjectType, manifest: Manifest): Target {
  const ordinals = new Map<string, number>();
  for (const one of treeOf(type)) ordinals.set(one.slot, ordinalIn(one, manifest));
  return { ...type.targets((slot) => ordinals.get(slot) ?? MISSING), $manifest: manifest };
}

/** The target that leaves every object at its newest version. */
export function newestTarget(type: AnyObjectType): Target {
  const ordinals = new Map<string, number>();
  for (const one of treeOf(type)) ordinals.set(one.slot, one.newest);
  return { ...type.targets((slot) => ordinals.get(slot) ?? MISSING), $manifest: {} };
}

/** The ordinal that a manifest brings an object to: never above its newest. Negative when it says nothing usable. */
export function ordinalIn(type: AnyObjectType, manifest: Manifest): number {
  const entry = entryFor(type, manifest);
  if (entry === undefined) return MISSING;
  const wanted = typeof entry === 'string' ? parseWireVersion(entry) : undefined;
  const newest = parseWireVersion(type.version);
  if (wanted === undefined || newest === undefined) return UNREACHABLE;
  if (compareVersions(wanted, newest) >= 0) return type.newest;
  return type.ordinals.get(`${wanted.major}.${wanted.minor}`) ?? UNREACHABLE;
}

function entryFor(type: AnyObjectType, manifest: Manifest): string | undefined {
  const qualified = `${type.namespace}/${type.name}`;
  if (Object.hasOwn(manifest, qualified)) return manifest[qualified];
  return Object.hasOwn(manifest, type.name) ? manifest[type.name] : undefined;
}

/** The error for an ordinal that `ordinalIn` could not give. */
export function noTarget(type: AnyObjectType, to: Target): Error {
  const entry = entryFor(type, to.$manifest);
  if (entry === undefined) return new IncompleteManifestError(type.name, to.$manifest);
  const written = typeof entry === 'string' ? short(entry) : describe(entry);
  return new InvalidTargetVersion(type.name, written, `it knows ${type.versions.join(', ')}`);
}
