// What the names in a manifest mean: bare ones, and `namespace/Name` where two namespaces share one.

import type { Model, ObjectModel } from '../../model/index.js';

/** All majors of one name, newest first. */
export interface ReleasedObject {
  /** `namespace/Name`. */
  readonly key: string;
  /** As a manifest writes it. */
  readonly name: string;
  readonly majors: readonly ObjectModel[];
}

export interface ReleaseNames {
  /** By `namespace/Name`, sorted. */
  readonly objects: ReadonlyMap<string, ReleasedObject>;
  /** What a name may mean: one object, several where it is ambiguous, or none. */
  readonly meaning: (name: string) => readonly ReleasedObject[];
  readonly isEnum: (name: string) => boolean;
}

export function releaseNames(model: Model): ReleaseNames {
  const majors = new Map<string, ObjectModel[]>();
  const spaces = new Map<string, Set<string>>();
  for (const object of model.objects.values()) {
    const key = keyOf(object);
    majors.set(key, [...(majors.get(key) ?? []), object]);
    spaces.set(object.name, (spaces.get(object.name) ?? new Set()).add(object.namespace));
  }
  const objects = new Map<string, ReleasedObject>();
  const byBareName = new Map<string, ReleasedObject[]>();
  for (const [key, all] of [...majors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bare = key.slice(key.lastIndexOf('/') + 1);
    const name = (spaces.get(bare)?.size ?? 0) > 1 ? key : bare;
    const object = { key, name, majors: all.sort((a, b) => b.major - a.major) };
    objects.set(key, object);
    byBareName.set(bare, [...(byBareName.get(bare) ?? []), object]);
  }
  const enums = new Set([...model.enums.values()].flatMap(({ key, name }) => [key, name]));
  return {
    objects,
    meaning: (name) => {
      const qualified = objects.get(name);
      return qualified === undefined ? (byBareName.get(name) ?? []) : [qualified];
    },
    isEnum: (name) => enums.has(name),
  };
}

/** `namespace/Name`, of whichever major. */
export function keyOf({ namespace, name }: { readonly namespace: string; readonly name: string }) {
  return `${namespace}/${name}`;
}
