// What the makers of values share: which objects may stand where and at which versions, and how deep.

import type { Manifest } from '../../core/envelope.js';
import type { JsonValue } from '../../core/json.js';
import { compareVersions, parseWireVersion } from '../../core/version.js';
import type { Version } from '../../core/version.js';
import { shapeAt } from '../../model/index.js';
import type { Model, ObjectModel, ObjectRef, Shape } from '../../model/model.js';

/** A version of the root, whose nested objects then may be of any; or what a peer's manifest allows. */
export type At = Version | Manifest;

export interface MakerOptions {
  /** Of the envelope's keys; `versioned_object` when absent. */
  readonly prefix?: string;
  /** How many objects deep; 3 when absent. */
  readonly depth?: number;
  /** Under a manifest: every object at its very entry, and not at older versions. */
  readonly isExact?: boolean;
}

export interface Maker {
  readonly model: Model;
  readonly prefix: string;
  readonly depth: number;
  /** The versions at which a nested object may come, oldest first; none where it may not come at all. */
  readonly allowed: (ref: ObjectRef) => readonly Version[];
  /** Fields that stayed unset because no value was found for them: `Flavor.name`. */
  readonly unmet: Set<string>;
}

export function makerFor(model: Model, at: At, options: MakerOptions): Maker {
  const { prefix = 'versioned_object', depth = 3 } = options;
  const allowed = (ref: ObjectRef): readonly Version[] => {
    const object = model.objects.get(ref.key);
    if (object === undefined) return [];
    if (!isVersion(at)) return rootVersions(object, at, options);
    return ref.version === undefined ? object.versions : [ref.version];
  };
  return { model, prefix, depth, allowed, unmet: new Set() };
}

/** The versions of the root. */
export function rootVersions(
  object: ObjectModel,
  at: At,
  { isExact = false }: MakerOptions,
): readonly Version[] {
  if (isVersion(at)) return [at];
  const versions = readableBy(object, at);
  return isExact ? versions.slice(-1).filter((one) => isEntry(one, object, at)) : versions;
}

function isVersion(at: At): at is Version {
  return typeof at.major === 'number';
}

function isEntry(version: Version, object: ObjectModel, manifest: Manifest): boolean {
  const entry = entryOf(object, manifest);
  return entry !== undefined && compareVersions(version, entry) === 0;
}

function entryOf(object: ObjectModel, manifest: Manifest): Version | undefined {
  const full = `${object.namespace}/${object.name}`;
  const key = Object.hasOwn(manifest, full) ? full : object.name;
  return Object.hasOwn(manifest, key) ? parseWireVersion(manifest[key] ?? '') : undefined;
}

function readableBy(object: ObjectModel, manifest: Manifest): readonly Version[] {
  const entry = entryOf(object, manifest);
  if (entry === undefined) return [];
  return object.versions.filter((version) => compareVersions(version, entry) <= 0);
}

/** The shape at a version that was taken from the object's own. */
export function shapeOf(object: ObjectModel, version: Version): Shape {
  const shape = shapeAt(object, version);
  if (shape === undefined) {
    throw new Error(`${object.key} has no shape at ${version.major}.${version.minor}`);
  }
  return shape;
}

/** The envelope around an object's fields, which stand in the order of its shape. */
export function enveloped(
  maker: Maker,
  object: ObjectModel,
  shape: Shape,
  fields: ReadonlyMap<string, JsonValue>,
  changes: readonly string[],
): JsonValue {
  const { prefix } = maker;
  return {
    [`${prefix}.name`]: object.name,
    [`${prefix}.namespace`]: object.namespace,
    [`${prefix}.version`]: `${shape.version.major}.${shape.version.minor}`,
    // From entries: a field may be called `__proto__`.
    [`${prefix}.data`]: Object.fromEntries(fields),
    ...(changes.length === 0 ? {} : { [`${prefix}.changes`]: changes }),
  };
}
