// SQLite's own faults: a lock that another process holds, a disk that is full, files that are none.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, expect, it } from 'vitest';
import { type Database, sqliteDatabase } from '../../../src/db/index.js';
import { expanded, run, Shelf } from '../shelf.js';
import { boxesOf } from '../stored.js';

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

it('a writer that was killed in the middle leaves nothing, and its lock with it', async () => {
  const mine = await database('killed.db', 5_000);
  const one = await Shelf.open(await expanded(mine, registry), registry);
  const box = await one.create({ code: 'a', tags: ['x'] });
  const writer = spawn(process.execPath, [
    '--eval',
    `const db = new (require('libsql'))(${JSON.stringify(join(folder, 'killed.db'))});
     db.exec("begin immediate; update boxes set title = 'half'; delete from box_tags");
     console.log('written');
     setInterval(() => {}, 1000);`,
  ]);
  await once(writer.stdout, 'data');
  Object.assign(box, { title: 'mine', tags: new Set(['y']) });
  const impatient = await Shelf.open(await database('killed.db'), registry);
  await expect(impatient.change(1, { title: 'no' })).rejects.toMatchObject({ code: 'locked' });
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  expect(await one.data(1)).toEqual({ id: 1, code: 'a', tags: ['x'] });
  await one.store.save(box);
  expect(await one.data(1)).toEqual({ id: 1, code: 'a', title: 'mine', tags: ['y'] });
});

it('a file that may only be read is read, and whoever writes is told', async () => {
  const writing = await database('read-only.db');
  const writer = await Shelf.open(await expanded(writing, registry), registry);
  await writer.create({ code: 'a', tags: ['x'] });
  const reading = await sqliteDatabase(`file:${join(folder, 'read-only.db')}?mode=ro`);
  opened.push(reading);
  const one = await Shelf.open(reading, registry);
  const box = await one.get(1);
  Object.assign(box, { title: 'x', tags: new Set(['y']) });
  const made = one.make({ code: 'b' });
  const told = { name: 'NotPermittedError', code: 'not-permitted', object: 'Box' };
  await expect(one.store.save(box)).rejects.toMatchObject(told);
  await expect(one.store.destroy(box)).rejects.toMatchObject(told);
  await expect(one.store.create(made)).rejects.toMatchObject(told);
  expect(box.objWhatChanged().sort()).toEqual(['tags', 'title']);
  expect(await one.data(1)).toEqual({ id: 1, code: 'a', tags: ['x'] });
  await writer.store.create(made);
  expect(await one.data(2)).toEqual({ id: 2, code: 'b' });
});

it('a file that somebody wrote over is told as damaged', async () => {
  const file = join(folder, 'damaged.db');
  const whole = await database('damaged.db');
  const one = await Shelf.open(await expanded(whole, registry), registry);
  for (let i = 0; i < 200; i++) await one.create({ code: `code ${i}`, title: 'x'.repeat(100) });
  await run(whole, 'pragma wal_checkpoint(truncate)');
  await whole.close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill('!', 4096));
  const again = await database('damaged.db');
  const error: unknown = await Shelf.open(again, registry)
    .then((shelf) => shelf.get(1))
    .catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: 'database-unavailable',
    why: 'its file is damaged, or is no database',
  });
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
