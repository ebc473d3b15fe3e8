// More for an entry of a history in a block: items at the end of its list, or a list in the place of its note.

import type { MapNode, Node, ScalarNode } from '../../load/index.js';
import { isMissing } from '../../load/locate.js';
import { appendToFlow, type AddedItems } from './append-to-flow.js';
import { insertion, type Edit } from './edits.js';
import { isFlow, keyFor, type BlockEntry, type BlockHistory } from './history-text.js';
import { lineAt, lineBreakOf, type Line } from './lines.js';
import { dashOffset } from './new-entry.js';
import { itemLines, type YamlValue } from '../../load/yaml-value.js';

export function appendToBlock(
  text: string,
  history: BlockHistory,
  { key, value }: MapNode['entries'][number],
  added: AddedItems,
): readonly Edit[] {
  const entry = keyFor(history.keys, key.text);
  if (value.kind === 'map') throw new Error('an entry that is neither a list nor a note');
  if (value.kind === 'scalar' && !isMissing(value)) {
    return fromNote(text, history, entry, value, added);
  }
  const isBlank = value.kind === 'scalar' || value.items.length === 0;
  if (!isBlank && isFlow(value, text)) return appendToFlow(text, value, added);
  const column = isBlank ? history.column + dashOffset(text, history) : value.span.column - 1;
  const write = writer(text, column, added);
  // `[]` makes way for a list in the form of the others.
  const { endOffset } = value.span;
  const blank = isBlank ? [{ offset: colonOf(entry, text) + 1, endOffset, text: '' }] : [];
  return [
    ...blank,
    insertion(endOfLine(entry.line, history.lines, text), write(added.first)),
    insertion(endOf(value, entry, history.lines, text), write(added.last)),
  ];
}

/** The note becomes the first item: what is behind it on its line stays there, and its own lines move in with it. */
function fromNote(
  text: string,
  history: BlockHistory,
  entry: BlockEntry,
  note: ScalarNode,
  added: AddedItems,
): readonly Edit[] {
  const { lines, column } = history;
  const by = dashOffset(text, history);
  const write = writer(text, column + by, added);
  const dash = `${' '.repeat(column + by)}- `;
  const { offset, endOffset } = note.span;
  const start = lineAt(lines, offset);
  const moved =
    start === entry.line
      ? [
          {
            offset: colonOf(entry, text) + 1,
            endOffset: offset,
            text: write(added.first) + lineBreakOf(text) + dash,
          },
        ]
      : [
          insertion(endOfLine(entry.line, lines, text), write(added.first)),
          { offset: lines[start]?.start ?? offset, endOffset: offset, text: dash },
        ];
  // Any of its lines stood in from the key; by as much more it stands in from the dash.
  const indented = lines
    .slice(start + 1, lineAt(lines, endOffset - 1) + 1)
    .filter((line) => line.end > line.start)
    .map((line) => insertion(line.start, ' '.repeat(by)));
  return [...moved, ...indented, insertion(endOf(note, entry, lines, text), write(added.last))];
}

/** Items on lines of their own, to be put at the end of a line. */
function writer(
  text: string,
  column: number,
  { quote }: AddedItems,
): (items: readonly YamlValue[]) => string {
  const lineBreak = lineBreakOf(text);
  return (items) =>
    items
      .flatMap((item) => itemLines(item, column, quote))
      .map((line) => lineBreak + line)
      .join('');
}

function colonOf({ endOffset }: BlockEntry, text: string): number {
  return text.indexOf(':', endOffset);
}

/** The end of the entry's last line. A block scalar that keeps its line breaks keeps them. */
function endOf(value: Node, entry: BlockEntry, lines: readonly Line[], text: string): number {
  let { last } = entry;
  if (keepsBreaks(lastScalar(value), text)) {
    while (lines[last + 1]?.kind === 'blank') last += 1;
  }
  return endOfLine(last, lines, text);
}

function endOfLine(line: number, lines: readonly Line[], text: string): number {
  return lines[line]?.end ?? text.length;
}

function keepsBreaks({ span }: Node, text: string): boolean {
  return /^[|>]\d?\+/.test(text.slice(span.offset, span.offset + 3));
}

function lastScalar(node: Node): Node {
  if (node.kind === 'scalar') return node;
  const below = node.kind === 'map' ? node.entries.at(-1)?.value : node.items.at(-1);
  return below === undefined ? node : lastScalar(below);
}
