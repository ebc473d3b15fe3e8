// Expanding: what a plan adds, added. It may be run again, and by two at once: each waits for the other, and then
// finds nothing to do.

import { type Kysely, sql } from 'kysely';
import type { AnyObjectType } from '../../runtime/object-type.js';
import type { Engine } from '../engine.js';
import { findTables } from './found-tables.js';
import { planExpand, type Step } from './plan.js';

/** Where the database is, and what is planned for it. */
export interface Ground {
  readonly db: Kysely<unknown>;
  readonly engine: Engine;
  readonly types: readonly AnyObjectType[];
  readonly oldest: (type: AnyObjectType) => number;
}

/** Adds what is missing; gives the steps that were done. */
export async function expand(
  ground: Ground,
  onStep: (step: Step) => void = () => undefined,
): Promise<readonly Step[]> {
  const { db, engine, types, oldest } = ground;
  return alone(db, engine, async (connection) => {
    const steps = planExpand(engine, types, await findTables(connection, engine), oldest);
    for (const step of steps) {
      await step.statement.execute(connection);
      onStep(step);
    }
    return steps;
  });
}

/** Any number, the same for all: who holds it is alone in changing tables. */
const LOCK = 0x626c;

/**
 * Runs on one connection that nobody else changes tables beside. PostgreSQL has no transaction around it: it builds
 * indexes beside writers outside of transactions alone, and every step may be run again. SQLite has one, which waits for other
 * writers from its beginning.
 */
export async function alone<T>(
  db: Kysely<unknown>,
  engine: Engine,
  run: (connection: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    const [begin, end, undo] = BRACKETS[engine];
    await begin.execute(connection);
    try {
      const result = await run(connection);
      await end.execute(connection);
      return result;
    } catch (error) {
      await undo.execute(connection);
      throw error;
    }
  });
}

const unlock = sql`select pg_advisory_unlock(${LOCK})`;
const BRACKETS = {
  sqlite: [sql`begin immediate`, sql`commit`, sql`rollback`],
  postgres: [sql`select pg_advisory_lock(${LOCK})`, unlock, unlock],
} as const;
