// Where statements of one unit of work go: a connection, its engine, and what happens when the work is kept or undone.

import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { VersionedObject } from '../runtime/index.js';
import type { Engine } from './engine.js';
import { mapped } from './engine-errors.js';
import type { StoredRow } from './row.js';

/** Rows as objects were read with; the guard of the next save. */
const KNOWN = new WeakMap<VersionedObject, StoredRow>();

export class Session {
  readonly engine: Engine;
  readonly #db: Kysely<unknown>;
  /** Undefined outside of transactions. */
  readonly #pending: Pending | undefined;

  constructor(db: Kysely<unknown>, engine: Engine, pending?: Pending) {
    this.#db = db;
    this.engine = engine;
    this.#pending = pending;
  }

  get isTransaction(): boolean {
    return this.#pending !== undefined;
  }

  /** Runs a statement; its errors are ours, about `object`. */
  async run<T>(
    statement: RawBuilder<T>,
    object: string,
  ): Promise<{ readonly rows: readonly T[]; readonly changed: number }> {
    try {
      const { rows, numAffectedRows } = await statement.execute(this.#db);
      return { rows, changed: Number(numAffectedRows ?? 0n) };
    } catch (error) {
      throw mapped(this.engine, error, object);
    }
  }

  /** The row that an object was last known by. */
  rowOf(object: VersionedObject): StoredRow | undefined {
    const pending = this.#pending?.rows.get(object);
    return pending ?? KNOWN.get(object);
  }

  /** The object is known by this row from now on, if the work is kept. */
  remember(object: VersionedObject, row: StoredRow): void {
    if (this.#pending === undefined) KNOWN.set(object, row);
    else this.#pending.rows.set(object, row);
  }

  /** Done when the work is kept; at once where there is nothing to wait for. */
  whenKept(action: () => void): void {
    if (this.#pending === undefined) action();
    else this.#pending.kept.push(action);
  }

  /** Done when the work is undone. */
  whenUndone(action: () => void): void {
    this.#pending?.undone.push(action);
  }

  /**
   * Runs all or nothing. Within a transaction it is part of that one. SQLite's takes the right to write at its
   * beginning: one that takes it later may find that another has written meanwhile.
   */
  async transaction<T>(object: string, run: (session: Session) => Promise<T>): Promise<T> {
    if (this.isTransaction) return run(this);
    const pending: Pending = { rows: new Map(), kept: [], undone: [] };
    const result = await this.#db.connection().execute(async (connection) => {
      const session = new Session(connection, this.engine, pending);
      await session.run(BEGIN[this.engine], object);
      try {
        const value = await run(session);
        await session.run(sql`commit`, object);
        return value;
      } catch (error) {
        await rollBack(connection);
        for (const undo of pending.undone.reverse()) undo();
        throw error;
      }
    });
    for (const [known, row] of pending.rows) KNOWN.set(known, row);
    for (const keep of pending.kept) keep();
    return result;
  }
}

interface Pending {
  readonly rows: Map<VersionedObject, StoredRow>;
  readonly kept: (() => void)[];
  readonly undone: (() => void)[];
}

const BEGIN = { sqlite: sql`begin immediate`, postgres: sql`begin` };

/** What went wrong before is what is told: a connection that is gone cannot be rolled back either. */
async function rollBack(connection: Kysely<unknown>): Promise<void> {
  try {
    await sql`rollback`.execute(connection);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
