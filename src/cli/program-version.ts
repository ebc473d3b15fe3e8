// The version of this very package.

import { createRequire } from 'node:module';

/** As package.json says it. */
export function programVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)('../../package.json');
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : 'of unknown version';
}
