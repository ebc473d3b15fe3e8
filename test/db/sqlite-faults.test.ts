// SQLite's own faults: a lock that another process holds, a disk that is full, files that are none.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, expect, it } from 'vitest';
import { type Database, sqliteDatabase } from '../../src/db/index.js';
import { expanded, run, Shelf } from './shelf.js';
import { boxesOf } from './stored.js';

const registry = await boxesOf('db-sqlite-faults');
const folder = mkdtempSync(join(tmpdir(), 'backlevel-sqlite-'));
const opened: Database[] = [];

afterAll(async () => {
  for (const one of opened) await one.close();
  rmSync(folder, { recursive: true });
});

async function database(name: string, busyTimeoutMs = 20): Promise<Database> {
  const one = await sqliteDatabase(join(folder, name), { busyTimeoutMs });
  opened.push(one);
  return one;
}

it('a lock that another holds is waited for, then told', async () => {
  const [mine, theirs] = [await database('lock.db'), await database('lock.db')];
  const one = await Shelf.open(await expanded(mine, registry), registry);
  const box = await one.create({ code: 'a' });
  await run(theirs, 'begin immediate');
  Object.assign(box, { title: 'x' });
  await expect(one.store.save(box)).rejects.toMatchObject({ name: 'LockedError', code: 'locked' });
  // Who only reads waits for nobody.
  expect(await one.data(1)).toEqual({ id: 1, code: 'a' });
  await run(theirs, 'rollback');
  await one.store.save(box);
  expect(await one.data(1)).toEqual({ id: 1, code: 'a', title: 'x' });
});

it('a disk that is full leaves nothing half-written, and goes on when there is room', async () => {
  const full = await database('full.db');
  const one = await Shelf.open(await expanded(full, registry), registry);
  const kept = await one.create({ code: 'kept', tags: ['a'] });
  const [{ page_count: pages = 0 } = {}] = await run(full, 'pragma page_count');
  await run(full, `pragma max_page_count = ${Number(pages) + 2}`);
  const told = { name: 'DatabaseFullError', code: 'database-full' };
  const many = Array.from({ length: 5_000 }, (_, i) => `tag ${i}`);
  await expect(one.create({ code: 'large', tags: many })).rejects.toMatchObject(told);
  Object.assign(kept, { title: 'x', tags: new Set(many) });
  await expect(one.store.save(kept)).rejects.toMatchObject(told);
  await one.store.transaction(async () => {
    await one.create({ code: 'small' });
    await expect(one.store.save(kept)).rejects.toMatchObject(told);
  });
  expect(await run(full, 'select code, title from boxes')).toEqual([
    { code: 'kept', title: null },
    { code: 'small', title: null },
  ]);
  expect(await one.data(1)).toEqual({ id: 1, code: 'kept', tags: ['a'] });
  await run(full, 'pragma max_page_count = 100000');
  await one.store.save(kept);
  expect(await one.data(1)).toMatchObject({ title: 'x' });
});

it('what is no database is told as one that cannot be reached', async () => {
  writeFileSync(
    join(folder, 'text.db'),
    'no database, but a text that is long enough for a header'.repeat(20),
  );
  for (const file of [join(folder, 'no', 'such', 'folder.db'), join(folder, 'text.db')]) {
    await expect(sqliteDatabase(file)).rejects.toMatchObject({ code: 'database-unavailable' });
  }
});

it('an instance of the user’s own is used, and left open', async () => {
  const own = new Libsql(':memory:');
  const given = await sqliteDatabase(own);
  const one = await Shelf.open(await expanded(given, registry), registry);
  await one.create({ code: 'a', big: '9'.repeat(30) });
  await given.close();
  expect(own.prepare('select big from boxes').all([])).toEqual([{ big: '9'.repeat(30) }]);
  own.close();
});
