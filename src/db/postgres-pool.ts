// A pool of pg's, a user's own or ours, that gives values exactly as rows have them, whatever parsers the user set:
// JSON as its text, since an object made of it could not be compared with what stands there, and integers of any size.

import type { PostgresPool as KyselyPool, PostgresPoolClient } from 'kysely';

/** What is asked of a pool of pg's. */
export interface PostgresPool {
  /** A connection of its own, until it is released. */
  connect(): Promise<PostgresClient>;
  /** Closes all connections. */
  end(): Promise<void>;
}

interface PostgresClient {
  query(config: {
    text: string;
    values: unknown[];
    types: ColumnParsers;
  }): Promise<{ command: string; rowCount: number | null; rows: unknown[] }>;
  release(): void;
  on(event: 'error', listener: () => void): unknown;
  off(event: 'error', listener: () => void): unknown;
}

/** How pg is told to parse, by the number of a type. */
export interface ColumnParsers {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown;
}

/** int8, json, numeric: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const AS_TEXT: ReadonlySet<number> = new Set([20, 114, 1700]);

export function withPlainValues(pool: PostgresPool, parsers: ColumnParsers): KyselyPool {
  const types: ColumnParsers = {
    getTypeParser: (oid, format) =>
      AS_TEXT.has(oid) ? (text) => text : parsers.getTypeParser(oid, format),
  };
  return {
    connect: async () => plainClient(await pool.connect(), types),
    end: () => pool.end(),
  };
}

const COMMANDS = ['UPDATE', 'DELETE', 'INSERT', 'SELECT', 'MERGE'] as const;

/** A connection that is lost between two statements ends the process, unless somebody listens; the next statement tells. */
const ignored = (): void => undefined;

function plainClient(client: PostgresClient, types: ColumnParsers): PostgresPoolClient {
  client.on('error', ignored);
  const query = async (text: unknown, parameters: readonly unknown[] = []): Promise<unknown> => {
    if (typeof text !== 'string') throw new TypeError('a store does not read by cursors');
    const { command, rowCount, rows } = await client.query({
      text,
      values: [...parameters],
      types,
    });
    // Of others, as `begin`, nobody asks how many rows it had.
    const known = COMMANDS.find((one) => one === command) ?? 'SELECT';
    return { command: known, rowCount: rowCount ?? 0, rows };
  };
  return {
    // Kysely's has an overload for cursors, which are refused here.
    query: query as PostgresPoolClient['query'],
    release: () => {
      client.off('error', ignored);
      client.release();
    },
  };
}
