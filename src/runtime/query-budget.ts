// Counts what a query asks, so that one from outside costs bounded time and memory.

import { LimitExceededError } from './errors.js';
import { QUERY_LIMITS } from './query.js';

export class QueryBudget {
  readonly #path: string;
  #conditions: number = QUERY_LIMITS.conditions;
  #values: number = QUERY_LIMITS.values;
  #depth: number = QUERY_LIMITS.depth;

  constructor(path: string) {
    this.#path = path;
  }

  condition(): void {
    this.#spend(--this.#conditions, `a query has at most ${QUERY_LIMITS.conditions} conditions`);
  }

  /** Counts the values of a list. */
  list<T>(values: readonly T[]): readonly T[] {
    this.#values -= values.length;
    this.#spend(this.#values, `the lists of a query have at most ${QUERY_LIMITS.values} values`);
    return values;
  }

  /** Counts conditions that stand in others. */
  inner<T>(read: () => T): T {
    this.#spend(--this.#depth, `conditions stand at most ${QUERY_LIMITS.depth} deep in each other`);
    const result = read();
    this.#depth++;
    return result;
  }

  #spend(left: number, what: string): void {
    if (left < 0) throw new LimitExceededError(this.#path, what);
  }
}
