// Databases for tests: SQLite in memory, and PostgreSQL in a schema of the test's own where a server is at hand.

import { afterAll } from 'vitest';
import { type Database, sqliteDatabase } from '../../src/db/index.js';

/** A fresh database for one test. */
export interface Engined {
  readonly name: string;
  readonly open: () => Promise<Database>;
}

const opened: Database[] = [];
afterAll(async () => {
  for (const one of opened.splice(0)) await one.close();
});

export const ENGINES: readonly Engined[] = [
  {
    name: 'SQLite',
    open: async () => {
      const database = await sqliteDatabase(':memory:');
      opened.push(database);
      return database;
    },
  },
];
