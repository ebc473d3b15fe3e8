// Turns offsets of a text into lines and columns.

import type { Span } from '../diagnostics/diagnostic.js';

/** Gives the span between two offsets of one file's text. */
export type Places = (offset: number, endOffset: number) => Span;

/** Finds the line starts once; each span after that is two binary searches. */
export function placesOf(file: string, text: string): Places {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (from, to) => {
    const offset = clamp(from, 0, text.length);
    const endOffset = clamp(to, offset, text.length);
    const line = lineAt(starts, offset);
    const endLine = lineAt(starts, endOffset);
    return {
      file,
      line: line + 1,
      column: offset - (starts[line] ?? 0) + 1,
      endLine: endLine + 1,
      endColumn: endOffset - (starts[endLine] ?? 0) + 1,
      offset,
      endOffset,
    };
  };
}

/** From the beginning of one span to the end of another. */
export function joined(from: Span, to: Span): Span {
  const { endLine, endColumn, endOffset } = to;
  return { ...from, endLine, endColumn, endOffset };
}

/** Counted from 0. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
