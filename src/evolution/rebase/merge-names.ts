// What both sides made of the same named things since they parted, one by one: fields, methods, values, keys of a file.

import { adapted, type Listing, type Piece, type Placed } from './listing.js';

/** The sides; a listing that is absent has none of them. */
export interface Sides<T> {
  readonly base: T | undefined;
  readonly mine: T;
  readonly tip: T;
}

/** What is to be taken from the tip, where only the tip has changed it. */
export interface Verdicts {
  /** By name what the tip has now; absent text where it took it out. */
  readonly taken: ReadonlyMap<string, Piece | undefined>;
  /** Names that both changed, and not to the same. */
  readonly both: readonly string[];
}

export function verdictsOn(
  { base, mine, tip }: Sides<readonly Piece[]>,
  isWanted: (name: string) => boolean = () => true,
): Verdicts {
  const taken = new Map<string, Piece | undefined>();
  const both: string[] = [];
  const names = new Set([...mine, ...tip, ...(base ?? [])].map(({ name }) => name));
  for (const name of [...names].filter(isWanted)) {
    const [was, is, theirs] = [base ?? [], mine, tip].map((pieces) => pieceOf(pieces, name));
    if (theirs?.said === was?.said || theirs?.said === is?.said) continue;
    if (is?.said === was?.said) taken.set(name, theirs);
    else both.push(name);
  }
  return { taken, both };
}

/** The pieces of mine with what is taken from the tip: a new one stands behind the same neighbour as there. */
export function withTaken(mine: Listing, tip: Listing, { taken }: Verdicts): readonly Placed[] {
  const fit = (piece: Piece): Placed => adapted(piece, tip, mine);
  const placed: (Placed & { readonly name: string })[] = mine.pieces.flatMap((piece) => {
    if (!taken.has(piece.name)) return [piece];
    const theirs = taken.get(piece.name);
    return theirs === undefined
      ? []
      : [{ text: fit(theirs).text, above: piece.above, name: piece.name }];
  });
  for (const [index, piece] of tip.pieces.entries()) {
    if (!taken.has(piece.name) || pieceOf(mine.pieces, piece.name) !== undefined) continue;
    const neighbour = tip.pieces
      .slice(0, index)
      .findLast(({ name }) => placed.some((one) => one.name === name));
    const at = placed.findIndex(({ name }) => name === neighbour?.name) + 1;
    placed.splice(at, 0, { ...fit(piece), name: piece.name });
  }
  return placed;
}

export function pieceOf(pieces: readonly Piece[], name: string): Piece | undefined {
  return pieces.find((piece) => piece.name === name);
}
