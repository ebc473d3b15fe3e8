// Which versions of an object the present says otherwise of than the tag did: most likely what is behind its
// failures, and what `check` is there to find.

import { sameSections } from '../../../../evolution/index.js';
import { recordKey, treeOf } from '../../../../model/index.js';
import type { ObjectModel, ThingRecord } from '../../../../model/index.js';
import type { Side } from '../side.js';

/** A sentence for each object that itself, or with something in it, was rewritten. */
export function rewriteHints(now: Side, then: Side): (object: string) => string | undefined {
  const versions = new Map<string, readonly string[]>();
  for (const object of then.model.objects.values()) {
    const key = recordKey(object.namespace, object.name, object.major);
    const changed = changedVersions(then.records.objects.get(key), now.records.objects.get(key));
    if (changed.length > 0) versions.set(object.key, changed);
  }
  const hints = new Map<string, string>();
  for (const object of then.model.objects.values()) {
    const guilty = treeOf(then.model, object).filter(({ key }) => versions.has(key));
    if (guilty.length > 0) hints.set(object.name, sentence(then.name, guilty, versions));
  }
  return (object) => hints.get(object);
}

function changedVersions(was: ThingRecord | undefined, is: ThingRecord | undefined): string[] {
  if (was === undefined || is === undefined) return [];
  return [...was.versions].flatMap(([version, { sections }]) => {
    const now = is.versions.get(version);
    const isSame = now !== undefined && sameSections(now.sections, sections);
    return isSame ? [] : [version];
  });
}

function sentence(
  tag: string,
  objects: readonly ObjectModel[],
  versions: ReadonlyMap<string, readonly string[]>,
): string {
  const told = objects.map(({ key, name }) => `${name} ${versions.get(key)?.join(', ') ?? ''}`);
  return `${told.join(' and ')} was rewritten after ${tag}: \`backlevel check --against ${tag}\` says where`;
}
