// The releases, to those who check, cut, retire and compare them.

export { addRelease } from './add-release.js';
export { beginReleases } from './begin-releases.js';
export { checkReleases } from './check-releases.js';
export { withoutSupport } from './edit-supported.js';
export { differingEntries, type ManifestEntry } from './pair-entries.js';
export { presentRelease } from './present-release.js';
export { isSupported, neededBy, supportedReleases } from './supported.js';
