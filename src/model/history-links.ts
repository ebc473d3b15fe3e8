// All entries that an object's versions come from: those of its own file, and, where the first says `from`,
// those of the major before up to there.

import { compareVersions, sameVersion, type Version } from '../core/version.js';
import type { HistoryEntry } from '../load/index.js';
import { orderedHistory } from './history-order.js';
import { joinedTo, qualify, type ObjectEntry } from './name-table.js';
import { recordKey } from './records/record.js';
import { report, type Scope } from './scope.js';

/** One entry on the way back. */
export interface Link {
  readonly entry: HistoryEntry;
  /** The version that the entry led from; none before the first. */
  readonly older?: Version;
  /** The major whose file the entry stands in. */
  readonly major: number;
}

/** Newest first. */
export function historyLinks(object: ObjectEntry, scope: Scope): readonly Link[] {
  return linksOf(object, orderedHistory(object.declaration, scope), scope);
}

function linksOf(
  object: ObjectEntry,
  entries: readonly HistoryEntry[],
  scope: Scope,
): readonly Link[] {
  const links: Link[] = [];
  for (const [index, entry] of entries.entries()) {
    const older = entries[index + 1]?.version.value ?? entry.from?.value;
    links.push({ entry, major: object.major, ...(older === undefined ? {} : { older }) });
  }
  const from = entries.at(-1)?.from;
  if (from === undefined) return links;
  const joined = joinedTo(scope.names, object);
  if (joined === undefined) {
    const last = links.pop();
    if (last !== undefined) links.push({ entry: last.entry, major: last.major });
    reportUnknownFrom(object, from, scope);
    return links;
  }
  // What is wrong with the other file is found when that one is built.
  const quiet = { ...scope, found: [] };
  const before = orderedHistory(joined.entry.declaration, quiet);
  const start = before.findIndex((entry) => sameVersion(entry.version.value, joined.version));
  return [...links, ...linksOf(joined.entry, before.slice(Math.max(start, 0)), quiet)];
}

function reportUnknownFrom(
  { name, namespace, major }: ObjectEntry,
  from: NonNullable<HistoryEntry['from']>,
  scope: Scope,
): void {
  const majors = scope.names.objects.get(qualify(name, namespace)) ?? [];
  const known = majors
    .filter((one) => one.major < major)
    .flatMap((one) => one.versions)
    .sort(compareVersions);
  const evidence = recordKey(namespace, name, from.value.major);
  report(scope, 'history/unknown-from', from.span, { name, from: from.value, known }, { evidence });
}
