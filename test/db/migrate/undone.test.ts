// Something that undoes what a migration has done to a row: it ends, and says what to look at.

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrateOnline, sqliteDatabase } from '../../../src/db/index.js';
import { expanded, rawRow, Shelf } from '../shelf.js';
import { boxesOf, RELEASES } from '../stored.js';

const registry = await boxesOf('db-undone');

it('a migration does not rewrite for ever what a trigger labels as it was', async () => {
  const database = await expanded(await sqliteDatabase(':memory:'), registry);
  const shelf = await Shelf.open(database, registry, RELEASES[0]);
  await shelf.create({ code: 'c1', state: 'ready' });
  const before = await rawRow(database, 'boxes', 1);
  await sql`create trigger older after update on boxes begin
    update boxes set obj_version = old.obj_version where id = old.id; end`.execute(database.db);
  const signal = AbortSignal.timeout(10_000);
  await expect(migrateOnline({ database, registry, signal })).rejects.toThrow(
    'Box 1 was rewritten, and is of another version still: see whether a trigger of boxes writes obj_version',
  );
  expect(await rawRow(database, 'boxes', 1)).toEqual(before);
  await database.close();
});
