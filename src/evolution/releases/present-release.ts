// What a release would speak that is cut now.

import type { Model } from '../../model/index.js';
import type { ManifestEntry } from './pair-entries.js';
import { releaseNames } from './release-names.js';

/** The present version of every stable object, as a manifest names them, sorted; of several majors the newest that is stable. */
export function presentRelease(model: Model): readonly ManifestEntry[] {
  const entries = [...releaseNames(model).objects.values()].flatMap(({ name, majors }) => {
    const object = majors.find(({ stability }) => stability === 'stable');
    if (object === undefined) return [];
    return [{ name: { value: name }, version: { value: object.version } }];
  });
  return entries.sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
}
