// The oldest version of a history has nothing before it that could have changed.

import type { HistoryEntry } from '../load/index.js';
import { report, type Scope } from './scope.js';

export function reportChangesInFirst(entry: HistoryEntry, scope: Scope): void {
  const [change] = entry.changes;
  if (change === undefined) return;
  report(scope, 'history/changes-in-first', change.span, { version: entry.version.value });
}
