// What two releases lose to each other, as data: whatever prints it (a table, JSON, a plan) adds nothing
// to it and looks nothing up.

import { amount } from '../../core/amount.js';
import { compareVersions, formatVersion, type Version } from '../../core/version.js';
import type { ReleasedObject } from '../../evolution/releases/release-names.js';
import { ledgerOf } from '../../interpret/index.js';
import type { ObjectModel } from '../../model/index.js';
import { insideOf, type Inside } from './inside.js';
import type { Speaking, Spoken } from './speaking.js';
import { byPath, tracedEntry, type TracedEntry } from './traced-entry.js';

export interface LossReport {
  readonly older: string;
  readonly newer: string;
  /** Every object that one of the two speaks, sorted by name. */
  readonly objects: readonly ObjectLosses[];
  readonly summary: LossSummary;
}

export interface LossSummary {
  readonly objects: number;
  readonly losses: number;
  readonly refusals: number;
  readonly fills: number;
}

/**
 * How the two versions stand to each other: `crosses` when a history leads from one to the other; `alike` when they
 * are the same; `unrelated` when there is no such history; else one of the releases does not have the object.
 */
export type Relation = 'alike' | 'crosses' | 'unrelated' | 'unknown-to-older' | 'unknown-to-newer';

export interface ObjectLosses {
  readonly relation: Relation;
  /** As a manifest names it. */
  readonly object: string;
  /** Null where that release does not have the object. */
  readonly older: string | null;
  readonly newer: string | null;
  /** What the newer release's object loses, is refused or filled in with on its way to the older. */
  readonly backport: readonly TracedEntry[];
  /** The same for the older release's object on its way to the newer. */
  readonly upgrade: readonly TracedEntry[];
  /** Where an object that the older release does not know stands in others, and what becomes of it there. */
  readonly inside: readonly Inside[];
}

/** What two releases lose to each other. */
export function lossReport(older: Speaking, newer: Speaking): LossReport {
  const keys = [...new Set([...older.objects.keys(), ...newer.objects.keys()])];
  const known = keys.map((key) => between(older.objects.get(key), newer.objects.get(key)));
  const byName = new Map(known.map((losses) => [losses.object, losses]));
  const objects = known
    .map((losses) =>
      losses.relation === 'unknown-to-older'
        ? {
            ...losses,
            inside: insideOf(losses.object, newer, (name) => byName.get(name)?.backport ?? []),
          }
        : losses,
    )
    .sort((a, b) => (a.object < b.object ? -1 : 1));
  const entries = objects.flatMap(({ backport, upgrade }) => [...backport, ...upgrade]);
  const count = (is: (kind: TracedEntry['kind']) => boolean): number =>
    entries.filter(({ kind }) => is(kind)).length;
  return {
    older: older.name,
    newer: newer.name,
    objects,
    summary: {
      objects: objects.length,
      losses: count((kind) => kind !== 'refuse' && kind !== 'fill'),
      refusals: count((kind) => kind === 'refuse'),
      fills: count((kind) => kind === 'fill'),
    },
  };
}

function between(older: Spoken | undefined, newer: Spoken | undefined): ObjectLosses {
  const known = newer ?? older;
  if (known === undefined) throw new Error('an object of neither release');
  const nothing: Omit<ObjectLosses, 'relation'> = {
    object: known.object.name,
    older: older === undefined ? null : formatVersion(older.version),
    newer: newer === undefined ? null : formatVersion(newer.version),
    backport: [],
    upgrade: [],
    inside: [],
  };
  if (older === undefined) return { relation: 'unknown-to-older', ...nothing };
  if (newer === undefined) return { relation: 'unknown-to-newer', ...nothing };
  if (compareVersions(older.version, newer.version) === 0) return { relation: 'alike', ...nothing };
  const model = bridgeOf(known.object, older.version, newer.version);
  if (model === undefined) return { relation: 'unrelated', ...nothing };
  return {
    relation: 'crosses',
    ...nothing,
    backport: entriesOf(model, newer.version, older.version),
    upgrade: entriesOf(model, older.version, newer.version),
  };
}

/** The major whose history has both versions; where two do, the one that the newer version is of. */
function bridgeOf(
  { majors }: ReleasedObject,
  older: Version,
  newer: Version,
): ObjectModel | undefined {
  const both = majors.filter((one) => has(one, older) && has(one, newer));
  return both.find(({ major }) => major === newer.major) ?? both[0];
}

function has({ versions }: ObjectModel, version: Version): boolean {
  return versions.some((known) => compareVersions(known, version) === 0);
}

/** Sorted by path; of one path in the order of the history. */
function entriesOf(object: ObjectModel, from: Version, to: Version): readonly TracedEntry[] {
  return ledgerOf(object, from, to)
    .map((entry) => tracedEntry(object, entry))
    .sort(byPath);
}

/** `4 losses, 1 refusal, 2 values filled in`. */
export function formatSummary({ losses, refusals, fills }: LossSummary): string {
  return [
    amount(losses, 'loss', 'losses'),
    amount(refusals, 'refusal'),
    `${amount(fills, 'value')} filled in`,
  ].join(', ');
}
