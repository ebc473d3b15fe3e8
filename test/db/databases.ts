// Databases for tests: SQLite in memory, and PostgreSQL where a server is at hand, each test with tables of its own.

import { sql } from 'kysely';
import { afterAll, describe } from 'vitest';
import { type Database, postgresDatabase, sqliteDatabase } from '../../src/db/index.js';
import { describeWith } from '../interop/requirement.js';
import { anyPostgres, missingPostgres, type Postgres } from '../support/postgres.js';

/** Runs the same tests on both engines; `open` gives a database without tables. */
export function onEachEngine(name: string, tests: (open: () => Promise<Database>) => void): void {
  describe(`${name} on SQLite`, () => {
    const opened: Database[] = [];
    afterAll(async () => {
      for (const one of opened) await one.close();
    });
    tests(async () => {
      const database = await sqliteDatabase(':memory:');
      opened.push(database);
      return database;
    });
  });
  onPostgres(name, tests);
}

/** The same for what only PostgreSQL has. */
export function onPostgres(name: string, tests: (open: () => Promise<Database>) => void): void {
  describeWith(missingPostgres, `${name} on PostgreSQL`, () => {
    const opened: Database[] = [];
    let server: Promise<Postgres> | undefined;
    let schemas = 0;
    afterAll(async () => {
      for (const one of opened) await one.close();
      await (await server)?.stop();
    });
    tests(async () => {
      server ??= anyPostgres();
      const { url } = await server;
      const schema = `test_${process.pid}_${schemas++}`;
      const first = await postgresDatabase(url, { connections: 1 });
      await sql`create schema ${sql.id(schema)}`.execute(first.db);
      await first.close();
      const within = new URL(url);
      within.searchParams.set('options', `-c search_path=${schema}`);
      const database = await postgresDatabase(within.href);
      opened.push(database);
      return database;
    });
  });
}
