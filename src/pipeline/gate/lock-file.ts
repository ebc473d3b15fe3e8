// The lock in a tree: where it stands, and what it says.

import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { lineSpan } from '../../evolution/index.js';
import { formatLock, parseLock, type Records } from '../../model/index.js';
import { fingerprint } from '../fingerprint.js';
import type { Tree } from '../host.js';
import type { Settings } from '../settings.js';
import { LOCK_NAME } from '../sources.js';

export interface LockFile {
  readonly path: string;
  /** Absent where there is no lock, or one that cannot be read. */
  readonly records?: Records;
  /** Where each record begins: by key and version, with a blank between them. */
  readonly lines: ReadonlyMap<string, number>;
  readonly findings: readonly Diagnostic[];
}

export function lockPath({ schemas }: Pick<Settings, 'schemas'>): string {
  return `${schemas}/${LOCK_NAME}`;
}

export function readLock(tree: Tree, settings: Pick<Settings, 'schemas'>): LockFile {
  const path = lockPath(settings);
  const text = tree.read(path);
  if (text === undefined) return { path, lines: new Map(), findings: [] };
  const parsed = parseLock(text, fingerprint);
  if (parsed.ok) return { path, records: parsed.records, lines: parsed.lines, findings: [] };
  const { line, what } = parsed;
  const found = diagnose('lock/damaged', lineSpan(path, line), { what });
  return { path, lines: new Map(), findings: [found] };
}

export function lockText(records: Records): string {
  return formatLock(records, fingerprint);
}
