// Enums as far as some objects speak them: up to the highest version that one of their shapes has.

import { compareVersions, type Version } from '../core/version.js';
import type { EnumModel, ObjectModel, Shape, Type } from './model.js';
import { leafOf } from './type-walk.js';

/** The enums that the objects speak, each cut at the highest version spoken. */
export function enumsSpoken(
  enums: ReadonlyMap<string, EnumModel>,
  objects: Iterable<ObjectModel>,
): ReadonlyMap<string, EnumModel> {
  const highest = new Map<string, Version>();
  const note = (type: Type): void => {
    const leaf = leafOf(type);
    if (leaf.kind !== 'enum' || leaf.key === undefined || leaf.version === undefined) return;
    const known = highest.get(leaf.key);
    if (known === undefined || compareVersions(leaf.version, known) > 0) {
      highest.set(leaf.key, leaf.version);
    }
  };
  for (const { shapes } of objects) for (const shape of shapes) typesOf(shape).forEach(note);
  return new Map(
    [...enums].flatMap(([key, one]) => {
      const version = highest.get(key);
      return version === undefined ? [] : [[key, cutAt(one, version)] as const];
    }),
  );
}

function typesOf({ fields, methods }: Shape): readonly Type[] {
  const ofMethods = [...methods.values()].flatMap(({ args, returns }) => [
    ...args.map(({ type }) => type),
    ...(returns === undefined ? [] : [returns]),
  ]);
  return [...[...fields.values()].map(({ type }) => type), ...ofMethods];
}

function cutAt(one: EnumModel, version: Version): EnumModel {
  const versions = one.versions.filter((each) => compareVersions(each.version, version) <= 0);
  const values = new Set(versions.flatMap((each) => each.values));
  const docs = new Map([...one.docs].filter(([value]) => values.has(value)));
  return { ...one, versions, version, docs };
}
