// A world of schemas as a project that the pipeline reads.

import type { Diagnostic } from '../../../src/diagnostics/index.js';
import type { World } from './edit.js';

export const CONFIG = 'backlevel.config.yaml';

export function configOf({ files, settings }: Pick<World, 'files' | 'settings'>): string {
  const folder = files[0]?.path.split('/').slice(0, -1).join('/') ?? '';
  return `namespace: ${settings.namespace}\nschemas: ${folder}\nreleases: schemas/releases.yaml\n`;
}

/**
 * What was found, for comparing: hooks and releases apart, since the hooks are not in such a project, and releases are
 * looked at only when all else is in order.
 */
export function codesOf(findings: readonly Diagnostic[]): string {
  return findings
    .filter(({ code }) => !code.startsWith('hooks/') && !code.startsWith('release/'))
    .map(({ code, object, version }) => [code, object, version].join(' '))
    .sort()
    .join('; ');
}
