// The objects that an object's values may hold, at any depth and at any of its versions.

import { formatVersion } from '../core/version.js';
import type { FieldShape, Model, ObjectModel, Type } from './model.js';
import { refsOf } from './type-walk.js';

/** The objects of an object's tree, itself included, by key, sorted; cycles are walked once. */
export function treeOf(model: Model, object: ObjectModel): readonly ObjectModel[] {
  const found = new Map([[object.key, object]]);
  const waiting = [object];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const key of childrenOf(next)) {
      const child = model.objects.get(key);
      if (child === undefined || found.has(key)) continue;
      found.set(key, child);
      waiting.push(child);
    }
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * The newest version of every object in the tree: what a peer made from this model speaks. By bare names, or by
 * `namespace/Name` where two namespaces of the model share one.
 */
export function manifestOf(model: Model, object: ObjectModel): Readonly<Record<string, string>> {
  const namespaces = new Map<string, Set<string>>();
  for (const { name, namespace } of model.objects.values()) {
    namespaces.set(name, (namespaces.get(name) ?? new Set()).add(namespace));
  }
  const newest = new Map<string, ObjectModel>();
  for (const one of treeOf(model, object)) {
    const isShared = (namespaces.get(one.name)?.size ?? 0) > 1;
    const entry = isShared ? `${one.namespace}/${one.name}` : one.name;
    // Of several majors the newest speaks for the name.
    const before = newest.get(entry);
    if (before === undefined || before.major < one.major) newest.set(entry, one);
  }
  return Object.fromEntries([...newest].map(([name, one]) => [name, formatVersion(one.version)]));
}

function childrenOf(object: ObjectModel): ReadonlySet<string> {
  const keys = new Set<string>();
  const add = (type: Type): void => {
    for (const ref of refsOf(type)) keys.add(ref.key);
  };
  const addFields = (fields: Iterable<FieldShape>): void => {
    for (const field of fields) add(field.type);
  };
  addFields(object.shape.fields.values());
  for (const { changes } of object.steps) {
    for (const change of changes) {
      // What is on the newer side of one step is the present, or the older side of another.
      if (change.kind === 'replace') addFields(change.older);
      else if (change.kind !== 'add') add(change.older.type);
    }
  }
  return keys;
}
