// The newest version of each thing that stands fast: what the present is held to first.

import { compareVersions, formatVersion, parseVersion } from '../../core/version.js';
import type { ThingRecord } from '../../model/index.js';
import type { Baseline } from './state.js';

/** By key of the record, the newest version that stands fast. */
export function newestReleased({ records }: Baseline): ReadonlyMap<string, string> {
  const newest = new Map<string, string>();
  for (const [key, { isExperimental, versions }] of [...records.objects, ...records.enums]) {
    if (isExperimental) continue;
    const last = lastReleased(versions);
    if (last !== undefined) newest.set(key, last);
  }
  return newest;
}

function lastReleased(versions: ThingRecord['versions']): string | undefined {
  const released = [...versions]
    .filter(([, { status }]) => status === 'released')
    .flatMap(([version]) => parseVersion(version) ?? [])
    .sort(compareVersions)
    .at(-1);
  return released && formatVersion(released);
}
