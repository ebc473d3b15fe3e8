// Where objects that the older release does not know stand inside those that it knows, and what takes them
// out of there on their way to it.

import { keyOf } from '../../evolution/releases/release-names.js';
import { refsOf, shapeAt } from '../../model/index.js';
import type { Speaking } from './speaking.js';
import { byPath, type TracedEntry } from './traced-entry.js';

export interface Inside {
  /** `Instance.passthrough`. */
  readonly path: string;
  /** What takes it out of there; empty where the holder is unknown to the older release too. */
  readonly by: readonly TracedEntry[];
}

/** The fields of the newer release's objects that may hold the object, and what each one's crossing does to it. */
export function insideOf(
  name: string,
  newer: Speaking,
  backportsOf: (object: string) => readonly TracedEntry[],
): readonly Inside[] {
  const found: Inside[] = [];
  for (const { object, version, model } of newer.objects.values()) {
    const shape = model && shapeAt(model, version);
    for (const field of shape?.fields.values() ?? []) {
      const holds = refsOf(field.type).some(
        (ref) => newer.objects.get(keyOf(ref))?.object.name === name,
      );
      if (!holds) continue;
      const path = `${object.name}.${field.name}`;
      const by = backportsOf(object.name).filter(
        (entry) => entry.path === path && TAKES_OUT.has(entry.kind),
      );
      found.push({ path, by });
    }
  }
  return found.sort(byPath);
}

/** What can take an object out of a field. */
const TAKES_OUT: ReadonlySet<TracedEntry['kind']> = new Set([
  'drop',
  'unset',
  'member',
  'refuse',
  'hook',
]);
