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

/** Somebody for whom rows would be too new. */
export interface Behind {
  readonly object: string;
  readonly speaker: string;
  /** The newest version that it reads. */
  readonly reads: string;
  /** The version that rows would have. */
  readonly wanted: string;
}

/** Who could not read rows of these versions. */
export function behindOf(
  registry: Registry,
  wanted: Manifest,
  speakers: readonly Speaker[],
): readonly Behind[] {
  const goal = keptBy(registry, wanted);
  return storedTypesOf(registry).flatMap((type) =>
    speakers.flatMap(({ name, manifest }): readonly Behind[] => {
      const at = ordinalIn(type, manifest);
      if (at < type.base || at >= goal(type)) return [];
      const [reads, brought] = [labelOf(type, at), labelOf(type, goal(type))];
      return [{ object: type.name, speaker: name, reads, wanted: brought }];
    }),
  );
}
