// An entry of the ledger with the change that it comes from: its file, its line, and the rule in words.

import { formatVersion, type Version } from '../../core/version.js';
import type { LedgerEntry } from '../../interpret/index.js';
import type { FieldChange, FieldShape, ObjectModel, Step } from '../../model/index.js';
import { reasonOf, type Direction } from './reason.js';

/** One thing that can happen, with the reason and the place in the schemas. */
export interface TracedEntry {
  /** In the names of the version it starts from; for what is filled in, of the one it comes to. */
  readonly path: string;
  readonly kind: LedgerEntry['kind'];
  /** The version whose history entry says so. */
  readonly since: string;
  readonly file: string;
  readonly line: number;
  /** The rule in a few words. */
  readonly what: string;
}

/** By path; of one path in the order of the history, since sorting is stable. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}

/** The entry with its place, which may be in the file of an older major, and its reason. */
export function tracedEntry(object: ObjectModel, entry: LedgerEntry): TracedEntry {
  const { path, kind, since, line } = entry;
  const at = object.steps.findIndex(({ newer }) => formatVersion(newer) === since);
  const step = object.steps[at];
  if (step === undefined) throw new Error(`${object.key} has no step to ${since}`);
  const direction = directionOf(object, entry);
  const change = changeOf(object, step, direction, entry);
  const what = reasonOf(kind, direction, change);
  return { path, kind, since, file: step.source.file, line, what };
}

function directionOf(object: ObjectModel, { from, to }: LedgerEntry): Direction {
  return ordinal(object, from) > ordinal(object, to) ? 'backport' : 'upgrade';
}

function ordinal({ versions }: ObjectModel, text: string): number {
  return versions.findIndex((version: Version) => formatVersion(version) === text);
}

/** Several fields may be added on one line; then it is the one that the path has become by this step. */
function changeOf(
  object: ObjectModel,
  step: Step,
  direction: Direction,
  entry: LedgerEntry,
): FieldChange | undefined {
  const changes = step.changes.filter(({ source }) => source.line === entry.line);
  if (changes.length <= 1 || entry.path === object.name) return changes[0];
  const first = /^[^.[]+/.exec(entry.path.slice(object.name.length + 1))?.[0] ?? '';
  const name = entry.kind === 'fill' ? first : nameAt(object, step, direction, entry, first);
  return changes.find((change) => sidesOf(change).some((side) => side.name === name)) ?? changes[0];
}

/** The name that a field of the entry's start has on the near side of the step. */
function nameAt(
  object: ObjectModel,
  step: Step,
  direction: Direction,
  { from }: LedgerEntry,
  field: string,
): string {
  const [start, at] = [ordinal(object, from), object.steps.indexOf(step)];
  const passed =
    direction === 'backport'
      ? object.steps.slice(at + 1, start).reverse()
      : object.steps.slice(start, at);
  let name = field;
  for (const { changes } of passed) {
    for (const change of changes) {
      if (change.kind !== 'carry') continue;
      const [near, far] =
        direction === 'backport' ? [change.newer, change.older] : [change.older, change.newer];
      if (near.name === name) {
        name = far.name;
        break;
      }
    }
  }
  return name;
}

function sidesOf(change: FieldChange): readonly FieldShape[] {
  switch (change.kind) {
    case 'add':
      return [change.newer];
    case 'remove':
      return [change.older];
    case 'carry':
      return [change.older, change.newer];
    case 'replace':
      return [...change.older, ...change.newer];
  }
}
