// The database that a command is to work on, named by a URL that is never printed: it may have a password in it.

import { resolve } from 'node:path';
import type { Database, Engine, StoreError } from '../../db/index.js';
import type { Invocation } from '../command.js';
import { CannotRun } from '../exit.js';

const VARIABLE = 'BACKLEVEL_DATABASE_URL';
const FORMS = '`sqlite:FILE` or `postgres://host/name`';

export interface DatabaseName {
  readonly engine: Engine;
  /** A file of SQLite's, absolute or `:memory:`; a URL of PostgreSQL's. */
  readonly place: string;
}

/** What `--database` or the environment names; undefined where neither does. */
export function databaseNamed({ terminal, options }: Invocation): DatabaseName | undefined {
  const url = options.text('database') ?? terminal.env[VARIABLE];
  if (url === undefined || url === '') return undefined;
  if (/^postgres(ql)?:\/\//.test(url)) return { engine: 'postgres', place: url };
  const [, file = ''] = /^sqlite:(?:\/\/)?(.+)$/.exec(url) ?? [];
  if (file === '') throw new CannotRun(`a database is named by ${FORMS}`);
  return { engine: 'sqlite', place: file === ':memory:' ? file : resolve(terminal.cwd, file) };
}

/** Opens the database, runs, and closes it whatever came of it. */
export async function withDatabase<T>(
  invocation: Invocation,
  run: (database: Database) => Promise<T>,
): Promise<T> {
  const named = databaseNamed(invocation);
  if (named === undefined) {
    throw new CannotRun(
      `name the database: --database ${FORMS}, or ${VARIABLE}, which keeps a password out of sight`,
    );
  }
  const { isStoreError, postgresDatabase, sqliteDatabase } = await import('../../db/index.js');
  try {
    const { engine, place } = named;
    const database =
      engine === 'sqlite'
        ? await sqliteDatabase(place)
        : await postgresDatabase(place, { connections: 2 });
    try {
      return await run(database);
    } finally {
      await database.close();
    }
  } catch (error) {
    // A server that is not there, a lock that somebody holds, a disk that is full: for the operator to mend.
    if (isStoreError(error)) throw new CannotRun(told(error));
    throw error;
  }
}

/** With what the engine says of it, which has no password in it: `connect ECONNREFUSED 127.0.0.1:5432`. */
function told({ code, message, cause }: StoreError): string {
  // What is missing and how to get it is all there is to say.
  if (code === 'driver-missing') return message;
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message;
}
