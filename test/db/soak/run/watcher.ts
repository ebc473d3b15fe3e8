// The migration as PostgreSQL sees it, looked at again and again: how long it holds what it has locked, how long anybody
// waits for it, and what it locks of whole tables.

import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../../src/db/index.js';
import { connectionsOf } from './operator.js';

export interface Seen {
  /** The longest that a transaction of the migration was open, in milliseconds. */
  readonly longestHeldMs: number;
  /** The longest that a writer waited for a lock of the migration's, in milliseconds. */
  readonly longestWaitMs: number;
  /** Locks that it had on tables and indexes. */
  readonly modes: readonly string[];
  readonly looks: number;
}

const LOOK_MS = 15;
/** What reading and updating rows takes: nobody who reads or writes waits for these. */
const HARMLESS = new Set(['AccessShareLock', 'RowShareLock', 'RowExclusiveLock']);

export class Watcher {
  readonly #db: Kysely<unknown>;
  readonly #modes = new Set<string>();
  #longestHeldMs = 0;
  #longestWaitMs = 0;
  #looks = 0;
  #isOver = false;
  readonly #running: Promise<void>;

  constructor({ db }: Database) {
    this.#db = db;
    this.#running = this.#run();
  }

  /** What was seen until now; it looks no more. */
  async end(): Promise<Seen> {
    this.#isOver = true;
    await this.#running;
    return {
      longestHeldMs: this.#longestHeldMs,
      longestWaitMs: this.#longestWaitMs,
      modes: [...this.#modes].sort(),
      looks: this.#looks,
    };
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      const { rows } = await LOOK.execute(this.#db);
      for (const { held, waited, modes } of rows) {
        this.#longestHeldMs = Math.max(this.#longestHeldMs, held ?? 0);
        this.#longestWaitMs = Math.max(this.#longestWaitMs, waited ?? 0);
        for (const mode of modes ?? []) this.#modes.add(mode);
      }
      this.#looks++;
      await sleep(LOOK_MS);
    }
  }
}

/** Locks of tables that somebody would have waited for. */
export function harmfulOf({ modes }: Seen): readonly string[] {
  return modes.filter((mode) => !HARMLESS.has(mode));
}

const LOOK = sql<{
  readonly held: number | null;
  readonly waited: number | null;
  readonly modes: readonly string[] | null;
}>`
  with migrating as (
    select pid, xact_start from pg_stat_activity where application_name = ${connectionsOf('migrate')}
  )
  select
    (select max(extract(epoch from clock_timestamp() - xact_start) * 1000)::float8 from migrating) as held,
    (select max(extract(epoch from clock_timestamp() - query_start) * 1000)::float8
      from pg_stat_activity one
      where wait_event_type = 'Lock' and one.pid not in (select pid from migrating)
        and pg_blocking_pids(one.pid) && array(select pid from migrating)) as waited,
    (select array_agg(distinct mode) from pg_locks
      where locktype = 'relation' and granted and pid in (select pid from migrating)) as modes`;
