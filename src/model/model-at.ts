// The model as a peer of a manifest had it: what was newer is gone, and what was the newest then is it
// again. So the code that such a peer ran can be made once more from the schemas of today.

import type { Manifest } from '../core/envelope.js';
import { compareVersions, parseWireVersion, sameVersion, type Version } from '../core/version.js';
import { enumsSpoken } from './enums-spoken.js';
import type { Model, ObjectModel } from './model.js';
import { renamedObject, type NewNames } from './renamed-refs.js';
import { leafOf, refsOf } from './type-walk.js';

export type ModelAt =
  | {
      readonly ok: true;
      readonly model: Model;
      /** The keys that objects have in the whole model, where that is another: an older major was the newest. */
      readonly keyNow: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly unknown: readonly UnknownEntry[] };

/** An entry of a manifest that means nothing here. */
export interface UnknownEntry {
  readonly name: string;
  readonly version: string;
  /** No object has the name, objects of several namespaces have it, or it has no such version. */
  readonly why: 'no-object' | 'several-objects' | 'no-version';
}

/** All majors of one name; the cut one is the newest that the manifest speaks. */
interface Cut {
  /** `namespace/Name`. */
  readonly key: string;
  readonly object: ObjectModel;
  readonly older: readonly ObjectModel[];
  /** Majors of the whole model that it now stands for: the one it was cut from, and all newer ones. */
  readonly replaced: readonly ObjectModel[];
}

/**
 * Cuts every object at its entry. Older majors stay as they are; objects without an entry are gone, unless an
 * older version of one that stays holds them: then that peer's code had them too.
 */
export function modelAt(model: Model, manifest: Manifest): ModelAt {
  const cuts: Cut[] = [];
  const unknown: UnknownEntry[] = [];
  for (const [name, version] of Object.entries(manifest)) {
    const found = cutOf(model, name, version);
    if (typeof found === 'string') unknown.push({ name, version, why: found });
    else cuts.push(found);
  }
  if (unknown.length > 0) return { ok: false, unknown };

  const names = newNames(cuts);
  const objects = new Map<string, ObjectModel>();
  for (const { key, object, older } of cuts) {
    objects.set(key, renamedObject(object, names));
    for (const one of older) objects.set(one.key, renamedObject(one, names));
  }
  for (const one of heldBesides(model, objects)) objects.set(one.key, renamedObject(one, names));
  const sorted = new Map([...objects].sort(([a], [b]) => (a < b ? -1 : 1)));
  const keyNow = cuts.filter(({ key, object }) => key !== object.key);
  return {
    ok: true,
    model: { objects: withOwnNames(sorted), enums: enumsSpoken(model.enums, sorted.values()) },
    keyNow: new Map(keyNow.map(({ key, object }) => [key, object.key])),
  };
}

function cutOf(model: Model, name: string, label: string): Cut | UnknownEntry['why'] {
  const majors = [...model.objects.values()].filter(
    (object) => `${object.namespace}/${object.name}` === name || object.name === name,
  );
  const spaces = new Set(majors.map(({ namespace }) => namespace));
  if (spaces.size > 1) return 'several-objects';
  if (majors.length === 0) return 'no-object';
  const version = parseWireVersion(label);
  const able = majors.filter(({ versions }) => version && versions.some(isSame(version)));
  // A version that a newer major goes on from is first of all one of its own major.
  const meant = able.find(({ major }) => major === version?.major) ?? able[0];
  if (version === undefined || meant === undefined) return 'no-version';
  return {
    key: `${meant.namespace}/${meant.name}`,
    object: cutAt(meant, version),
    older: majors.filter((one) => one !== meant && one.major < version.major),
    replaced: majors.filter((one) => one === meant || one.major >= version.major),
  };
}

function isSame(version: Version): (other: Version) => boolean {
  return (other) => sameVersion(other, version);
}

function cutAt(object: ObjectModel, version: Version): ObjectModel {
  const at = object.versions.findIndex(isSame(version));
  const shapes = object.shapes.slice(0, at + 1);
  const shape = shapes.at(-1) ?? object.shape;
  return {
    ...object,
    major: version.major,
    typescriptName: nameWhenNewest(object),
    versions: object.versions.slice(0, at + 1),
    version,
    shape,
    shapes,
    steps: object.steps.filter(({ newer }) => compareVersions(newer, version) <= 0),
    ...(object.storage === undefined ? {} : { storage: storageUpTo(object.storage, at, version) }),
    isList: object.isList && shape.fields.has('objects'),
    mixins: object.mixins.filter((mixin) =>
      [...shape.fields.values()].some((field) => field.mixin === mixin),
    ),
  };
}

/** What peers of an older version know of rows: rows without a label may be newer than they. */
function storageUpTo(
  storage: NonNullable<ObjectModel['storage']>,
  at: number,
  version: Version,
): NonNullable<ObjectModel['storage']> {
  return storage.slice(0, at + 1).map(({ unlabelled, ...rest }) => {
    const isKnown = unlabelled !== undefined && compareVersions(unlabelled, version) <= 0;
    return isKnown ? { ...rest, unlabelled } : rest;
  });
}

/** An older major is called `FlavorV1` only because there is a newer one, unless it was given its name. */
function nameWhenNewest({ typescriptName, name, major, isNewestMajor }: ObjectModel): string {
  return !isNewestMajor && typescriptName === `${name}V${major}` ? name : typescriptName;
}

/** What was the newest major then has the plain name, and who spoke of a newer one spoke of it. */
function newNames(cuts: readonly Cut[]): NewNames {
  const names = new Map<string, { key: string; major: number }>();
  for (const { key, object, replaced } of cuts) {
    const { major } = object;
    for (const one of replaced) {
      if (one.key !== key || one.major !== major) names.set(one.key, { key, major });
    }
  }
  return names;
}

/** Objects that no entry names, and that some version of those that stay still holds. */
function heldBesides(model: Model, kept: ReadonlyMap<string, ObjectModel>): readonly ObjectModel[] {
  const found = new Map<string, ObjectModel>();
  const waiting = [...kept.values()];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { fields } of next.shapes) {
      for (const { type } of fields.values()) {
        for (const { key } of refsOf(leafOf(type))) {
          const held = model.objects.get(key);
          if (held === undefined || kept.has(key) || found.has(key)) continue;
          found.set(key, held);
          waiting.push(held);
        }
      }
    }
  }
  return [...found.values()];
}

/** Where a name in TypeScript was taken by another object since, the one that gave way keeps the name it has now. */
function withOwnNames(objects: ReadonlyMap<string, ObjectModel>): ReadonlyMap<string, ObjectModel> {
  const counts = new Map<string, number>();
  for (const { typescriptName } of objects.values()) {
    counts.set(typescriptName, (counts.get(typescriptName) ?? 0) + 1);
  }
  return new Map(
    [...objects].map(([key, object]) => {
      const { typescriptName, name, major } = object;
      const isTaken = (counts.get(typescriptName) ?? 0) > 1 && typescriptName === name;
      return [key, isTaken ? { ...object, typescriptName: `${name}V${major}` } : object];
    }),
  );
}
