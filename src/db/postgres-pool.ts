// A pool of pg's, a user's own or ours, that gives values as rows have them: JSON as the text that it is, since an object
// made of it could not be compared with what stands there.

import type { PostgresPool as KyselyPool, PostgresPoolClient } from 'kysely';

/** What is asked of a pool of pg's. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  end(): Promise<void>;
}

export interface PostgresClient {
  query(config: {
    readonly text: string;
    readonly values: unknown[];
    readonly types: { getTypeParser(oid: number, format?: string): (text: never) => unknown };
  }): Promise<Result>;
  release(): void;
}

interface Result {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: unknown[];
}

export function withPlainJson(pool: PostgresPool): KyselyPool {
  return {
    connect: async () => plain(await pool.connect()),
    end: () => pool.end(),
  };
}

const COMMANDS = ['UPDATE', 'DELETE', 'INSERT', 'SELECT', 'MERGE'] as const;

function plain(client: PostgresClient): PostgresPoolClient {
  const query = async (text: unknown, parameters: readonly unknown[] = []) => {
    if (typeof text !== 'string') throw new TypeError('streams are not read through a store');
    const config = { text, values: [...parameters], types: TYPES };
    const { command, rowCount, rows } = await client.query(config);
    // Others, as `BEGIN`, have no number of rows; to Kysely it is a select's then, which is not looked at.
    const told = COMMANDS.find((one) => one === command) ?? 'SELECT';
    return { command: told, rowCount: rowCount ?? 0, rows };
  };
  // Kysely overloads it with one for cursors, which are refused above.
  return { query: query as PostgresPoolClient['query'], release: () => client.release() };
}

// https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat
const OIDS = { boolean: 16, bytea: 17, int2: 21, int4: 23, float4: 700, float8: 701 } as const;
const TIMESTAMPTZ = 1184;
