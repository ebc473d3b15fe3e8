// Where statements go: a database, or the one connection of a transaction; and what objects are known by there.

import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { VersionedObject } from '../runtime/index.js';
import type { Engine } from './engine.js';
import { mapped } from './engine-errors.js';
import type { StoredRow } from './row.js';
import { Unit } from './unit.js';

/** Rows as objects were read with: the guard of their next save. */
type Known = WeakMap<VersionedObject, StoredRow>;

/** By database, which several stores may share; beside both, so that whoever drops one drops what is known of it. */
const KNOWN = new WeakMap<Kysely<unknown>, Known>();

function knownIn(db: Kysely<unknown>): Known {
  const found = KNOWN.get(db);
  if (found !== undefined) return found;
  const made: Known = new WeakMap();
  KNOWN.set(db, made);
  return made;
}

export class Session {
  readonly engine: Engine;
  readonly #db: Kysely<unknown>;
  /** Undefined outside of transactions. */
  readonly #unit: Unit | undefined;
  readonly #known: Known;

  constructor(db: Kysely<unknown>, engine: Engine, unit?: Unit, known: Known = knownIn(db)) {
    this.#db = db;
    this.engine = engine;
    this.#unit = unit;
    this.#known = known;
  }

  get isTransaction(): boolean {
    return this.#unit !== undefined;
  }

  /** Runs a statement; its errors are ours, about `object`. */
  async run<T>(
    statement: RawBuilder<T>,
    object: string,
  ): Promise<{ readonly rows: readonly T[]; readonly changed: number }> {
    if (this.#unit?.hasEnded === true) {
      throw new Error('the transaction has ended that this is part of: something was not awaited');
    }
    try {
      const { rows, numAffectedRows } = await statement.execute(this.#db);
      return { rows, changed: Number(numAffectedRows ?? 0n) };
    } catch (error) {
      const ours = mapped(this.engine, error, object);
      if (this.#unit !== undefined) this.#unit.fault ??= { error: ours };
      throw ours;
    }
  }

  /** The row that an object was last known by. */
  rowOf(object: VersionedObject): StoredRow | undefined {
    return this.#unit?.rowOf(object) ?? this.#known.get(object);
  }

  /** The object is known by this row from now on, if the work is kept. */
  remember(object: VersionedObject, row: StoredRow): void {
    if (this.#unit === undefined) this.#known.set(object, row);
    else this.#unit.remember(object, row);
  }

  /** Done when the work is kept; at once where there is nothing to wait for. */
  whenKept(action: () => void): void {
    if (this.#unit === undefined) action();
    else this.#unit.whenKept(action);
  }

  /** Done when the work is undone. */
  whenUndone(action: () => void): void {
    this.#unit?.whenUndone(action);
  }

  /**
   * Runs all or nothing. Within a transaction it is a part of that one, which is undone alone when it fails; whoever
   * catches that may go on, on both engines.
   */
  async transaction<T>(object: string, run: (session: Session) => Promise<T>): Promise<T> {
    const outer = this.#unit;
    if (outer !== undefined) return outer.inTurn(() => this.#part(outer, object, run));
    const unit = new Unit();
    const work = async (connection: Kysely<unknown>): Promise<T> => {
      const session = new Session(connection, this.engine, unit, this.#known);
      await session.run(BEGIN[this.engine], object);
      return session.#finish(unit, object, run, { keep: sql`commit`, undo: sql`rollback` });
    };
    try {
      const result = await this.#db.connection().execute(work);
      unit.keep(this.#known);
      return result;
    } catch (error) {
      // There may be no connection to be had; what is ours already stays as it is.
      throw mapped(this.engine, error, object);
    }
  }

  async #part<T>(outer: Unit, object: string, run: (session: Session) => Promise<T>): Promise<T> {
    const unit = new Unit(outer);
    const session = new Session(this.#db, this.engine, unit, this.#known);
    const name = sql.id(`backlevel_${unit.depth}`);
    await this.run(sql`savepoint ${name}`, object);
    try {
      const keep = sql`release savepoint ${name}`;
      const undo = sql`rollback to savepoint ${name}`;
      const result = await session.#finish(unit, object, run, { keep, undo });
      unit.join();
      return result;
    } catch (error) {
      // The whole of it may be gone with the part: a full disk, a lost connection.
      if (unit.fault !== undefined) outer.fault ??= unit.fault;
      throw error;
    }
  }

  async #finish<T>(
    unit: Unit,
    object: string,
    run: (session: Session) => Promise<T>,
    { keep, undo }: Ends,
  ): Promise<T> {
    try {
      const value = await run(this);
      // Somebody caught it, but the database has given the unit up.
      if (unit.fault !== undefined) throw unit.fault.error;
      await this.run(keep, object);
      return value;
    } catch (error) {
      if (await isUndone(this.#db, undo)) unit.fault = undefined;
      else unit.fault ??= { error };
      unit.undo();
      throw error;
    } finally {
      unit.hasEnded = true;
    }
  }
}

interface Ends {
  readonly keep: RawBuilder<unknown>;
  readonly undo: RawBuilder<unknown>;
}

/** SQLite takes the right to write at the beginning: who takes it later may find that another has written meanwhile. */
const BEGIN = { sqlite: sql`begin immediate`, postgres: sql`begin` };

/** What went wrong before is what is told: a connection that is gone cannot be rolled back either. */
async function isUndone(connection: Kysely<unknown>, undo: RawBuilder<unknown>): Promise<boolean> {
  try {
    await undo.execute(connection);
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}
