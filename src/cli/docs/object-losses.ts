// What each older version is not told of the newest, entry by entry, with the versions that it meets.

import { formatVersion } from '../../core/version.js';
import { ledgerOf } from '../../interpret/index.js';
import type { ObjectModel } from '../../model/index.js';
import type { LossRow } from '../../site/index.js';
import { byPath, tracedEntry, type TracedEntry } from '../losses/traced-entry.js';

export function objectLosses(object: ObjectModel): readonly LossRow[] {
  const older = object.versions.slice(0, -1);
  const met = new Map<string, { entry: TracedEntry; versions: number[] }>();
  for (const [at, version] of older.entries()) {
    for (const entry of ledgerOf(object, object.version, version)) {
      const traced = tracedEntry(object, entry);
      const key = JSON.stringify([traced.path, traced.kind, traced.since, traced.what]);
      const known = met.get(key);
      if (known === undefined) met.set(key, { entry: traced, versions: [at] });
      else known.versions.push(at);
    }
  }
  return [...met.values()]
    .map(({ entry, versions }) => ({
      ...lossRow(entry),
      peers: rangeOf(object, versions),
    }))
    .sort(byPath);
}

export function lossRow({ path, kind, since, what, file, line }: TracedEntry): LossRow {
  return { path, kind, since, what, place: { file, line } };
}

/** `1.0`, `1.0 to 1.2`; what meets versions with others between them is told one by one. */
function rangeOf({ versions }: ObjectModel, places: readonly number[]): string {
  const names = [...new Set(places)].map((at) => {
    const version = versions[at];
    return version === undefined ? '' : formatVersion(version);
  });
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const isRun = last - first === names.length - 1;
  return isRun && names.length > 2
    ? `${names[0] ?? ''} to ${names.at(-1) ?? ''}`
    : names.join(', ');
}
