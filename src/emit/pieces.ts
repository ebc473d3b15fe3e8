// A value that depends on the version: which expression holds from which ordinal to which.

import type { Doc } from './doc.js';
import { property } from './literals.js';
import {
  type Alternative,
  assignment,
  assignmentBelow,
  conditional,
  conditionalProperty,
} from './syntax.js';

/** An expression for ordinals `since` to `until`, both included. */
export interface Piece {
  readonly since: number;
  readonly until: number;
  readonly doc: Doc;
}

/** An expression that may depend on the version: alternatives by test, then the rest. */
export interface Dated {
  readonly alternatives: readonly Alternative[];
  readonly otherwise: Doc;
}

/**
 * The expression for every ordinal from `from` to `to`, newest first; ordinals that no piece covers give
 * `otherwise`.
 */
export function dated(
  pieces: readonly Piece[],
  from: number,
  to: number,
  variable: string,
  otherwise: Doc,
): Dated {
  const whole = covering(pieces, from, to, otherwise);
  const [newest, next] = whole;
  if (newest === undefined) return { alternatives: [], otherwise };
  if (next !== undefined && whole.length === 2 && newest.doc === otherwise) {
    const test = `${variable} < ${newest.since}`;
    return { alternatives: [{ test, value: next.doc }], otherwise };
  }
  const alternatives = whole.slice(0, -1).map((piece) => ({
    test: `${variable} >= ${piece.since}`,
    value: piece.doc,
  }));
  return { alternatives, otherwise: whole.at(-1)?.doc ?? otherwise };
}

/** `key: …`, laid out as its value asks. */
export function datedProperty(key: Doc, { alternatives, otherwise }: Dated): Doc {
  return alternatives.length === 0
    ? property(key, otherwise)
    : conditionalProperty(key, conditional(alternatives, otherwise));
}

/** `left = …;`, laid out as its value asks. */
export function datedAssignment(left: Doc, { alternatives, otherwise }: Dated): Doc {
  return alternatives.length === 0
    ? assignment(left, otherwise)
    : assignmentBelow(left, conditional(alternatives, otherwise));
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
  return a === b || (typeof a !== 'string' && JSON.stringify(a) === JSON.stringify(b));
}
