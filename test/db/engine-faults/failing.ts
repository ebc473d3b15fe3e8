// Databases that fail when a test says so: before the nth statement from then on, whichever that is.

import type { KyselyPlugin } from 'kysely';
import pg from 'pg';
import { type Database, postgresDatabase } from '../../../src/db/index.js';
import { run } from '../shelf.js';

export interface Failing {
  readonly database: Database;
  /** Lets so many statements pass and has the next fail, once. */
  readonly failAfter: (statements: number) => void;
  /** Nothing fails any more; whether something had. */
  readonly heal: () => boolean;
}

/** Counts statements; `isDue` is true of the one that is to fail. */
class Countdown {
  #left = Infinity;
  #hasFailed = false;

  start(statements: number): void {
    this.#left = statements;
    this.#hasFailed = false;
  }

  isDue(): boolean {
    if (this.#left-- !== 0) return false;
    this.#hasFailed = true;
    return true;
  }

  heal(): boolean {
    this.#left = Infinity;
    return this.#hasFailed;
  }
}

const FULL = { sqlite: 'SQLITE_FULL', postgres: '53100' };

/** Statements are refused as an engine does whose disk is full: the connection is as it was. */
export function refusing(whole: Database): Failing {
  const { db, engine } = whole;
  const countdown = new Countdown();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (!countdown.isDue()) return node;
      throw Object.assign(new Error('no room is left'), { code: FULL[engine] });
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return {
    database: { engine, db: db.withPlugin(plugin), close: () => whole.close() },
    failAfter: (statements) => {
      countdown.start(statements);
    },
    heal: () => countdown.heal(),
  };
}

/** The server ends the connection that a statement is to go over; `admin` asks it to. */
export async function cutting(url: string, admin: Database): Promise<Failing> {
  const countdown = new Countdown();
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  const database = await postgresDatabase({
    connect: async () => {
      const client = await pool.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const pid = rows[0]?.pid ?? 0;
      return {
        query: async (config) => {
          if (countdown.isDue()) await run(admin, `select pg_terminate_backend(${pid}, 5000)`);
          return client.query(config);
        },
        release: () => {
          client.release();
        },
        on: (event, listener) => client.on(event, listener),
        off: (event, listener) => client.off(event, listener),
      };
    },
    end: () => pool.end(),
  });
  return {
    database: { ...database, close: () => pool.end() },
    failAfter: (statements) => {
      countdown.start(statements);
    },
    heal: () => countdown.heal(),
  };
}
