// The words by which a row says that a column counts: its name, and since when its values mean what this one does. What
// a step makes of values is not made of those that were written after it.

import { type AnyObjectType, labelOf } from '../runtime/object-type.js';
import type { StorageInfo } from '../runtime/storage.js';

/** What a column or side table keeps while it means the same; ordinals, both included. */
export interface Meaning {
  readonly field: string;
  readonly since: number;
  readonly until: number;
}

/** `size@1.4`: the column, and the version since which its values mean what this one does. */
export type Word = string;

export class Counting {
  readonly #type: AnyObjectType;
  readonly #meanings: ReadonlyMap<string, readonly Meaning[]>;

  constructor(type: AnyObjectType, storage: StorageInfo) {
    this.#type = type;
    this.#meanings = meaningsOf(storage);
  }

  /** The word for a column or side table that has a value of this ordinal. */
  wordAt(name: string, ordinal: number): Word {
    const meaning = this.#meanings.get(name)?.find((one) => isWithin(one, ordinal));
    return `${name}@${labelOf(this.#type, Math.max(meaning?.since ?? 0, this.#type.base))}`;
  }

  /** What a word says; undefined where a newer release said it, of what this one does not know. */
  meaningOf(word: Word): Meaning | undefined {
    const name = nameIn(word);
    return this.#meanings.get(name)?.find(({ since }) => this.wordAt(name, since) === word);
  }

  /** Whether a column or side table is known at all. */
  knows(name: string): boolean {
    return this.#meanings.has(name);
  }
}

/** The column or side table that a word is about. */
export function nameIn(word: Word): string {
  const at = word.indexOf('@');
  return at < 0 ? word : word.slice(0, at);
}

const COUNTING = new WeakMap<AnyObjectType, Counting>();

export function countingOf(type: AnyObjectType, storage: StorageInfo): Counting {
  const known = COUNTING.get(type);
  if (known !== undefined) return known;
  const made = new Counting(type, storage);
  COUNTING.set(type, made);
  return made;
}

function isWithin({ since, until }: Meaning, ordinal: number): boolean {
  return since <= ordinal && ordinal <= until;
}

function meaningsOf(storage: StorageInfo): ReadonlyMap<string, readonly Meaning[]> {
  const spans = new Map<string, Meaning[]>();
  const add = (name: string, span: Meaning): void => {
    const known = spans.get(name);
    if (known === undefined) spans.set(name, [span]);
    else known.push(span);
  };
  for (const row of storage.columns) add(row.column, row);
  for (const row of storage.sides) add(row.table, row);
  return new Map([...spans].map(([name, all]) => [name, split(all, storage.moves)]));
}

/** Where spans meet and nothing was changed they are one; where something was, they end. */
function split(spans: readonly Meaning[], moves: StorageInfo['moves']): readonly Meaning[] {
  const isChanged = (field: string, at: number): boolean =>
    moves.some((move) => move.field === field && move.at === at);
  const meanings: Meaning[] = [];
  for (const { field, since, until } of [...spans].sort((a, b) => a.since - b.since)) {
    const last = meanings.at(-1);
    const goesOn = last?.field === field && last.until === since - 1 && !isChanged(field, since);
    if (goesOn) meanings[meanings.length - 1] = { ...last, until };
    else meanings.push({ field, since, until });
    const cuts = moves.filter(({ at, field: of }) => of === field && since < at && at <= until);
    for (const at of new Set(cuts.map((move) => move.at).sort((a, b) => a - b))) {
      const open = meanings.at(-1);
      if (open === undefined) continue;
      meanings[meanings.length - 1] = { ...open, until: at - 1 };
      meanings.push({ field, since: at, until });
    }
  }
  return meanings;
}
