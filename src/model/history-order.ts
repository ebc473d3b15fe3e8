// A history's versions against each other: newest first, each once, none missing, the newest the present one.

import { compareVersions, formatVersion, sameVersion, type Version } from '../core/version.js';
import type { EnumDeclaration, HistoryEntry, ObjectDeclaration } from '../load/index.js';
import { report, type Scope } from './scope.js';

/** The entries newest first, each version once, whatever the file has; what is wrong with it is a finding. */
export function orderedHistory(
  declaration: ObjectDeclaration | EnumDeclaration,
  scope: Scope,
): readonly HistoryEntry[] {
  const entries = uniqueEntries(declaration, scope);
  reportDisorder(entries, scope);
  const ordered = [...entries].sort((a, b) => compareVersions(b.version.value, a.version.value));
  reportEnds(declaration, ordered, scope);
  reportGaps(ordered, scope);
  return ordered;
}

function uniqueEntries(
  { kind, version, history }: ObjectDeclaration | EnumDeclaration,
  scope: Scope,
): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  const known = new Set<string>();
  for (const entry of history) {
    const { value, span } = entry.version;
    const text = formatVersion(value);
    // A key that stands there twice is a finding by now.
    if (known.has(text)) continue;
    known.add(text);
    if (kind === 'object' && value.major !== version.value.major) {
      const { major } = version.value;
      report(scope, 'history/other-major', span, { version: value, major });
    } else {
      entries.push(entry);
    }
  }
  return entries;
}

function reportDisorder(entries: readonly HistoryEntry[], scope: Scope): void {
  for (const [index, entry] of entries.entries()) {
    const above = entries[index - 1]?.version;
    if (above !== undefined && compareVersions(entry.version.value, above.value) > 0) {
      const { value, span } = entry.version;
      report(scope, 'history/order', span, { version: value, above: above.value });
    }
  }
}

function reportEnds(
  { version }: ObjectDeclaration | EnumDeclaration,
  ordered: readonly HistoryEntry[],
  scope: Scope,
): void {
  const newest = ordered[0];
  if (newest === undefined) return;
  if (!sameVersion(newest.version.value, version.value)) {
    const related = [{ message: 'the newest entry is here', span: newest.version.span }];
    const parameters = { version: version.value, newest: newest.version.value };
    report(scope, 'history/version-mismatch', version.span, parameters, { related });
  }
  for (const [index, entry] of ordered.entries()) {
    const { value, span } = entry.version;
    if (entry.isBlank) report(scope, 'history/bump-without-change', span, { version: value });
    const isFirst = index === ordered.length - 1 && entry.version.value.minor === 0;
    if (entry.from !== undefined && !isFirst) {
      report(scope, 'history/misplaced-from', entry.from.span, { version: entry.version.value });
    }
  }
}

/** More are counted, not named: `"1.900000000"` is a slip of the hand. */
const MOST_NAMED = 20;

function reportGaps(ordered: readonly HistoryEntry[], scope: Scope): void {
  for (const [index, entry] of ordered.entries()) {
    const older = ordered[index + 1]?.version.value;
    if (older === undefined) return;
    const missing = versionsBetween(older, entry.version.value);
    if (missing.length > 0) {
      report(scope, 'history/missing-version', entry.version.span, { missing });
    }
  }
}

function versionsBetween(older: Version, newer: Version): readonly string[] {
  const { major } = newer;
  const first = older.major === major ? older.minor + 1 : 0;
  const missing: string[] = [];
  for (let minor = first; minor < newer.minor; minor++) {
    if (missing.length === MOST_NAMED) return [...missing, '…'];
    missing.push(formatVersion({ major, minor }));
  }
  // A major may follow any minor of the one before it, but none may be left out.
  return newer.major > older.major + 1 ? [`${older.major + 1}.0`, ...missing] : missing;
}
