// What every row must have in the end: what it had first, and what its writers were told is written.

import { firstRow } from '../first-rows.js';
import type { Entry } from '../ledger.js';

/** By what was acknowledged; in the words of the newer release. */
export interface Expected {
  readonly code: string;
  readonly count: number;
  readonly note: string | null | undefined;
  /** Null where no code of the older release ever wrote the row. */
  readonly motto: string | null;
  readonly state: string;
  readonly seal: string | undefined;
  readonly grade: number;
  readonly colour: string | undefined;
  readonly tags: ReadonlySet<string>;
}

/** What the ledgers say of one row, put together. */
interface Written {
  made: Entry['made'];
  isGone: boolean;
  readonly counts: number[];
  owned: NonNullable<Entry['owned']>;
  readonly tags: string[];
}

export class Expectations {
  readonly #rows: number;
  readonly #written = new Map<number, Written>();
  /** What the ledgers say that cannot be. */
  readonly breaches: string[] = [];

  /** Each ledger in its own order: a field of a row is in one of them alone. */
  constructor(rows: number, ledgers: readonly (readonly Entry[])[]) {
    this.#rows = rows;
    for (const ledger of ledgers) for (const entry of ledger) this.#add(entry);
    for (const [id, { made, counts }] of this.#written) this.#judgeCounts(id, made, counts);
  }

  /** Keys of all rows that must be there: those that were made, beside 1 to `rows`. */
  get made(): readonly number[] {
    return [...this.#written]
      .filter(([id, one]) => id > this.#rows && !one.isGone)
      .map(([id]) => id);
  }

  get acknowledged(): number {
    return [...this.#written.values()].reduce((sum, { counts }) => sum + counts.length, 0);
  }

  /** Undefined where there must be no such row. */
  of(id: number): Expected | undefined {
    const written = this.#written.get(id);
    if (id > this.#rows && written?.made === undefined) return undefined;
    if (written?.isGone === true) return undefined;
    const { made, counts = [], owned = {}, tags = [] } = written ?? {};
    const first = firstRow(made?.n ?? id);
    const isNewerOnly = made !== undefined && made.role === 'new';
    // Code of the newer release writes what it makes at the older by a rule of the history.
    const motto = made?.role === 'pinned' ? 'none' : isNewerOnly ? null : first.motto;
    return {
      code: made?.code ?? `c${id}`,
      count: first.uses + counts.length,
      note: owned.note ?? first.note,
      motto: owned.motto ?? motto,
      state: owned.state ?? (first.state === 'idle' ? 'ready' : first.state),
      seal: owned.seal,
      // Without a column of its own at the older release, it is what an upgrade fills in.
      grade: owned.grade ?? (isNewerOnly ? 2 : 1),
      colour: first.colour,
      tags: new Set([...first.tags, ...tags]),
    };
  }

  #add({ id, made, isGone, count, owned, tag }: Entry): void {
    const known = this.#written.get(id);
    const row = known ?? { made: undefined, isGone: false, counts: [], owned: {}, tags: [] };
    if (known === undefined) this.#written.set(id, row);
    if (made !== undefined) row.made = made;
    if (isGone === true) row.isGone = true;
    if (count !== undefined) row.counts.push(count);
    if (owned !== undefined) row.owned = { ...row.owned, ...owned };
    if (tag !== undefined) row.tags.push(tag);
  }

  /** Each was told another number, and none was passed over: so nobody wrote over what somebody else had written. */
  #judgeCounts(id: number, made: Entry['made'], counts: readonly number[]): void {
    const first = firstRow(made?.n ?? id).uses;
    const sorted = [...counts].sort((a, b) => a - b);
    const wrong = sorted.findIndex((count, i) => count !== first + 1 + i);
    if (wrong < 0) return;
    this.breaches.push(`row ${id}: counts ${sorted.join(' ')} after ${first}`);
  }
}
