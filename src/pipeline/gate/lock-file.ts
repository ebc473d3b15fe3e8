// The lock in a tree: where it stands, and what it says.

import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import { formatLock, parseLock, type Records } from '../../model/index.js';
import { fingerprint } from '../fingerprint.js';
import type { Tree } from '../host.js';
import type { Settings } from '../settings.js';
import { LOCK_NAME } from '../sources.js';

export interface LockFile {
  readonly path: string;
  /** Absent where there is no lock, or one that cannot be read. */
  readonly records?: Records;
  readonly findings: readonly Diagnostic[];
}

export function lockPath({ schemas }: Pick<Settings, 'schemas'>): string {
  return `${schemas}/${LOCK_NAME}`;
}

export function readLock(tree: Tree, settings: Pick<Settings, 'schemas'>): LockFile {
  const path = lockPath(settings);
  const text = tree.read(path);
  if (text === undefined) return { path, findings: [] };
  const parsed = parseLock(text, fingerprint);
  if (parsed.ok) return { path, records: parsed.records, findings: [] };
  const { line, what } = parsed;
  const span: Span = {
    file: path,
    line,
    column: 1,
    endLine: line,
    endColumn: 1,
    offset: 0,
    endOffset: 0,
  };
  return { path, findings: [diagnose('lock/damaged', span, { what })] };
}

export function lockText(records: Records): string {
  return formatLock(records, fingerprint);
}
