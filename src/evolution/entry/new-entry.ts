// An entry of its own, above the newest one.

import { insertion, type Edit } from './edits.js';
import { isFlow, type BlockHistory, type FlowHistory, type HistoryText } from './history-text.js';
import { lineAt, lineBreakOf, linesOf } from './lines.js';
import { quoted, scalarText, type Quote } from '../../load/yaml-scalar.js';
import { flowText, itemLines, type YamlValue } from '../../load/yaml-value.js';

export interface NewEntry {
  readonly version: string;
  /** At least one; a single text is a note. */
  readonly items: readonly YamlValue[];
  readonly quote: Quote;
}

export function newEntry(text: string, history: HistoryText, entry: NewEntry): Edit {
  if (entry.items.length === 0) throw new Error(`nothing to say about ${entry.version}`);
  return history.kind === 'block' ? inBlock(text, history, entry) : inFlow(text, history, entry);
}

function inBlock(text: string, history: BlockHistory, { version, items, quote }: NewEntry): Edit {
  const { lines, column, keys } = history;
  const key = `${' '.repeat(column)}${quoted(version, quote)}:`;
  const note = onlyNote(items);
  const dash = column + dashOffset(text, history);
  const written =
    note === undefined
      ? [key, ...items.flatMap((item) => itemLines(item, dash, quote))]
      : [`${key} ${scalarText(note, quote, false)}`];
  const blanks = Array<string>(blankLinesBetween(history)).fill('');
  const lineBreak = lineBreakOf(text);
  const place = lines[keys[0]?.own ?? 0]?.start ?? 0;
  return insertion(place, [...written, ...blanks].map((line) => line + lineBreak).join(''));
}

/** How far the dashes of a list stand in from its key, as the file has it. */
export function dashOffset(text: string, { node, column }: BlockHistory): number {
  const list = node.entries.find(({ value }) => value.kind === 'sequence' && !isFlow(value, text));
  return list === undefined ? 2 : list.value.span.column - 1 - column;
}

function blankLinesBetween({ lines, keys }: BlockHistory): number {
  const [newest, second] = keys;
  if (newest === undefined || second === undefined) return 0;
  return lines.slice(newest.last + 1, second.own).filter(({ kind }) => kind === 'blank').length;
}

function inFlow(text: string, { keys }: FlowHistory, { version, items, quote }: NewEntry): Edit {
  const note = onlyNote(items);
  const value: YamlValue =
    note === undefined ? { kind: 'items', items } : { kind: 'text', text: note };
  const written = `${quoted(version, quote)}: ${flowText(value, quote)}`;
  const place = keys[0]?.offset ?? 0;
  const lines = linesOf(text);
  const line = lines[lineAt(lines, place)];
  const isFirstOfLine = line !== undefined && line.start + line.indent === place;
  const gap = isFirstOfLine ? lineBreakOf(text) + text.slice(line.start, place) : ' ';
  return insertion(place, `${written},${gap}`);
}

function onlyNote([first, ...others]: readonly YamlValue[]): string | undefined {
  return first?.kind === 'text' && others.length === 0 ? first.text : undefined;
}
