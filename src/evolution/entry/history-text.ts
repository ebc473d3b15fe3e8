// Where the entries of a history stand in the text of their file. In a block this is read off the lines, so that an
// entry that stands there twice, which a merge may leave behind, is found twice.

import type { EnumDeclaration, MapNode, Node, ObjectDeclaration } from '../../load/index.js';
import { valueOf } from '../../load/locate.js';
import { lineAt, linesOf, type Line } from './lines.js';
import type { Quote } from '../../load/yaml-scalar.js';

/** A key with its quotes. */
export interface EntryKey {
  readonly version: string;
  readonly offset: number;
  readonly endOffset: number;
}

/** Lines are told by index. */
export interface Extent {
  /** The first line of the comments directly above it, or its own. */
  readonly own: number;
  readonly line: number;
  /** The last line with anything of it. */
  readonly last: number;
}

export interface BlockEntry extends EntryKey, Extent {}

export interface FlowHistory {
  readonly kind: 'flow';
  readonly node: MapNode;
  readonly keys: readonly EntryKey[];
}

export interface BlockHistory {
  readonly kind: 'block';
  readonly node: MapNode;
  readonly lines: readonly Line[];
  /** Of the keys, from 0. */
  readonly column: number;
  readonly keys: readonly BlockEntry[];
}

export type HistoryText = FlowHistory | BlockHistory;

/** That there is a history is the caller's to know. */
export function historyText(
  text: string,
  { node: root }: ObjectDeclaration | EnumDeclaration,
): HistoryText {
  const node = valueOf(root, 'history');
  const first = node?.kind === 'map' ? node.entries[0]?.key : undefined;
  if (node?.kind !== 'map' || first === undefined) throw new Error('a file without a history');
  if (isFlow(node, text)) return { kind: 'flow', node, keys: node.entries.map(keyOf) };
  const lines = linesOf(text);
  const line = lineAt(lines, first.span.offset);
  const column = lines[line]?.indent ?? 0;
  return { kind: 'block', node, lines, column, keys: blockEntries(text, lines, line, column) };
}

/** Whether a map or a list is written with brackets. */
export function isFlow({ span }: Node, text: string): boolean {
  return ['{', '['].includes(text.charAt(span.offset));
}

/** The place of a version's key; which one, where it stands there more than once. */
export function keyFor<K extends EntryKey>(keys: readonly K[], version: string, index = 0): K {
  const found = keys.filter((key) => key.version === version)[index];
  if (found === undefined) throw new Error(`no entry ${version} (${index})`);
  return found;
}

/** How the keys are quoted; double where they differ. */
export function quoteOf({ keys }: HistoryText, text: string): Quote {
  return keys.every(({ offset }) => text.charAt(offset) === "'") ? "'" : '"';
}

function keyOf({ key: { text, span } }: MapNode['entries'][number]): EntryKey {
  return { version: text, offset: span.offset, endOffset: span.endOffset };
}

/** Signs that begin a line at the keys' column and no key: of a list's item, a value, a bracket that closes. */
const NO_KEY = /^(?:[-:](?:\s|$)|[\]}])/;

function blockEntries(
  text: string,
  lines: readonly Line[],
  from: number,
  column: number,
): readonly BlockEntry[] {
  const starts: number[] = [];
  let end = from;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (line?.kind !== 'text') continue;
    if (line.indent < column) break;
    const isKey = line.indent === column && !NO_KEY.test(contentOf(line, text));
    if (isKey) starts.push(end);
  }
  return extentsOf(lines, starts, end, column).map((extent) => ({
    ...keyAt(lines[extent.line], text),
    ...extent,
  }));
}

/** The lines of each of several things that begin at these lines, all at one column, and end before `end`. */
export function extentsOf(
  lines: readonly Line[],
  starts: readonly number[],
  end: number,
  column: number,
): readonly Extent[] {
  return starts.map((line, index) => {
    const before = starts[index - 1] ?? lineOfParent(lines, line);
    const own = ownComments(lines, line, before, column);
    return { own, line, last: lastOf(lines, line, starts[index + 1] ?? end, column) };
  });
}

/** The nearest line above that is no comment and not blank, such as `history:`. */
function lineOfParent(lines: readonly Line[], below: number): number {
  return lines.slice(0, below).findLastIndex(({ kind }) => kind === 'text');
}

function ownComments(lines: readonly Line[], line: number, above: number, column: number): number {
  let own = line;
  while (own - 1 > above && isOutside(lines[own - 1], column)) own -= 1;
  return own;
}

/** The last line before `end` that belongs to the entry: a comment that stands deeper than its key does. */
function lastOf(lines: readonly Line[], line: number, end: number, column: number): number {
  let last = end - 1;
  while (last > line && (lines[last]?.kind === 'blank' || isOutside(lines[last], column)))
    last -= 1;
  return last;
}

/** Whether it is a comment of the history itself, and not of something within an entry. */
function isOutside(line: Line | undefined, column: number): boolean {
  return line?.kind === 'comment' && line.indent <= column;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s:]*))/;

function keyAt(line: Line | undefined, text: string): EntryKey {
  const offset = line === undefined ? 0 : line.start + line.indent;
  const [whole = '', double, single, plain = ''] =
    KEY.exec(line === undefined ? '' : contentOf(line, text)) ?? [];
  return { version: double ?? single ?? plain, offset, endOffset: offset + whole.length };
}

function contentOf({ start, indent, end }: Line, text: string): string {
  return text.slice(start + indent, end);
}
