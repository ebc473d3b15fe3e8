// Versions by a manifest: what is kept of each object, what was there, and who could not read what rows are brought to.

import type { Manifest } from '../../core/envelope.js';
import type { Registry } from '../../runtime/index.js';
import { type AnyObjectType, labelOf } from '../../runtime/object-type.js';
import { ordinalIn } from '../../runtime/target.js';
import { StoredTypes } from '../stored-types.js';
import type { Speaker } from './contract.js';

/** Objects that have tables. */
export function storedTypesOf(registry: Registry): readonly AnyObjectType[] {
  return new StoredTypes(registry).all;
}

/** The ordinal of the oldest version to keep; of an object that the manifest does not name, the newest. */
export function keptBy(registry: Registry, manifest: Manifest): (type: AnyObjectType) => number {
  const whole = { ...registry.manifest(), ...manifest };
  return (type) => Math.max(type.base, ordinalIn(type, whole));
}

/** Whether a release had an object, of this major. */
export function isIn(manifest: Manifest, type: AnyObjectType): boolean {
  return ordinalIn(type, manifest) >= type.base;
}

/** Somebody who is at another version than the rows would be. */
export interface Apart {
  readonly object: string;
  readonly speaker: string;
  /** The version that it reads up to, or writes. */
  readonly version: string;
  /** The version that rows would have. */
  readonly wanted: string;
}

/** Who could not read rows of these versions. */
export function tooOldFor(
  registry: Registry,
  wanted: Manifest,
  readers: readonly Speaker[],
): readonly Apart[] {
  return apart(registry, wanted, readers, (version, goal) => version < goal);
}

/** Who writes rows that are newer than these versions. */
export function newerThan(
  registry: Registry,
  wanted: Manifest,
  writers: readonly Speaker[],
): readonly Apart[] {
  return apart(registry, wanted, writers, (version, goal) => version > goal);
}

function apart(
  registry: Registry,
  wanted: Manifest,
  speakers: readonly Speaker[],
  isApart: (ordinal: number, goal: number) => boolean,
): readonly Apart[] {
  const goalOf = keptBy(registry, wanted);
  return storedTypesOf(registry).flatMap((type) =>
    speakers.flatMap(({ name, manifest }): readonly Apart[] => {
      const [at, goal] = [ordinalIn(type, manifest), goalOf(type)];
      if (at < type.base || !isApart(at, goal)) return [];
      const [version, brought] = [labelOf(type, at), labelOf(type, goal)];
      return [{ object: type.name, speaker: name, version, wanted: brought }];
    }),
  );
}
