// An instance of libsql or better-sqlite3, as Kysely's dialect asks for it.

import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** What libsql has in common with better-sqlite3: an own instance of either fits. */
export interface SqliteInstance {
  /** Runs one PRAGMA, by its text. */
  pragma(text: string): unknown;
  /** Runs statements without parameters. */
  exec(text: string): unknown;
  /** Closes the file. */
  close(): unknown;
  /** Whether integers are given as bigints. */
  defaultSafeIntegers(toggle: boolean): unknown;
  /** A statement that may be run again. */
  prepare(sql: string): {
    readonly reader: boolean;
    /** All rows. */
    all(parameters: readonly unknown[]): unknown[];
    /** What it changed. */
    run(parameters: readonly unknown[]): {
      changes: number | bigint;
      lastInsertRowid: number | bigint;
    };
    /** Row by row. */
    iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
  };
}

const ENDS_AND_BEGINS = /^\s*(?:begin|commit|rollback|savepoint|release)\b/i;

/**
 * Where a transaction begins or ends, nothing is prepared: libsql keeps a prepared `begin` that met another's lock for one
 * that is still running, and would let no later transaction end.
 */
export function asKyselyDatabase(instance: SqliteInstance): SqliteDatabase {
  return {
    close: () => {
      instance.close();
    },
    prepare: (text) =>
      ENDS_AND_BEGINS.test(text) ? executed(instance, text) : instance.prepare(text),
  };
}

function executed(instance: SqliteInstance, text: string): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    iterate: () => [].values(),
    run: () => {
      instance.exec(text);
      return { changes: 0, lastInsertRowid: 0 };
    },
  };
}
