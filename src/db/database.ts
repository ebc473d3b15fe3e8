// The two databases, opened: SQLite through libsql, which is embedded, and PostgreSQL through pg. Both packages are the
// user's to install, and are loaded when they are used.

import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { tellMissing } from '../core/missing-package.js';
import type { Engine } from './engine.js';
import { mapped } from './engine-errors.js';
import { DatabaseUnavailableError, DriverMissingError } from './errors.js';
import { type PostgresPool, withPlainValues } from './postgres-pool.js';
import { asKyselyDatabase, type SqliteInstance } from './sqlite-instance.js';

/** A database that a store works on. */
export interface Database {
  readonly engine: Engine;
  readonly db: Kysely<unknown>;
  /** Ends what was opened here; a pool or an instance of the user's own is the user's to end. */
  close(): Promise<void>;
}

/** How SQLite is opened. */
export interface SqliteOptions {
  /**
   * How long a statement waits for another process's lock, in milliseconds; 5 000 when absent. The driver waits without
   * giving way, so nothing else runs in this process meanwhile.
   */
  readonly busyTimeoutMs?: number;
}

/** A file of SQLite, or `:memory:`; or an instance of libsql or better-sqlite3. */
export async function sqliteDatabase(
  file: string | SqliteInstance,
  { busyTimeoutMs = 5_000 }: SqliteOptions = {},
): Promise<Database> {
  const isOurs = typeof file === 'string';
  const instance = isOurs ? await openFile(file) : file;
  try {
    instance.pragma(`busy_timeout = ${Math.trunc(busyTimeoutMs)}`);
    instance.pragma('journal_mode = WAL');
    instance.pragma('foreign_keys = ON');
  } catch (error) {
    throw mapped('sqlite', error, '');
  }
  // Else an integer of more than 53 bits is given as another.
  instance.defaultSafeIntegers(true);
  const db = new Kysely<unknown>({
    dialect: new SqliteDialect({ database: asKyselyDatabase(instance) }),
  });
  return { engine: 'sqlite', db, close: () => (isOurs ? db.destroy() : Promise.resolve()) };
}

async function openFile(file: string): Promise<SqliteInstance> {
  const { default: Libsql } = await driver('libsql', () => import('libsql'));
  try {
    return new Libsql(file);
  } catch (error) {
    // It has no code of SQLite's.
    throw new DatabaseUnavailableError('', 'its file cannot be opened', error);
  }
}

/** How PostgreSQL is connected to. */
export interface PostgresOptions {
  /** Connections at once; 10 when absent. */
  readonly connections?: number;
  /** After how long one gives up to connect, in milliseconds; 10 000 when absent. */
  readonly connectTimeoutMs?: number;
  /** After how long a statement is given up, in milliseconds; the server's own when absent. */
  readonly statementTimeoutMs?: number;
  /** How long a statement waits for another's lock, in milliseconds; the server's own when absent. */
  readonly lockTimeoutMs?: number;
}

/** PostgreSQL, by its URL, which may have a password and is never printed; or through a pool of pg, whose options count then. */
export async function postgresDatabase(
  url: string | PostgresPool,
  options: PostgresOptions = {},
): Promise<Database> {
  const { default: pg } = await driver('pg', () => import('pg'));
  const isOurs = typeof url === 'string';
  const pool = withPlainValues(isOurs ? openPool(pg.Pool, url, options) : url, pg.types);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    if (isOurs) await db.destroy();
  };
  return { engine: 'postgres', db, close };
}

/** Pg's, as far as it is needed: its types are no part of what users of SQLite install. */
type PoolClass = new (config: {
  connectionString: string;
  max: number;
  connectionTimeoutMillis: number;
  statement_timeout?: number;
  lock_timeout?: number;
}) => PostgresPool & { on(event: 'error', listener: () => void): unknown };

function openPool(
  Pool: PoolClass,
  url: string,
  {
    connections = 10,
    connectTimeoutMs = 10_000,
    statementTimeoutMs,
    lockTimeoutMs,
  }: PostgresOptions,
): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs }),
    ...(lockTimeoutMs === undefined ? {} : { lock_timeout: lockTimeoutMs }),
  });
  // Of a connection that waits in the pool: whoever takes the next one is told by its own statement.
  pool.on('error', () => undefined);
  return pool;
}

const NEEDS = { libsql: 'SQLite is opened with', pg: 'PostgreSQL is reached with' };

async function driver<T>(name: keyof typeof NEEDS, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new DriverMissingError(name, tellMissing(NEEDS[name], name, error), error);
  }
}
