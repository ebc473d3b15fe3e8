// Comments that are none for tools: `//` on the lines above a declaration, or behind it on its own line.

import type { ts } from 'ts-morph';
import type { TypeScript } from './unit.js';

/** Said to tools, or of a group of declarations, and not of the one below. */
const NO_PROSE = /^(?:eslint|prettier|biome|deno|tslint|@ts-|#|c8|istanbul|[-=*/]{2,})/;

/** The text, on as many lines as there are comments; empty where there is none. */
export function lineCommentOf(ts: TypeScript, node: ts.Node): string {
  const text = node.getSourceFile().text;
  const above = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  // A comma stands between a value of an enum and what is said of it.
  const end = text.startsWith(',', node.end) ? node.end + 1 : node.end;
  const behind = ts.getTrailingCommentRanges(text, end) ?? [];
  return [...adjoining(above, node.getStart(), text), ...behind]
    .flatMap((range) => textOf(ts, range, text))
    .join('\n');
}

/** Those that no empty line parts from the declaration. */
function adjoining(
  ranges: readonly ts.CommentRange[],
  start: number,
  text: string,
): readonly ts.CommentRange[] {
  let below = start;
  const found: ts.CommentRange[] = [];
  for (const range of [...ranges].reverse()) {
    if (/\n[ \t\r]*\n/.test(text.slice(range.end, below))) break;
    found.unshift(range);
    below = range.pos;
  }
  return found;
}

function textOf(ts: TypeScript, { kind, pos, end }: ts.CommentRange, text: string): string[] {
  if (kind !== ts.SyntaxKind.SingleLineCommentTrivia) return [];
  const said = text.slice(pos + 2, end).trim();
  return said === '' || NO_PROSE.test(said) ? [] : [said];
}
