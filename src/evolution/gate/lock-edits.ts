// The lock of the present: it may only add to that of the baseline, and what it says is released must be so.

import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import type { Records, Sections, ThingRecord, VersionRecord } from '../../model/index.js';
import { nameOf, type Things } from './state.js';
import { sameSections } from './versions.js';

export interface Locks {
  /** Where a record of it stands, by key and version with a blank between them. */
  readonly placeOf: (record: string) => Span;
  /** The lock as it stands in the tree. */
  readonly lock: Records | undefined;
  /** That of the baseline, where it is not the same file. */
  readonly before: Records | undefined;
  readonly now: Records;
}

/** Findings about the lock itself; what the schemas did to released versions is told elsewhere. */
export function lockEdits(locks: Locks, things: Things): readonly Diagnostic[] {
  const { lock, before, now } = locks;
  if (lock === undefined) {
    return before === undefined ? [] : [diagnose('lock/removed', undefined, {})];
  }
  const edits: Diagnostic[] = [];
  const told = new Set<string>();
  if (before !== undefined) {
    for (const { key, version, record } of releasedIn(before)) {
      const is = find(lock, key)?.versions.get(version);
      if (is !== undefined && keepsSections(is.sections, record.sections)) continue;
      told.add(`${key} ${version}`);
      const parameters = { name: nameOf(key, things), version, gone: is === undefined };
      edits.push(
        diagnose(
          'lock/edited',
          locks.placeOf(`${key} ${version}`),
          parameters,
          detailsOf(key, version, things),
        ),
      );
    }
  }
  for (const { key, version, record } of releasedIn(lock)) {
    const is = find(now, key)?.versions.get(version);
    // What is gone, or was released before, is for the gate to say.
    if (is === undefined || told.has(`${key} ${version}`)) continue;
    if (find(before, key)?.versions.get(version)?.status === 'released') continue;
    if (sameSections(is.sections, record.sections)) continue;
    const parameters = { name: nameOf(key, things), version, missing: false };
    edits.push(
      diagnose(
        'lock/stale',
        locks.placeOf(`${key} ${version}`),
        parameters,
        detailsOf(key, version, things),
      ),
    );
  }
  return edits;
}

/** For `lock --check`: all that is not in the lock as it is now. */
export function lockLacks(
  { placeOf, lock, now }: Omit<Locks, 'before'>,
  things: Things,
): readonly Diagnostic[] {
  return everyIn(now).flatMap(({ key, version, record }) => {
    const is = find(lock, key)?.versions.get(version);
    if (is !== undefined && sameSections(is.sections, record.sections)) return [];
    const parameters = { name: nameOf(key, things), version, missing: is === undefined };
    return [
      diagnose(
        'lock/stale',
        placeOf(`${key} ${version}`),
        parameters,
        detailsOf(key, version, things),
      ),
    ];
  });
}

/** Whether all of what a lock said is still in it; how a version is stored may be added. */
function keepsSections(is: Sections, was: Sections): boolean {
  return sameSections(is, was) && (was.storage === undefined || is.storage !== undefined);
}

interface Entry {
  readonly key: string;
  readonly version: string;
  readonly record: VersionRecord;
}

function everyIn({ objects, enums }: Records): readonly Entry[] {
  return [...objects, ...enums].flatMap(([key, { isExperimental, versions }]) =>
    isExperimental ? [] : [...versions].map(([version, record]) => ({ key, version, record })),
  );
}

function releasedIn(records: Records): readonly Entry[] {
  return everyIn(records).filter(({ record }) => record.status === 'released');
}

function find(records: Records | undefined, key: string): ThingRecord | undefined {
  return records?.objects.get(key) ?? records?.enums.get(key);
}

function detailsOf(key: string, version: string, things: Things) {
  return { object: nameOf(key, things), version };
}
