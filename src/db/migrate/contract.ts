// Contracting: what no row, release, pin or service needs any more is dropped, and the table remembers how old its
// rows may still be. Until then nothing is lost that somebody could ask for.

import { sql } from 'kysely';
import type { Manifest } from '../../core/envelope.js';
import type { Registry } from '../../runtime/index.js';
import { type AnyObjectType, labelOf } from '../../runtime/object-type.js';
import { ordinalIn } from '../../runtime/target.js';
import type { Database } from '../database.js';
import { Layout, TABLES } from '../layout.js';
import { Session } from '../session.js';
import { StoredTypes } from '../stored-types.js';
import { alone } from './expand.js';
import { findTables } from './found-tables.js';
import { countOf } from './other-labels.js';
import { planContract, type Step } from './plan.js';

/** Somebody who may write or read by a manifest: a supported release, a pin, a live service. */
export interface Speaker {
  /** `release 2025.2`, `compute-17`. */
  readonly name: string;
  readonly manifest: Manifest;
}

export interface ContractOptions {
  readonly database: Database;
  readonly registry: Registry;
  /** The oldest versions to keep; the newest of all when absent. */
  readonly keep?: Manifest;
  /** All who are still there. */
  readonly speakers: readonly Speaker[];
  readonly onStep?: (step: Step) => void;
}

/** What stands in the way of contracting a table. */
export type Obstacle =
  | { readonly kind: 'rows'; readonly object: string; readonly rows: number; readonly keep: string }
  | {
      readonly kind: 'speaker';
      readonly object: string;
      readonly speaker: string;
      readonly version: string;
      readonly keep: string;
    };

export type Contracted =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly obstacles: readonly Obstacle[] };

/** What stands in the way now. */
export async function obstaclesOf(options: ContractOptions): Promise<readonly Obstacle[]> {
  const { database, registry, speakers } = options;
  const types = new StoredTypes(registry);
  const session = new Session(database.db, database.engine);
  const { manifest: keep } = types.writingBy(database.engine, options.keep);
  const found: Obstacle[] = [];
  for (const type of types.all) {
    const ordinal = ordinalIn(type, keep);
    found.push(...spoken(type, ordinal, speakers));
    const rows = await countOf(session, types.of(type), {
      ordinal,
      isWayBack: false,
      manifest: keep,
    });
    if (rows > 0)
      found.push({ kind: 'rows', object: type.name, rows, keep: labelOf(type, ordinal) });
  }
  return found;
}

function spoken(
  type: AnyObjectType,
  ordinal: number,
  speakers: readonly Speaker[],
): readonly Obstacle[] {
  return speakers.flatMap(({ name, manifest }): readonly Obstacle[] => {
    const at = ordinalIn(type, manifest);
    if (at < type.base || at >= ordinal) return [];
    const version = labelOf(type, at);
    return [
      { kind: 'speaker', object: type.name, speaker: name, version, keep: labelOf(type, ordinal) },
    ];
  });
}

/**
 * Drops what is older than what is kept; refuses, and changes nothing, while anything stands in the way. From the moment
 * that a table remembers its new oldest version, who writes an older one gets a `LabelTooOldError`.
 */
export async function contract(options: ContractOptions): Promise<Contracted> {
  const { database, registry, onStep = () => undefined } = options;
  const { db, engine } = database;
  const types = new StoredTypes(registry);
  const session = new Session(db, engine);
  const layout = new Layout();
  await layout.load(session);
  const { manifest: keep } = types.writingBy(database.engine, options.keep);
  const obstacles = await obstaclesOf(options);
  if (obstacles.length > 0) return { ok: false, obstacles };
  const done: Step[] = [];
  for (const type of types.all) {
    const ordinal = ordinalIn(type, keep);
    const oldest = layout.oldestOf(type);
    if (ordinal > oldest) {
      const late = await closeOlder(session, types, type, ordinal, keep);
      if (late > 0) {
        const rows: Obstacle = {
          kind: 'rows',
          object: type.name,
          rows: late,
          keep: labelOf(type, ordinal),
        };
        return { ok: false, obstacles: [rows] };
      }
    }
    await alone(db, engine, async (connection) => {
      const found = await findTables(connection, engine);
      // From the first version on: what a contracting left that was stopped goes now.
      for (const step of planContract(engine, type, found, { oldest: type.base, keep: ordinal })) {
        await step.statement.execute(connection);
        onStep(step);
        done.push(step);
      }
    });
  }
  return { ok: true, steps: done };
}

/**
 * Remembers the oldest version under a lock that waits for all who are writing; gives how many rows of older ones there are
 * after all, in which case nothing is remembered.
 */
async function closeOlder(
  session: Session,
  types: StoredTypes,
  type: AnyObjectType,
  ordinal: number,
  keep: Manifest,
): Promise<number> {
  const stored = types.of(type);
  const { table } = stored.storage;
  const label = labelOf(type, ordinal);
  return session.transaction(type.name, async (tx) => {
    // SQLite has one writer at a time, and that is this transaction.
    if (tx.engine === 'postgres') {
      await tx.run(sql`lock table ${sql.id(table)} in share mode`, type.name);
    }
    const late = await countOf(tx, stored, { ordinal, isWayBack: false, manifest: keep });
    if (late > 0) return late;
    await tx.run(
      sql`insert into ${sql.id(TABLES)} (name, oldest) values (${table}, ${label})
          on conflict (name) do update set oldest = excluded.oldest`,
      type.name,
    );
    return 0;
  });
}
