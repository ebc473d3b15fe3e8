// Expanding: what a plan adds, added. It may be run again, and by two at once: each waits for the other, and then
// finds nothing to do.

import { type Kysely, sql } from 'kysely';
import { type AnyObjectType, labelOf } from '../../runtime/object-type.js';
import type { Engine } from '../engine.js';
import { Layout, TABLES } from '../layout.js';
import { Session } from '../session.js';
import { alone, take } from './alone.js';
import { findTables } from './found-tables.js';
import { planExpand, type Step } from './plan.js';

/** Where the database is, and what is planned for it. */
export interface Ground {
  readonly db: Kysely<unknown>;
  readonly engine: Engine;
  readonly types: readonly AnyObjectType[];
  /** The ordinal that rows of a table that is made now begin with; all that there are when absent. */
  readonly oldest?: (type: AnyObjectType) => number;
}

/** Adds what is missing; gives the steps that were done. */
export async function expand(
  ground: Ground,
  onStep: (step: Step) => void = () => undefined,
): Promise<readonly Step[]> {
  return alone(ground.db, ground.engine, async (connection) => {
    const { steps, begun } = await missingIn({ ...ground, db: connection });
    for (const step of steps) {
      // Before it is there: who is stopped here, and begins again, would take it for a table of somebody else's.
      const first = step.kind === 'create-table' ? begun.get(step.table) : undefined;
      if (first !== undefined) await remember(connection, first.type, first.ordinal);
      await take(connection, ground.engine, step);
      onStep(step);
    }
    return steps;
  });
}

/** What `expand` would do now. */
export async function planned(ground: Ground): Promise<readonly Step[]> {
  const { steps } = await missingIn(ground);
  return steps;
}

/** Steps to do, and by their names the tables that begin with a version later than the first. */
async function missingIn({ db, engine, types, oldest = ({ base }) => base }: Ground) {
  const found = await findTables(db, engine);
  const layout = new Layout();
  await layout.load(new Session(db, engine));
  const isThere = (type: AnyObjectType): boolean => found.tables.has(type.storage?.table ?? '');
  const from = (type: AnyObjectType): number => {
    if (layout.isRemembered(type)) return layout.oldestOf(type);
    // Whoever made it may have rows of any version.
    return isThere(type) ? type.base : Math.max(type.base, oldest(type));
  };
  // A table that newer releases were left alone with is theirs.
  const ours = types.filter((type) => !layout.isBeyond(type));
  const steps = planExpand(engine, ours, found, from);
  const begun = new Map(
    ours
      .filter((type) => !isThere(type) && !layout.isRemembered(type) && from(type) > type.base)
      .map((type) => [type.storage?.table ?? '', { type, ordinal: from(type) }]),
  );
  return { steps, begun };
}

/** From now on rows of older versions are refused. */
async function remember(db: Kysely<unknown>, type: AnyObjectType, ordinal: number): Promise<void> {
  const table = type.storage?.table ?? '';
  await sql`insert into ${sql.id(TABLES)} (name, oldest) values (${table}, ${labelOf(type, ordinal)})
    on conflict (name) do nothing`.execute(db);
}
