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
import { type StoredTree, StoredTypes } from '../stored-types.js';
import { alone, take } from './alone.js';
import { findTables } from './found-tables.js';
import { countOf } from './other-labels.js';
import { planContract, type Step } from './plan.js';

/** Somebody who may write or read by a manifest: a supported release, a pin, a live service. */
export interface Speaker {
  /** `release 2025.2`, `compute-17`. */
  readonly name: string;
  readonly manifest: Manifest;
}

/** What contracting needs to know. */
export interface ContractOptions {
  readonly database: Database;
  readonly registry: Registry;
  /** The oldest versions to keep; the newest of all when absent. */
  readonly keep?: Manifest;
  /** All who are still there. */
  readonly speakers: readonly Speaker[];
  /** Told of each step when it is done. */
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

/** The steps that were taken, or what stands in their way, and then nothing was done. */
export type Contracted =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly obstacles: readonly Obstacle[] };

/** What stands in the way now. */
export async function obstaclesOf(options: ContractOptions): Promise<readonly Obstacle[]> {
  const { database, speakers } = options;
  const { types, keep, kept } = keptBy(options);
  const session = new Session(database.db, database.engine);
  const found: Obstacle[] = [];
  for (const type of types.heads) {
    found.push(...spoken(type, kept(type), speakers));
    found.push(...(await older(session, types.of(type), kept(type), keep)));
  }
  return found;
}

/** Rows of versions before the one that is kept. */
async function older(
  session: Session,
  stored: StoredTree,
  ordinal: number,
  manifest: Manifest,
): Promise<readonly Obstacle[]> {
  const rows = await countOf(session, stored, { ordinal, isWayBack: false, manifest });
  const { type } = stored;
  return rows === 0
    ? []
    : [{ kind: 'rows', object: type.name, rows, keep: labelOf(type, ordinal) }];
}

/** What is kept of each type; all of one whose kept version is none of its own. */
function keptBy({ database, registry, keep: wanted }: ContractOptions) {
  const types = new StoredTypes(registry);
  const { manifest: keep } = types.writingBy(database.engine, wanted);
  const kept = (type: AnyObjectType): number => Math.max(type.base, ordinalIn(type, keep));
  return { types, keep, kept };
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
  const { database, onStep = () => undefined } = options;
  const { db, engine } = database;
  const { types, keep, kept } = keptBy(options);
  const session = new Session(db, engine);
  const obstacles = await obstaclesOf(options);
  if (obstacles.length > 0) return { ok: false, obstacles };
  const late = await closeOlder(session, types, kept, keep);
  if (late.length > 0) return { ok: false, obstacles: late };
  const done: Step[] = [];
  await alone(db, engine, async (connection) => {
    const found = await findTables(connection, engine);
    for (const step of planContract(engine, types.all, found, kept)) {
      await take(connection, engine, step);
      onStep(step);
      done.push(step);
    }
  });
  return { ok: true, steps: done };
}

/**
 * Closes tables to older versions, and looks once more for their rows: none can come any more, so nobody has to wait for
 * the count. Gives what rows there are after all, in which case the tables are open again.
 */
async function closeOlder(
  session: Session,
  types: StoredTypes,
  kept: (type: AnyObjectType) => number,
  keep: Manifest,
): Promise<readonly Obstacle[]> {
  const layout = new Layout();
  await layout.load(session);
  const closing = types.heads.filter(
    (type) => !layout.isBeyond(type) && kept(type) > layout.oldestOf(type),
  );
  for (const type of closing) await close(session, types.of(type), labelOf(type, kept(type)));
  const late: Obstacle[] = [];
  for (const type of closing) {
    late.push(...(await older(session, types.of(type), kept(type), keep)));
  }
  const end = late.length > 0 ? sql`closing = null` : sql`oldest = closing, closing = null`;
  for (const type of closing) {
    const { table } = types.of(type).storage;
    await session.run(sql`update ${sql.id(TABLES)} set ${end} where name = ${table}`, type.name);
  }
  return late;
}

/** From here on rows of older labels are refused; who is writing one at this moment is waited for. */
async function close(
  session: Session,
  { type, storage }: StoredTree,
  label: string,
): Promise<void> {
  await session.run(
    sql`insert into ${sql.id(TABLES)} (name, closing) values (${storage.table}, ${label})
        on conflict (name) do update set closing = excluded.closing`,
    type.name,
  );
  // SQLite has one writer at a time, and that was this statement.
  if (session.engine === 'sqlite') return;
  await session.transaction(type.name, async (tx) => {
    await tx.run(sql`lock table ${sql.id(storage.table)} in share mode`, type.name);
  });
}
