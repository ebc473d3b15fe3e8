// How long a step lasts: at least its share of the run, and until every node has worked through it.

import type { Fleet } from './fleet.js';
import type { Ledger } from './ledger.js';
import { FleetFailure } from './worker.js';

/** Calls that every node must have done since the last step. */
const CALLS = 8;
/** A fleet that does not get there in that time stands still. */
const PATIENCE_MS = 90_000;

export class Pace {
  readonly #fleet: Fleet;
  readonly #ledger: Ledger;
  readonly #leastMs: number;

  constructor(fleet: Fleet, ledger: Ledger, leastMs: number) {
    this.#fleet = fleet;
    this.#ledger = ledger;
    this.#leastMs = leastMs;
  }

  async step(): Promise<void> {
    const began = Date.now();
    const before = new Map(this.#fleet.nodes.map((name) => [name, this.#ledger.doneBy(name)]));
    const waitsFor = (): readonly string[] =>
      [...before]
        .filter(([name, done]) => this.#ledger.doneBy(name) < done + CALLS)
        .map(([name]) => name);
    while (Date.now() - began < this.#leastMs || waitsFor().length > 0) {
      if (Date.now() - began > this.#leastMs + PATIENCE_MS) {
        throw new FleetFailure(`nothing goes on at ${waitsFor().join(', ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
