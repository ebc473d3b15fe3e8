// Migrating online: rows of other labels are rewritten in batches, beside services of all releases. Nothing is kept beside
// the labels themselves, so it may be stopped, killed and started again at any moment.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Loss, Manifest } from '../../core/envelope.js';
import type { Registry } from '../../runtime/index.js';
import { ordinalIn } from '../../runtime/target.js';
import type { Works } from '../change-of.js';
import type { Database } from '../database.js';
import { Layout } from '../layout.js';
import { Session } from '../session.js';
import { type StoredTree, StoredTypes } from '../stored-types.js';
import { migrateBatch, type StuckRow } from './batch.js';
import { countOf, type Wanted } from './other-labels.js';

/** What to migrate, and how fast. */
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
  /**
   * How long to rest between batches, in milliseconds. When absent, not at all on PostgreSQL; on SQLite, where one writes at a
   * time and who waits is not served in turn, as long as the batch held its rows.
   */
  readonly sleepMs?: number;
  /** Told after each batch. */
  readonly onProgress?: (progress: Progress) => void;
  /** Told of what rows lose that are brought back to an older version. */
  readonly onLoss?: (loss: Loss) => void;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
}

/** How far it is, after a batch. */
export interface Progress {
  readonly object: string;
  readonly table: string;
  /** Rows rewritten so far. */
  readonly done: number;
  /** How long the batch held its rows, in milliseconds. */
  readonly heldMs: number;
}

/** What came of one table. */
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
  const { batch = BATCH, maxCount = Infinity, onProgress, signal } = options;
  let [done, longestMs, idle] = [0, 0, 0];
  let doneBefore = 0;
  let last: unknown;
  let stuck: StuckRow | undefined;
  const mayGoOn = (): boolean => stuck === undefined && done < maxCount && signal?.aborted !== true;
  while (mayGoOn() && idle < PATIENCE) {
    const size = Math.min(batch, maxCount - done);
    const one = await migrateBatch(session, stored, wanted, works, { size, after: last });
    longestMs = Math.max(longestMs, one.heldMs);
    done += one.done;
    stuck = one.stuck;
    if (one.done > 0) onProgress?.({ object, table, done, heldMs: one.heldMs });
    if (one.seen > 0) {
      last = one.last;
      const restMs = options.sleepMs ?? (session.engine === 'sqlite' ? one.heldMs : 0);
      if (restMs > 0) await sleep(restMs);
      continue;
    }
    // Behind the last: what others held, or have written since, is looked for from the beginning.
    if ((await countOf(session, stored, wanted)) === 0) break;
    idle = done === doneBefore ? idle + 1 : 0;
    if (idle > 0) await sleep(REST_MS);
    [last, doneBefore] = [undefined, done];
  }
  const left = await countOf(session, stored, wanted);
  return { object, table, done, left, stuck, longestMs };
}
