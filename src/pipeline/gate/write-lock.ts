// The lock only adds: what it has of released versions stays, what is new or still pending comes from the present.

import {
  recordsOf,
  type Records,
  type Sections,
  type ThingRecord,
  type VersionRecord,
} from '../../model/index.js';
import { compareVersions, parseVersion } from '../../core/version.js';
import { sameSections } from '../../evolution/index.js';
import type { Snapshot } from './snapshot.js';

export function presentRecords({ model, wire, digestOf }: Snapshot): Records {
  return recordsOf(model, wire, digestOf);
}

/** `status` is what the versions of the present become; a released one never becomes pending again. */
export function addToLock(
  lock: Records | undefined,
  now: Records,
  status: VersionRecord['status'],
): Records {
  return {
    wire: now.wire,
    objects: addThings(lock?.objects, now.objects, status),
    enums: addThings(lock?.enums, now.enums, status),
  };
}

function addThings(
  before: Records['objects'] | undefined,
  now: Records['objects'],
  status: VersionRecord['status'],
): Records['objects'] {
  const keys = [...new Set([...(before?.keys() ?? []), ...now.keys()])].sort();
  const things = new Map<string, ThingRecord>();
  for (const key of keys) {
    const [was, is] = [before?.get(key), now.get(key)];
    if (is?.isExperimental === true && was === undefined) continue;
    const versions = addVersions(was, is, status);
    if (versions.size > 0) things.set(key, { isExperimental: false, versions });
  }
  return things;
}

function addVersions(
  was: ThingRecord | undefined,
  is: ThingRecord | undefined,
  status: VersionRecord['status'],
): ThingRecord['versions'] {
  const versions = new Map<string, VersionRecord>(was?.versions ?? []);
  for (const [version, record] of versions) {
    // A pending version that the history has no more was given another number, or was taken back.
    if (record.status === 'pending' && is?.versions.has(version) !== true) {
      versions.delete(version);
    }
  }
  for (const [version, { sections }] of is?.versions ?? []) {
    const known = versions.get(version);
    if (known?.status !== 'released') versions.set(version, { status, sections });
    else if (status === 'released') versions.set(version, withStorage(known, sections));
  }
  return new Map([...versions].sort(([a], [b]) => compareTexts(a, b)));
}

/** A record from before the object was stored; all else of it stands. */
function withStorage(record: VersionRecord, { storage, ...rest }: Sections): VersionRecord {
  const { sections } = record;
  const isMissing = sections.storage === undefined && storage !== undefined;
  return isMissing && sameSections(sections, rest)
    ? { ...record, sections: { ...sections, storage } }
    : record;
}

function compareTexts(a: string, b: string): number {
  const [one, other] = [parseVersion(a), parseVersion(b)];
  return one === undefined || other === undefined ? 0 : compareVersions(one, other);
}
