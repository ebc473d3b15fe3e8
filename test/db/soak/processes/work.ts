// What a writer does to a row. Everybody counts; of the fields, each has one writer for a row: who writes the older
// release's words, who is pinned, who writes what is new. So what was written last is known, whoever wrote beside it.

import { FieldUnsetError } from '../../../../src/runtime/index.js';
import type { Random } from '../../../../src/testing/values/random.js';
import { firstRow, TAGGED } from '../first-rows.js';
import type { Entry, Owned } from '../ledger.js';
import { type AnyLocker, countIn, countOnce, isOlder } from '../locker.js';
import type { WriterOrder } from '../messages.js';

const STATES = ['ready', 'taken', 'broken'] as const;

export class Work {
  readonly #order: WriterOrder;
  readonly #random: Random;
  readonly #breach: (what: string) => void;
  /** The last words of this writer in a row, and the counter as it knew it. */
  readonly #owned = new Map<number, Owned>();
  readonly #counts = new Map<number, number>();
  #writes = 0;

  constructor(order: WriterOrder, random: Random, breach: (what: string) => void) {
    this.#order = order;
    this.#random = random;
    this.#breach = breach;
  }

  /** What it reads must be what it wrote, in what it alone writes; a counter never goes back. */
  inspect(id: number, locker: AnyLocker): void {
    const least = this.#counts.get(id) ?? 0;
    if (countIn(locker) < least) {
      this.#breach(`row ${id}: the counter went back from ${least} to ${countIn(locker)}`);
    }
    this.#counts.set(id, countIn(locker));
    if (!this.#isMine(id)) return;
    const wanted = this.#owned.get(id) ?? {};
    for (const [field, value] of Object.entries(wanted)) {
      const is = valueOf(locker, field);
      if (is === value) continue;
      this.#breach(`row ${id}: ${field} is ${JSON.stringify(is)}, not ${JSON.stringify(value)}`);
    }
    if (isOlder(locker) && wanted.motto === undefined && id <= this.#order.rows) {
      const { motto } = firstRow(id);
      if (locker.motto !== motto) this.#breach(`row ${id}: motto is ${locker.motto}`);
    }
  }

  /** Changes it; what is to be written down once it is saved. */
  change(id: number, locker: AnyLocker): Entry {
    const isMine = this.#isMine(id);
    const owned = isMine && this.#random.below(100) < 60 ? this.#words(locker) : undefined;
    // Sometimes the fields alone: the row is then changed in what nobody else changes.
    const isCounted = owned === undefined || this.#random.below(100) < 50;
    const isTagged = id % TAGGED === 0 && this.#random.below(100) < 50;
    const tag = isTagged ? `${this.#order.name}-${++this.#writes}` : undefined;
    if (tag !== undefined) locker.tags.add(tag);
    return {
      id,
      ...(owned === undefined ? {} : { owned }),
      ...(isCounted ? { count: countOnce(locker) } : {}),
      ...(tag === undefined ? {} : { tag }),
    };
  }

  keep({ id, owned, count }: Entry): void {
    if (owned !== undefined) this.#owned.set(id, { ...this.#owned.get(id), ...owned });
    if (count !== undefined) this.#counts.set(id, count);
  }

  #words(locker: AnyLocker): Owned {
    const word = `${this.#order.name} ${++this.#writes}`;
    if (isOlder(locker)) {
      const words = { note: word, motto: `${word}!` };
      Object.assign(locker, words);
      return words;
    }
    const words =
      this.#order.role === 'pinned'
        ? { state: this.#random.pick(otherThan(locker.state)) }
        : { seal: word, grade: 3 + (this.#writes % 1_000) };
    Object.assign(locker, words);
    return words;
  }

  /** Rows of the beginning are shared out; of those that were made later each writer takes its own alone. */
  #isMine(id: number): boolean {
    const { rows, peers, place } = this.#order;
    return id > rows || id % peers === place;
  }
}

function otherThan(state: string): [string, ...string[]] {
  const [first = 'ready', ...rest] = STATES.filter((one) => one !== state);
  return [first, ...rest];
}

/** Undefined where it is unset. */
function valueOf(locker: AnyLocker, field: string): unknown {
  try {
    return Reflect.get(locker, field);
  } catch (error) {
    if (error instanceof FieldUnsetError) return undefined;
    throw error;
  }
}
