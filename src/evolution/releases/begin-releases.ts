// The first text of a file of releases.

import { releaseLines } from './release-lines.js';
import type { ManifestEntry } from './pair-entries.js';

/** `schema` is where its JSON Schema is, from the file's folder. */
export function beginReleases(
  schema: string,
  name: string,
  manifest: readonly ManifestEntry[],
): string {
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    '# What each release speaks. A release that was cut never changes.',
    'releases:',
    ...releaseLines(name, manifest, { outer: '  ', inner: '    ' }),
  ];
  return `${lines.join('\n')}\n`;
}
