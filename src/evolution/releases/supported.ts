// Which releases somebody may still run, and what they need.

import { compareVersions, type Version } from '../../core/version.js';
import type { ReleaseDeclaration, ReleasesDeclaration } from '../../load/index.js';

/** The releases that peers may still have, in the order of the file. */
export function supportedReleases(releases: ReleasesDeclaration): readonly ReleaseDeclaration[] {
  return releases.releases.filter(({ name }) => isSupported(releases, name.value));
}

/** Without a list of them, all are. */
export function isSupported({ supported }: ReleasesDeclaration, release: string): boolean {
  return supported === undefined || supported.some(({ value }) => value === release);
}

/**
 * The supported releases that need a version of an object, or an older one: those that list it at that version or
 * below. Nothing older than what they list is needed by any. `key` is `namespace/Name`; a major behind it is read past.
 */
export function neededBy(
  releases: ReleasesDeclaration,
  key: string,
  version: Version,
): readonly string[] {
  return supportedReleases(releases).flatMap((release) => {
    const listed = listedVersion(release, key);
    return listed !== undefined && compareVersions(listed, version) <= 0
      ? [release.name.value]
      : [];
  });
}

/** The version that a release lists an object at, under its qualified name or else its bare one. */
function listedVersion({ versions }: ReleaseDeclaration, key: string): Version | undefined {
  const qualified = key.replace(/@\d+$/, '');
  const bare = qualified.slice(qualified.lastIndexOf('/') + 1);
  const entry =
    versions.find(({ name }) => name.value === qualified) ??
    versions.find(({ name }) => name.value === bare);
  return entry?.version.value;
}
