// Takes one entry out of a history, as if it had never been written.

import { formatVersion, type Version } from '../../core/version.js';
import type { EnumDeclaration, ObjectDeclaration } from '../../load/index.js';
import { applyEdits, type Edit } from './edits.js';
import { historyText, keyFor, type BlockHistory, type FlowHistory } from './history-text.js';
import type { Occurrence } from './renumber-entry.js';

/**
 * The text without the entry, the comments directly above it, and the blank lines that set it apart. `version:` stays.
 * That there is such an entry is the caller's to know.
 */
export function removeEntry(
  text: string,
  declaration: ObjectDeclaration | EnumDeclaration,
  version: Version,
  { index }: Occurrence = {},
): string {
  const history = historyText(text, declaration);
  const written = formatVersion(version);
  const edit =
    history.kind === 'block'
      ? fromBlock(history, written, index)
      : fromFlow(history, written, index);
  return applyEdits(text, [edit]);
}

function fromBlock(
  { lines, keys }: BlockHistory,
  version: string,
  index: number | undefined,
): Edit {
  const entry = keyFor(keys, version, index);
  const isLast = entry === keys.at(-1);
  if (isLast) {
    // From the end of what is above: a file that ends without a line break still does.
    const above = lines.slice(0, entry.own).findLastIndex(({ kind }) => kind !== 'blank');
    return without(lines[above]?.end ?? 0, lines[entry.last]?.end ?? 0);
  }
  let below = entry.last + 1;
  while (lines[below]?.kind === 'blank') below += 1;
  return without(lines[entry.own]?.start ?? 0, lines[below]?.start ?? 0);
}

function fromFlow({ node, keys }: FlowHistory, version: string, index: number | undefined): Edit {
  const at = keys.indexOf(keyFor(keys, version, index));
  const offset = keys[at]?.offset ?? 0;
  const next = keys[at + 1];
  if (next !== undefined) return without(offset, next.offset);
  const end = node.entries[at]?.value.span.endOffset ?? offset;
  return without(node.entries[at - 1]?.value.span.endOffset ?? offset, end);
}

function without(offset: number, endOffset: number): Edit {
  return { offset, endOffset, text: '' };
}
