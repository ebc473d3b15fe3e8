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
  /** Where a record stands, by key and version with a blank between them; the first line, where it is not there. */
  readonly placeOf: (record: string) => Span;
  readonly findings: readonly Diagnostic[];
}

export function lockPath({ schemas }: Pick<Settings, 'schemas'>): string {
  return `${schemas}/${LOCK_NAME}`;
}

export function readLock(tree: Tree, settings: Pick<Settings, 'schemas'>): LockFile {
  const path = lockPath(settings);
  const text = tree.read(path);
  const first = (): Span => lineIn(path, text ?? '', 1);
  if (text === undefined) return { path, placeOf: first, findings: [] };
  const parsed = parseLock(text, fingerprint);
  if (!parsed.ok) {
    const found = diagnose('lock/damaged', lineIn(path, text, parsed.line), { what: parsed.what });
    return { path, placeOf: first, findings: [found] };
  }
  const { records, lines } = parsed;
  return {
    path,
    records,
    placeOf: (record) => lineIn(path, text, lines.get(record) ?? 1),
    findings: [],
  };
}

/** What stands in a line, without the blanks before it. */
function lineIn(file: string, text: string, line: number): Span {
  const before = text.split('\n', line);
  const last = (before.pop() ?? '').trimEnd();
  const column = last.length - last.trimStart().length + 1;
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  const place = { file, line, column, endLine: line, endColumn: last.length + 1 };
  return { ...place, offset: start + column - 1, endOffset: start + last.length };
}

export function lockText(records: Records): string {
  return formatLock(records, fingerprint);
}
