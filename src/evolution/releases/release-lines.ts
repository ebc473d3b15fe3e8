// A release as YAML. Names of releases are quoted, since most of them look like numbers; versions always are.

import { formatVersion } from '../../core/version.js';
import { quoted } from '../../load/yaml-scalar.js';
import type { ManifestEntry } from './pair-entries.js';

export interface Indentation {
  /** Of the release's name. */
  readonly outer: string;
  /** Of its entries. */
  readonly inner: string;
}

/** A line for the name, then a line an object. */
export function releaseLines(
  name: string,
  manifest: readonly ManifestEntry[],
  { outer, inner }: Indentation,
): readonly string[] {
  const entries = manifest.map((entry) => `${inner}${entryText(entry)}`);
  return [`${outer}${releaseName(name)}:`, ...entries];
}

/** The same as one entry of a flow map. */
export function releaseInFlow(name: string, manifest: readonly ManifestEntry[]): string {
  return `${releaseName(name)}: { ${manifest.map(entryText).join(', ')} }`;
}

function entryText({ name, version }: ManifestEntry): string {
  return `${name.value}: "${formatVersion(version.value)}"`;
}

export function releaseName(name: string): string {
  return quoted(name, '"');
}
