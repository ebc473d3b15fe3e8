// The two databases, opened: SQLite through libsql, which is embedded, and PostgreSQL through pg. Both packages are the
// user's to install, and are loaded when they are used.

import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import type { Engine } from './engine.js';
import { DatabaseUnavailableError, DriverMissingError } from './errors.js';

/** A database that a store works on. */
export interface Database {
  readonly engine: Engine;
  readonly db: Kysely<unknown>;
  close(): Promise<void>;
}

export interface SqliteOptions {
  /** How long a statement waits for another's lock, in milliseconds; 5 000 when absent. */
  readonly busyTimeoutMs?: number;
}

/** What libsql has in common with better-sqlite3: an own instance of either fits. */
export interface SqliteInstance {
  pragma(text: string): unknown;
  close(): unknown;
  defaultSafeIntegers(toggle: boolean): unknown;
  prepare(sql: string): {
    readonly reader: boolean;
    all(parameters: readonly unknown[]): unknown[];
    run(parameters: readonly unknown[]): {
      changes: number | bigint;
      lastInsertRowid: number | bigint;
    };
    iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
  };
}

/** A file of SQLite, or `:memory:`; or an instance of libsql or better-sqlite3. */
export async function sqliteDatabase(
  file: string | SqliteInstance,
  { busyTimeoutMs = 5_000 }: SqliteOptions = {},
): Promise<Database> {
  const instance = typeof file === 'string' ? await openFile(file) : file;
  instance.pragma('journal_mode = WAL');
  instance.pragma(`busy_timeout = ${Math.trunc(busyTimeoutMs)}`);
  instance.pragma('foreign_keys = ON');
  // Else an integer of more than 53 bits is given as another.
  instance.defaultSafeIntegers(true);
  // SqliteDialect asks for less of a database than this has.
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: instance as never }) });
  return { engine: 'sqlite', db, close: () => db.destroy() };
}

async function openFile(file: string): Promise<SqliteInstance> {
  const { default: Libsql } = await driver('libsql', () => import('libsql'));
  try {
    return new Libsql(file);
  } catch (error) {
    throw new DatabaseUnavailableError('', error);
  }
}

export interface PostgresOptions {
  /** Connections at once; 10 when absent. */
  readonly connections?: number;
  /** After how long a statement is given up, in milliseconds; the server's own when absent. */
  readonly statementTimeoutMs?: number;
  /** How long a statement waits for another's lock, in milliseconds; the server's own when absent. */
  readonly lockTimeoutMs?: number;
}

/** PostgreSQL, by its URL, which may have a password and is never printed. */
export async function postgresDatabase(
  url: string,
  { connections = 10, statementTimeoutMs, lockTimeoutMs }: PostgresOptions = {},
): Promise<Database> {
  const { default: pg } = await driver('pg', () => import('pg'));
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs }),
    ...(lockTimeoutMs === undefined ? {} : { lock_timeout: lockTimeoutMs }),
    types: { getTypeParser: (oid: number, format?: string) => parserOf(pg.types, oid, format) },
  });
  // Of a connection that waits in the pool: whoever takes the next one is told by its own statement.
  pool.on('error', () => undefined);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { engine: 'postgres', db, close: () => db.destroy() };
}

/** https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const JSON_OID = 114;

/** JSON stays the text that it is: an object made of it could not be compared with what stands there. */
function parserOf(
  types: { getTypeParser(oid: number, format: 'text' | 'binary'): unknown },
  oid: number,
  format: string | undefined,
): (text: string) => unknown {
  if (oid === JSON_OID) return (text) => text;
  const parser = types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text');
  return typeof parser === 'function' ? (text) => parser(text) as unknown : (text) => text;
}

async function driver<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new DriverMissingError(name, error);
  }
}
