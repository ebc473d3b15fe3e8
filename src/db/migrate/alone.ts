// Changing tables: by one process at a time, and never so that everybody who uses a table waits behind a step that waits itself.

import { type Kysely, sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine.js';
import { mapped } from '../engine-errors.js';
import { DuplicateRowsError, isStoreError, UniqueViolationError } from '../errors.js';
import { Session } from '../session.js';
import type { Step } from './plan.js';
import { dropIndex } from './statements.js';

/** Any number, the same for all: who holds it is alone in changing tables. */
const LOCK = 0x626c;

/**
 * Runs on one connection that nobody else changes tables beside. PostgreSQL has no transaction around it: it builds
 * indexes beside writers outside of transactions alone, and every step may be run again. SQLite has one, which waits for other
 * writers from its beginning.
 *
 * @throws StoreError what the engine says, as an error of ours.
 */
export async function alone<T>(
  db: Kysely<unknown>,
  engine: Engine,
  run: (connection: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  try {
    return await db.connection().execute(async (connection) => {
      const [begin, end, undo] = BRACKETS[engine];
      await begin.execute(connection);
      try {
        const result = await run(connection);
        await end.execute(connection);
        return result;
      } catch (error) {
        // Where the connection is gone its locks are too; what went wrong first is what is told.
        await undo.execute(connection).catch(() => undefined);
        throw error;
      }
    });
  } catch (error) {
    throw mapped(engine, error, '');
  }
}

const unlock = sql`select pg_advisory_unlock(${LOCK})`;
const BRACKETS = {
  sqlite: [sql`begin immediate`, sql`commit`, sql`rollback`],
  postgres: [sql`select pg_advisory_lock(${LOCK})`, unlock, unlock],
} as const;

/** How long a step waits for a table: whoever comes after it waits as long. */
const WAIT = sql`set local lock_timeout = '2s'`;
const TRIES = 30;
const REST_MS = 500;

/**
 * Takes a step. On PostgreSQL a step that changes a table waits for those who use it, and all who come later wait behind it:
 * so it gives up soon, lets them through, and tries again.
 *
 * @throws LockedError where somebody has held the table all the time.
 * @throws DuplicateRowsError where rows have the same that are to be unique.
 */
export async function take(connection: Kysely<unknown>, engine: Engine, step: Step): Promise<void> {
  const session = new Session(connection, engine);
  if (engine === 'sqlite' || step.standsAlone) {
    try {
      await session.run(step.statement, step.object);
    } catch (error) {
      if (!(error instanceof UniqueViolationError)) throw error;
      await dropFailed(session, step);
      throw duplicateRows(step, error);
    }
    return;
  }
  for (let tries = 1; ; tries++) {
    try {
      await session.transaction(step.object, async (tx) => {
        await tx.run(WAIT, step.object);
        await tx.run(step.statement, step.object);
      });
      return;
    } catch (error) {
      if (tries >= TRIES || !isStoreError(error, 'locked')) throw error;
      await sleep(REST_MS);
    }
  }
}

/** What PostgreSQL leaves of a unique index that it could not build would go on to refuse what services write. */
async function dropFailed(session: Session, { kind, name, object }: Step): Promise<void> {
  if (session.engine === 'sqlite' || kind !== 'create-index' || name === undefined) return;
  await session.run(dropIndex(session.engine, name), object);
}

function duplicateRows({ object, table, name = '' }: Step, error: UniqueViolationError): Error {
  const columns = error.fields.map((told) =>
    // SQLite puts the table before it.
    told.startsWith(`${table}.`) ? told.slice(table.length + 1) : told,
  );
  return new DuplicateRowsError(object, { table, index: name, columns }, error.cause);
}
