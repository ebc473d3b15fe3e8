// A value that depends on the version: which expression holds from which ordinal to which.

import type { Doc } from './doc.js';
import { conditional } from './syntax.js';

/** An expression for ordinals `since` to `until`, both included. */
export interface Piece {
  readonly since: number;
  readonly until: number;
  readonly doc: Doc;
}

/**
 * The expression for every ordinal from `from` to `to`, newest first; ordinals that no piece covers give
 * `otherwise`. `isConditional` tells how to lay it out.
 */
export function dated(
  pieces: readonly Piece[],
  from: number,
  to: number,
  variable: string,
  otherwise: Doc,
): { readonly doc: Doc; readonly isConditional: boolean } {
  const whole = covering(pieces, from, to, otherwise);
  const [newest, next] = whole;
  if (newest === undefined) return { doc: otherwise, isConditional: false };
  if (next === undefined) return { doc: newest.doc, isConditional: false };
  if (whole.length === 2 && newest.doc === otherwise) {
    const alternative = { test: `${variable} < ${newest.since}`, value: next.doc };
    return { doc: conditional([alternative], otherwise), isConditional: true };
  }
  const alternatives = whole.slice(0, -1).map((piece) => ({
    test: `${variable} >= ${piece.since}`,
    value: piece.doc,
  }));
  return { doc: conditional(alternatives, whole.at(-1)?.doc ?? otherwise), isConditional: true };
}

/** Pieces without gaps, neighbours that say the same made one, newest first. */
function covering(pieces: readonly Piece[], from: number, to: number, otherwise: Doc): Piece[] {
  const sorted = [...pieces]
    .map((p) => ({ since: Math.max(p.since, from), until: Math.min(p.until, to), doc: p.doc }))
    .filter((p) => p.since <= p.until)
    .sort((a, b) => b.since - a.since);
  const result: Piece[] = [];
  const add = (piece: Piece): void => {
    const last = result.at(-1);
    if (last !== undefined && sameDoc(last.doc, piece.doc)) {
      result[result.length - 1] = { ...last, since: piece.since };
    } else result.push(piece);
  };
  let upper = to;
  for (const piece of sorted) {
    if (piece.until < upper) add({ since: piece.until + 1, until: upper, doc: otherwise });
    add(piece);
    upper = piece.since - 1;
  }
  if (upper >= from) add({ since: from, until: upper, doc: otherwise });
  return result;
}

function sameDoc(a: Doc, b: Doc): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
