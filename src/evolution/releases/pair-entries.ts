// The entries of two manifests side by side.

import { sameVersion, type Version } from '../../core/version.js';

/** An object at a version, wherever it was read. */
export interface ManifestEntry {
  readonly name: { readonly value: string };
  readonly version: { readonly value: Version };
}

/** One object that two manifests do not have alike; it is missing on one side at most. */
export interface EntryDifference<Newer> {
  /** As the newer side names it, where it does. */
  readonly name: string;
  readonly newer?: Newer;
  readonly was?: Version;
  readonly is?: Version;
}

interface EntryPair<Newer> {
  readonly name: string;
  readonly older?: ManifestEntry;
  readonly newer?: Newer;
}

/**
 * Sorted by name. A bare name is the same as `namespace/Name` at the same version: it was written so before two
 * namespaces shared it.
 */
export function differingEntries<Newer extends ManifestEntry>(
  older: readonly ManifestEntry[],
  newer: readonly Newer[],
): readonly EntryDifference<Newer>[] {
  return pairEntries(older, newer).flatMap((pair) => {
    const was = pair.older?.version.value;
    const is = pair.newer?.version.value;
    if (was !== undefined && is !== undefined && sameVersion(was, is)) return [];
    return [
      {
        name: pair.name,
        ...(pair.newer === undefined ? {} : { newer: pair.newer }),
        ...(was === undefined ? {} : { was }),
        ...(is === undefined ? {} : { is }),
      },
    ];
  });
}

function pairEntries<Newer extends ManifestEntry>(
  older: readonly ManifestEntry[],
  newer: readonly Newer[],
): readonly EntryPair<Newer>[] {
  const free = new Map(newer.map((entry) => [entry.name.value, entry]));
  const take = (entry: Newer | undefined): Newer | undefined => {
    if (entry !== undefined) free.delete(entry.name.value);
    return entry;
  };
  const named = new Map(older.map((entry) => [entry, take(free.get(entry.name.value))]));
  const pairs = older.map((entry): EntryPair<Newer> => {
    const other =
      named.get(entry) ?? take([...free.values()].find((each) => isRequalified(entry, each)));
    return other === undefined
      ? { name: entry.name.value, older: entry }
      : { name: other.name.value, older: entry, newer: other };
  });
  const added = [...free.values()].map((entry) => ({ name: entry.name.value, newer: entry }));
  return [...pairs, ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isRequalified(a: ManifestEntry, b: ManifestEntry): boolean {
  return (
    bareName(a) === bareName(b) &&
    a.name.value.includes('/') !== b.name.value.includes('/') &&
    sameVersion(a.version.value, b.version.value)
  );
}

function bareName({ name }: ManifestEntry): string {
  return name.value.slice(name.value.lastIndexOf('/') + 1);
}
