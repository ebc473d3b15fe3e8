// Releases as a rollout knows them: a name, and what a process of it speaks.

import type { Manifest } from '../../core/envelope.js';
import { formatVersion } from '../../core/version.js';
import { nearest } from '../../diagnostics/nearest.js';
import type { ReleasesDeclaration } from '../../load/index.js';
import type { Model } from '../../model/index.js';
import { presentRelease, type ManifestEntry } from '../releases/index.js';

export interface Release {
  readonly name: string;
  readonly manifest: Manifest;
}

/** What the schemas as they are go by, where no release has that name. */
export const PRESENT = 'present';

export type FoundRelease =
  | { readonly ok: true; readonly release: Release }
  /** What may have been meant; undefined where nothing is near. */
  | { readonly ok: false; readonly near: string | undefined; readonly known: readonly string[] };

/** The release of a name, retired ones too; `present` is what would be released now. */
export function findRelease(
  releases: ReleasesDeclaration | undefined,
  model: () => Model,
  name: string,
): FoundRelease {
  const all = releases?.releases ?? [];
  const found = all.find((one) => one.name.value === name);
  if (found !== undefined) return { ok: true, release: releaseOf(name, found.versions) };
  if (name === PRESENT) return { ok: true, release: releaseOf(name, presentRelease(model())) };
  const known = all.map((one) => one.name.value);
  return { ok: false, near: nearest(name, known), known };
}

function releaseOf(name: string, entries: readonly ManifestEntry[]): Release {
  const versions = entries.map((entry): [string, string] => [
    entry.name.value,
    formatVersion(entry.version.value),
  ]);
  return { name, manifest: Object.fromEntries(versions) };
}
