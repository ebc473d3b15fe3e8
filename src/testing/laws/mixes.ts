// Manifests of peers for an object and all that may stand in it. An object and those that stand right in
// it meet at every two versions; what stands deeper takes its versions in turn, for it meets the others
// where those are looked at themselves.

import type { Manifest } from '../../core/envelope.js';
import { compareVersions, formatVersion, type Version } from '../../core/version.js';
import { refsOf, treeOf } from '../../model/index.js';
import type { Model, ObjectModel } from '../../model/model.js';

/** The manifests for an object's tree, the newest of everything first. */
export function mixesOf(model: Model, object: ObjectModel): readonly Manifest[] {
  const choices = versionsByName(model, object);
  const own = nameOf(object);
  const inside = new Set(childrenOf(object).filter((name) => name !== own && choices.has(name)));
  const most = Math.max(1, ...[...inside].map((name) => choices.get(name)?.length ?? 1));
  const mixes = new Map<string, Manifest>();
  for (const [i, version] of (choices.get(own) ?? []).entries()) {
    for (let j = 0; j < most; j++) {
      const entries = [...choices].map(([name, versions], n): [string, string] => {
        if (name === own) return [name, version];
        // Those deeper down each begin elsewhere, so that not all of them are old at once.
        const turn = inside.has(name) || i + j === 0 ? j : i + j + n;
        return [name, versions[turn % versions.length] ?? ''];
      });
      const mix = Object.fromEntries(entries);
      mixes.set(JSON.stringify(mix), mix);
    }
  }
  return [...mixes.values()];
}

/** By `namespace/Name`, what of its majors stand in the tree can be read at: the newest first. */
function versionsByName(model: Model, object: ObjectModel): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Version[]>();
  for (const one of treeOf(model, object)) {
    const known = found.get(nameOf(one)) ?? [];
    found.set(nameOf(one), [...known, ...one.versions]);
  }
  return new Map(
    [...found].map(([name, versions]) => [
      name,
      [...new Set(versions.sort((a, b) => compareVersions(b, a)).map(formatVersion))],
    ]),
  );
}

/** The names of what may stand right in the object, at any of its versions. */
function childrenOf(object: ObjectModel): readonly string[] {
  const fields = object.shapes.flatMap((shape) => [...shape.fields.values()]);
  return fields.flatMap(({ type }) => refsOf(type).map(nameOf));
}

function nameOf({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): string {
  return `${namespace}/${name}`;
}
