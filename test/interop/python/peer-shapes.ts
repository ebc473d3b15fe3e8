// Tells Python what a peer of some age is: every object at the version it speaks, as `show` prints
// shapes.

import {
  compareVersions,
  formatVersion,
  parseVersion,
  type Version,
} from '../../../src/core/version.js';
import {
  canonicalShape,
  shapeAt,
  treeOf,
  type Model,
  type ObjectModel,
} from '../../../src/model/index.js';
import { asObject } from './reading.js';

export type Manifest = Readonly<Record<string, string>>;

/**
 * The versions of a peer that is so many releases behind: each object as far back, or at its first.
 */
export function manifestOfAge(model: Model, age: number): Manifest {
  return Object.fromEntries(
    newestMajors(model).map(({ name, versions }) => {
      const version = versions[Math.max(0, versions.length - 1 - age)];
      return [name, version === undefined ? '' : formatVersion(version)];
    }),
  );
}

/** The age from which on a peer stays the same: for the tree of one object, or for all. */
export function oldestAge(model: Model, root?: ObjectModel): number {
  const objects = root === undefined ? [...model.objects.values()] : treeOf(model, root);
  return Math.max(...objects.map(({ versions }) => versions.length - 1));
}

/** The request that makes Python such a peer. */
export function defineRequest(
  model: Model,
  manifest: Manifest,
  peer: string,
  prefix: string,
): Readonly<Record<string, unknown>> {
  const objects = [...model.objects.values()].flatMap((object) => {
    const version = spokenVersion(object, manifest);
    const shape = shapeAt(object, version);
    if (shape === undefined)
      throw new Error(`${object.key} has no version ${formatVersion(version)}`);
    // A peer so old that it speaks the older major has no class for the newer one.
    if (object.isNewestMajor && version.major < object.major) return [];
    const { name, namespace } = object;
    const said = asObject(canonicalShape(shape));
    return [{ name, namespace, version: formatVersion(version), ...said }];
  });
  return { do: 'define', peer, prefix, objects };
}

/**
 * What the manifest says of the object; an older major beside a newer one stays at its own last
 * version.
 */
export function spokenVersion({ name, version }: ObjectModel, manifest: Manifest): Version {
  const said = parseVersion(manifest[name] ?? '') ?? version;
  return compareVersions(said, version) < 0 ? said : version;
}

/** The objects that a manifest has entries for. */
export function newestMajors(model: Model): ObjectModel[] {
  return [...model.objects.values()].filter(({ isNewestMajor }) => isNewestMajor);
}
