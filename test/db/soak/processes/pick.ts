// Which row a writer takes next: where the migration is just now, one of a few that everybody wants, or any.

import type { Random } from '../../../../src/testing/values/random.js';

/** How many rows before and behind the migration are near it. */
const NEAR = 400;
const WANTED = 20;

export class Pick {
  /** Where the migration is, by key. */
  frontier = 1;
  readonly #rows: number;
  readonly #random: Random;

  constructor(rows: number, random: Random) {
    this.#rows = rows;
    this.#random = random;
  }

  next(): number {
    const [rows, random] = [this.#rows, this.#random];
    const chance = random.below(100);
    if (chance < 40) {
      const near = this.frontier - NEAR / 4 + random.below(NEAR);
      return Math.min(Math.max(near, 1), rows);
    }
    if (chance < 60) return (1 + random.below(WANTED)) * Math.max(1, Math.floor(rows / WANTED));
    return 1 + random.below(rows);
  }
}
