// Batches beside others who use the same rows: nobody waits for a search, and nobody's work is done over.

import { type KyselyPlugin, sql } from 'kysely';
import { expect, it } from 'vitest';
import { type Database, migrateOnline, openStore } from '../../../src/db/index.js';
import { onPostgres } from '../databases.js';
import { expanded, rawRow, Shelf } from '../shelf.js';
import { boxesOf, RELEASES } from '../stored.js';

const registry = await boxesOf('db-batches');

/** A database with rows of the oldest release. */
async function withRows(database: Database, rows: number): Promise<Database> {
  await expanded(database, registry);
  const shelf = await Shelf.open(database, registry, RELEASES[0]);
  for (let n = 1; n <= rows; n++) await shelf.create({ code: `c${n}`, state: 'ready' });
  return database;
}

onPostgres('a migration', (open) => {
  it('holds no row while it looks for others, and leaves what is new by then as it is', async () => {
    const database = await withRows(await open(), 3);
    let looked = 0;
    const migrating = afterSearch(database, async () => {
      if (looked++ > 0) return;
      // Would fail at once where anybody held one of them.
      await sql`select 1 from boxes for update nowait`.execute(database.db);
      const writer = await openStore({ database, registry });
      const box = await writer.get((await Shelf.open(database, registry)).type, { id: 2 });
      await writer.save(Object.assign(box, { nickname: 'nick' }));
    });
    const [result] = await migrateOnline({ database: migrating, registry });
    expect(looked).toBeGreaterThan(0);
    expect(result).toMatchObject({ done: 2, left: 0 });
    expect(await rawRow(database, 'boxes', 2)).toMatchObject({
      nickname: 'nick',
      obj_version: '1.3',
    });
  });

  it('passes by what somebody holds, tells how much is left, and takes it when it is run again', async () => {
    const database = await withRows(await open(), 5);
    await database.db.transaction().execute(async (holding) => {
      await sql`select 1 from boxes where id = 3 for update`.execute(holding);
      const [result] = await migrateOnline({ database, registry, batch: 2 });
      expect(result).toMatchObject({ done: 4, left: 1, stuck: undefined });
    });
    expect(await migrateOnline({ database, registry })).toMatchObject([{ done: 1, left: 0 }]);
  });
});

/** The same database, where something is done whenever keys were looked for. */
function afterSearch(database: Database, act: () => Promise<void>): Database {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      const [row] = result.rows;
      if (row !== undefined && Object.keys(row).join() === 'key') await act();
      return result;
    },
  };
  return { ...database, db: database.db.withPlugin(plugin) };
}
