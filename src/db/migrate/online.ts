// Migrating online: rows of other labels are rewritten in batches, beside services of all releases. Nothing is kept beside
// the labels themselves, so it may be stopped, killed and started again at any moment.

import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Loss, Manifest } from '../../core/envelope.js';
import { isError, type Registry } from '../../runtime/index.js';
import { ordinalIn } from '../../runtime/target.js';
import type { Works } from '../change-of.js';
import type { Database } from '../database.js';
import { isStoreError } from '../errors.js';
import { Layout } from '../layout.js';
import { loadRows } from '../load-rows.js';
import type { Row } from '../query/index.js';
import { convertRow } from '../save.js';
import { Session } from '../session.js';
import { type StoredTree, StoredTypes } from '../stored-types.js';
import { countOf, otherLabels, type Wanted } from './other-labels.js';

export interface OnlineOptions {
  readonly database: Database;
  readonly registry: Registry;
  /** What rows are brought to; objects without an entry, and all without it, to their newest version. */
  readonly manifest?: Manifest;
  /** Rows that are newer than that are brought back too, with their losses: the way back, `--to`. */
  readonly isWayBack?: boolean;
  /** The most rows in all; all there are when absent. */
  readonly maxCount?: number;
  /** Rows in one transaction; 100 when absent. */
  readonly batch?: number;
  /** How long to rest between batches, in milliseconds; 0 when absent. */
  readonly sleepMs?: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly onLoss?: (loss: Loss) => void;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly object: string;
  readonly table: string;
  /** Rows rewritten so far. */
  readonly done: number;
  /** How long the batch held its rows, in milliseconds. */
  readonly heldMs: number;
}

/** A row that no rule can carry; it is as it was. */
export interface StuckRow {
  readonly key: unknown;
  readonly label: string | null;
  readonly why: string;
}

export interface Migrated {
  readonly object: string;
  readonly table: string;
  readonly done: number;
  /** Rows that still have another label; those that others hold, that are stuck, or that were too many. */
  readonly left: number;
  /** The row that it stopped at. */
  readonly stuck: StuckRow | undefined;
  /** The longest that a batch held its rows, in milliseconds. */
  readonly longestMs: number;
}

/** Rewrites rows until none is left, or until it is told to stop; a table after the other. */
export async function migrateOnline(options: OnlineOptions): Promise<readonly Migrated[]> {
  const { database, registry, manifest, onLoss = () => undefined } = options;
  const types = new StoredTypes(registry);
  const session = new Session(database.db, database.engine);
  const layout = new Layout();
  await layout.load(session);
  const writing = types.writingBy(database.engine, manifest);
  const works: Works = { writing, layout, onLoss };
  const results: Migrated[] = [];
  let room = options.maxCount ?? Infinity;
  for (const type of types.heads) {
    const stored = types.of(type);
    const wanted = {
      ordinal: ordinalIn(type, writing.manifest),
      isWayBack: options.isWayBack === true,
      manifest: writing.manifest,
    };
    const migrated = await migrateTable(session, stored, wanted, works, {
      ...options,
      maxCount: room,
    });
    results.push(migrated);
    room -= migrated.done;
    if (migrated.stuck !== undefined) break;
  }
  return results;
}

const BATCH = 100;
/** How often a pass may find nothing but rows that others hold. */
const PATIENCE = 20;
const REST_MS = 50;

async function migrateTable(
  session: Session,
  stored: StoredTree,
  wanted: Wanted,
  works: Works,
  options: OnlineOptions,
): Promise<Migrated> {
  const { name: object } = stored.type;
  const { table } = stored.storage;
  const { batch = BATCH, sleepMs = 0, maxCount = Infinity, onProgress, signal } = options;
  let [done, longestMs, idle] = [0, 0, 0];
  let last: unknown;
  let stuck: StuckRow | undefined;
  const mayGoOn = (): boolean => stuck === undefined && done < maxCount && signal?.aborted !== true;
  while (mayGoOn() && idle < PATIENCE) {
    const size = Math.min(batch, maxCount - done);
    const begun = performance.now();
    const one = await migrateBatch(session, stored, wanted, works, { size, after: last });
    const heldMs = performance.now() - begun;
    longestMs = Math.max(longestMs, heldMs);
    done += one.done;
    stuck = one.stuck;
    if (one.done > 0) onProgress?.({ object, table, done, heldMs });
    if (one.seen > 0) {
      last = one.last;
      idle = one.done > 0 ? 0 : idle;
      if (sleepMs > 0) await sleep(sleepMs);
      continue;
    }
    // Behind the last: what others held, or have written since, is looked for from the beginning.
    const isFirstPass = last === undefined;
    last = undefined;
    if ((await countOf(session, stored, wanted)) === 0) break;
    if (isFirstPass) {
      idle++;
      await sleep(REST_MS);
    }
  }
  const left = await countOf(session, stored, wanted);
  return { object, table, done, left, stuck, longestMs };
}

interface Batch {
  readonly seen: number;
  readonly done: number;
  readonly last: unknown;
  readonly stuck: StuckRow | undefined;
}

function migrateBatch(
  session: Session,
  stored: StoredTree,
  wanted: Wanted,
  works: Works,
  { size, after }: { readonly size: number; readonly after: unknown },
): Promise<Batch> {
  const { type, storage, key } = stored;
  return session.transaction(type.name, async (tx) => {
    await works.layout.refresh(tx);
    const behind = after === undefined ? sql`` : sql` and ${sql.id(key.column)} > ${after}`;
    // What another holds is left to the next pass: neither waits for the other.
    const lock = tx.engine === 'postgres' ? sql` for update skip locked` : sql``;
    const statement = sql<Row>`select * from ${sql.id(storage.table)}
      where ${otherLabels(tx.engine, stored, wanted)}${behind}
      order by ${sql.id(key.column)} limit ${size}${lock}`;
    const rows = await loadRows(tx, stored, statement, undefined);
    let done = 0;
    for (const row of rows) {
      try {
        if (await convertRow(tx, stored, row, works)) done++;
      } catch (error) {
        const why = carries(error);
        if (why === undefined) throw error;
        const stuck = { key: row.columns[key.column], label: row.label, why };
        return { seen: rows.length, done, last: undefined, stuck };
      }
    }
    return { seen: rows.length, done, last: rows.at(-1)?.columns[key.column], stuck: undefined };
  });
}

/** Why a row cannot be carried over, if it is that: before a statement was made, so that the batch goes on to count. */
function carries(error: unknown): string | undefined {
  const isRowsOwn =
    isError(error, 'backport-refused') ||
    isError(error, 'upgrade-refused') ||
    isStoreError(error, 'damaged-row') ||
    isStoreError(error, 'value-not-storable');
  return isRowsOwn ? error.message : undefined;
}
