// Edits that a command has planned: written, or with --dry-run shown.

import type { Host, Tree } from '../pipeline/host.js';
import { applyEdits, type Edit } from '../pipeline/output-plan.js';
import { uninterrupted } from './uninterrupted.js';
import { print, type Terminal } from './terminal.js';

/** Answers with the tree as it is then, or would be: findings are shown in it. */
export async function carryOut(
  edits: readonly Edit[],
  host: Host,
  terminal: Terminal,
  isDry: boolean,
): Promise<Tree> {
  if (!isDry) {
    await uninterrupted(() => {
      applyEdits(host, edits);
    });
    return host;
  }
  const { unifiedDiff } = await import('./unified-diff.js');
  for (const { path, before, after } of edits) print(terminal, unifiedDiff(path, before, after));
  const texts = new Map(edits.map(({ path, after }) => [path, after]));
  return {
    list: (folder) => host.list(folder),
    read: (path) => (texts.has(path) ? texts.get(path) : host.read(path)),
  };
}
