// One unit of work: all of it is kept, or none. What it did beside the database (rows that objects are known by, marks
// of changes) waits here until that is known.

import type { VersionedObject } from '../runtime/index.js';
import type { StoredRow } from './row.js';

export class Unit {
  /** How many units stand around it: the name of its savepoint. */
  readonly depth: number;
  readonly #outer: Unit | undefined;
  readonly #rows = new Map<VersionedObject, StoredRow>();
  readonly #kept: (() => void)[] = [];
  readonly #undone: (() => void)[] = [];
  #last: Promise<unknown> = Promise.resolve();
  /** A statement that failed: on PostgreSQL nothing after it counts, so it is to be so everywhere. */
  fault: { readonly error: unknown } | undefined = undefined;
  hasEnded = false;

  constructor(outer?: Unit) {
    this.#outer = outer;
    this.depth = outer === undefined ? 0 : outer.depth + 1;
  }

  rowOf(object: VersionedObject): StoredRow | undefined {
    return this.#rows.get(object) ?? this.#outer?.rowOf(object);
  }

  remember(object: VersionedObject, row: StoredRow): void {
    this.#rows.set(object, row);
  }

  whenKept(action: () => void): void {
    this.#kept.push(action);
  }

  whenUndone(action: () => void): void {
    this.#undone.push(action);
  }

  /** One after the other: savepoints of work at the same time would release each other. */
  inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(run);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** What is to come of it becomes the affair of the unit around it. */
  join(): void {
    for (const [object, row] of this.#rows) this.#outer?.remember(object, row);
    for (const action of this.#kept) this.#outer?.whenKept(action);
    for (const action of this.#undone) this.#outer?.whenUndone(action);
  }

  keep(known: WeakMap<VersionedObject, StoredRow>): void {
    for (const [object, row] of this.#rows) known.set(object, row);
    for (const action of this.#kept) action();
  }

  undo(): void {
    for (const action of this.#undone.reverse()) action();
  }
}
