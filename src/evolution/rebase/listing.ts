// A map or a list of a file as pieces of its text, each with its comments, so that some can be taken from another file
// and the others stay as they are, to the last character.

import type { Node } from '../../load/index.js';
import { isMissing } from '../../load/locate.js';
import type { Edit } from '../entry/edits.js';
import { extentsOf, historyText, isFlow, type Extent } from '../entry/history-text.js';
import { lineAt, lineBreakOf, linesOf, type Line } from '../entry/lines.js';
import { sayingOf } from './saying.js';
import type { Historied } from './source.js';

export interface Piece {
  readonly name: string;
  /** With the comments directly above it, and without the line break at its end. */
  readonly text: string;
  /** What stands between it and the piece above; nothing above the first. */
  readonly above: string;
  readonly offset: number;
  readonly endOffset: number;
  /** What it says, whatever its comments; for comparing only. */
  readonly said: string;
}

export interface Listing {
  readonly form: 'block' | 'flow';
  /** Of its keys or dashes, from 0. */
  readonly column: number;
  readonly lineBreak: string;
  /** At least one. */
  readonly pieces: readonly Piece[];
}

/** The entries of a map, or the items of a list; undefined where its form is none that can be taken to pieces. */
export function listingOf(text: string, node: Node): Listing | undefined {
  const parts = partsOf(node);
  const [first] = parts;
  if (first === undefined) return undefined;
  if (isFlow(node, text)) return flowListing(text, parts);
  const lines = linesOf(text);
  const starts = parts.map(({ offset }) => lineAt(lines, offset));
  const column = lines[starts[0] ?? 0]?.indent ?? 0;
  const isList = node.kind === 'sequence';
  const isPlain = starts.every((start) => {
    const line = lines[start];
    return line?.indent === column && (!isList || text.charAt(line.start + column) === '-');
  });
  if (!isPlain || new Set(starts).size < starts.length) return undefined;
  const end = endOf(lines, starts.at(-1) ?? 0, column, (line) =>
    isList ? text.charAt(line.start + column) === '-' : true,
  );
  const extents = extentsOf(lines, starts, end, column);
  return blockListing(text, lines, column, extents, (index) => ({
    name: parts[index]?.name ?? '',
    said: parts[index]?.said ?? '',
  }));
}

/** The entries of a history, those too that a merge left there twice. `said` is for the reader of each to find out. */
export function historyListing({ text, declaration }: Historied): Listing | undefined {
  const history = historyText(text, declaration);
  if (history.kind === 'flow') return listingOf(text, history.node);
  const { lines, column, keys } = history;
  return blockListing(text, lines, column, keys, (index) => ({
    name: keys[index]?.version ?? '',
    said: '',
  }));
}

interface Part {
  readonly name: string;
  readonly said: string;
  readonly offset: number;
  readonly endOffset: number;
}

function partsOf(node: Node): readonly Part[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'sequence') {
    return node.items.map((item) => ({
      ...item.span,
      name: nameOfItem(item),
      said: sayingOf(item),
    }));
  }
  return node.entries.map(({ key, value }) => ({
    name: key.text,
    said: sayingOf(value),
    offset: key.span.offset,
    endOffset: isMissing(value) ? key.span.endOffset : value.span.endOffset,
  }));
}

/** A value of an enum may be a map that has its name. */
function nameOfItem(item: Node): string {
  if (item.kind === 'scalar') return item.text;
  if (item.kind === 'sequence') return sayingOf(item);
  const named = item.entries.find(({ key }) => key.text === 'value')?.value;
  return named?.kind === 'scalar' ? named.text : sayingOf(item);
}

function endOf(
  lines: readonly Line[],
  from: number,
  column: number,
  isOneMore: (line: Line) => boolean,
): number {
  const next = lines.findIndex(
    (line, index) =>
      index > from &&
      line.kind === 'text' &&
      (line.indent < column || (line.indent === column && !isOneMore(line))),
  );
  return next < 0 ? lines.length : next;
}

function blockListing(
  text: string,
  lines: readonly Line[],
  column: number,
  extents: readonly Extent[],
  about: (index: number) => Pick<Piece, 'name' | 'said'>,
): Listing {
  let above: number | undefined;
  const pieces = extents.map(({ own, last }, index) => {
    const [offset, endOffset] = [lines[own]?.start ?? 0, lines[last]?.end ?? text.length];
    const piece = pieceOf(text, about(index), { offset, endOffset }, above);
    above = endOffset;
    return piece;
  });
  return { form: 'block', column, lineBreak: lineBreakOf(text), pieces };
}

function flowListing(text: string, parts: readonly Part[]): Listing | undefined {
  let above: number | undefined;
  const pieces = parts.map((part) => {
    const piece = pieceOf(text, part, part, above);
    above = part.endOffset;
    return piece;
  });
  // Whose such a comment is cannot be told.
  if (pieces.some((piece) => piece.above.includes('#'))) return undefined;
  return { form: 'flow', column: 0, lineBreak: lineBreakOf(text), pieces };
}

function pieceOf(
  text: string,
  { name, said }: Pick<Piece, 'name' | 'said'>,
  { offset, endOffset }: Pick<Piece, 'offset' | 'endOffset'>,
  above: number | undefined,
): Piece {
  return {
    name,
    said,
    text: text.slice(offset, endOffset),
    above: above === undefined ? '' : text.slice(above, offset),
    offset,
    endOffset,
  };
}

/** A piece in its new place; without `above` it is set apart as the others are. */
export interface Placed {
  readonly text: string;
  readonly above?: string;
}

/** The whole listing with these pieces in this order. */
export function arranged(listing: Listing, placed: readonly Placed[]): Edit {
  const { pieces } = listing;
  const text = placed.map((one, index) => separator(listing, one, index) + one.text).join('');
  return { offset: pieces[0]?.offset ?? 0, endOffset: pieces.at(-1)?.endOffset ?? 0, text };
}

function separator(listing: Listing, { above = '' }: Placed, index: number): string {
  if (index > 0) return above === '' ? usualSeparator(listing) : above;
  // At the top nothing sets it apart; a comment above it stays there.
  return listing.form === 'flow' ? '' : above.replace(/^(?:[ \t]*\r?\n)+/, '');
}

export function usualSeparator({ form, lineBreak, pieces }: Listing): string {
  const known = pieces.slice(1).find(({ above }) => !above.includes('#'))?.above;
  return known ?? (form === 'flow' ? ', ' : lineBreak);
}

/** A piece of another file with this one's line breaks and indentation. */
export function adapted({ text, above }: Placed, from: Listing, to: Listing): Placed {
  const fit = (part: string): string => refitted(part, from, to);
  return above === undefined || above === ''
    ? { text: fit(text) }
    : { text: fit(text), above: fit(above) };
}

function refitted(text: string, from: Listing, to: Listing): string {
  const by = to.form === 'block' ? to.column - from.column : 0;
  const lines = text.split(/\r?\n/).map((line) => {
    if (line === '' || by === 0) return line;
    return by > 0 ? ' '.repeat(by) + line : line.replace(new RegExp(`^ {0,${-by}}`), '');
  });
  return lines.join(to.lineBreak);
}
