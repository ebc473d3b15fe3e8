// The history: entries of notes and changes, newest first.

import { diagnose } from '../diagnostics/diagnose.js';
import type { At, ChangeDeclaration, HistoryEntry, MapNode, Node } from './declarations.js';
import type { Version } from '../core/version.js';
import { isMissing, valueOf } from './locate.js';
import { joined } from './places.js';
import { drop, given, readText, readVersion, type Reading } from './reading.js';

/** Reads one change of an entry; what may change differs between objects and enums. */
export type ChangeReader = (map: MapNode, reading: Reading) => ChangeDeclaration | undefined;

export function readHistory(
  node: Node,
  readChange: ChangeReader,
  reading: Reading,
): readonly HistoryEntry[] {
  if (node.kind !== 'map') {
    drop(node, 'a map of versions', reading);
    return [];
  }
  return node.entries.flatMap(({ key, value }) => {
    const version = readVersion(key, reading);
    return version === undefined ? [] : [readEntry(version, value, readChange, reading)];
  });
}

function readEntry(
  version: At<Version>,
  node: Node,
  readChange: ChangeReader,
  reading: Reading,
): HistoryEntry {
  const notes: At<string>[] = [];
  const changes: ChangeDeclaration[] = [];
  let from: At<Version> | undefined;
  const items = node.kind === 'sequence' ? node.items : [node];
  for (const [index, item] of items.entries()) {
    if (item.kind === 'scalar' && !isMissing(item)) {
      const note = readText(item, reading);
      if (note !== undefined) notes.push(note);
    } else if (item.kind === 'map' && node.kind === 'sequence') {
      const origin = valueOf(item, 'from');
      const isOrigin = origin !== undefined && item.entries.length === 1;
      if (isOrigin && index === 0) from = readVersion(origin, reading);
      else if (isOrigin) reading.findings.push(diagnose('schema/misplaced-from', item.span, {}));
      else {
        const change = readChange(item, reading);
        if (change !== undefined) changes.push(change);
      }
    } else {
      drop(item, 'a note or a change', reading);
    }
  }
  const span = joined(version.span, node.span);
  const isBlank = node.kind === 'sequence' && node.items.length === 0;
  return { version, ...given('from', from), notes, changes, isBlank, span };
}
