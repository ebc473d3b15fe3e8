// What goes wrong is told by its own name, the same on both engines, and leaves nothing half-written.

import { expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Database } from '../../src/db/index.js';
import { onEachEngine } from './databases.js';
import { expanded, run, Shelf } from './shelf.js';
import { boxesOf } from './stored.js';

const registry = await boxesOf('db-faults');

onEachEngine('a fault', (open) => {
  const shelf = async (): Promise<{ database: Database; one: Shelf }> => {
    const database = await expanded(await open(), registry);
    return { database, one: await Shelf.open(database, registry) };
  };

  it('of a value that is taken names the fields', async () => {
    const { one } = await shelf();
    await one.create({ code: 'a' });
    const told = { name: 'UniqueViolationError', code: 'unique-violation', object: 'Box' };
    await expect(one.create({ code: 'a' })).rejects.toMatchObject({ ...told, fields: ['code'] });
    await expect(one.create({ code: 'b', id: 1 })).rejects.toMatchObject({
      ...told,
      fields: ['id'],
    });
    const other = await one.create({ code: 'c', tags: ['x'] });
    Object.assign(other, { code: 'a', tags: new Set(['y']) });
    await expect(one.store.save(other)).rejects.toMatchObject({ ...told, fields: ['code'] });
    expect(other.objWhatChanged().sort()).toEqual(['code', 'tags']);
    expect(await one.data(Reflect.get(other, 'id') as number)).toMatchObject({
      code: 'c',
      tags: ['x'],
    });
  });

  it('of a row that others refer to is told as that', async () => {
    const { database, one } = await shelf();
    const box = await one.create({ code: 'a' });
    await sql`create table uses (box_id bigint references boxes (id))`.execute(database.db);
    await run(database, 'insert into uses values (1)');
    await expect(one.store.destroy(box)).rejects.toMatchObject({
      name: 'ForeignKeyError',
      code: 'foreign-key',
    });
    expect(await one.data(1)).toMatchObject({ code: 'a' });
  });

  it('of tables that are not there says what to run', async () => {
    const one = await Shelf.open(await open(), registry);
    for (const call of [() => one.get(1), () => one.create({ code: 'a' })]) {
      await expect(call()).rejects.toMatchObject({ code: 'not-expanded', missing: 'boxes' });
    }
  });

  it('of a column that is not there is not taken for a field that is unset', async () => {
    const { database, one } = await shelf();
    await one.create({ code: 'a', nickname: 'n' });
    await run(database, 'alter table boxes drop column nickname');
    await expect(one.get(1)).rejects.toMatchObject({
      code: 'not-expanded',
      missing: 'column boxes.nickname',
    });
    await expect(one.create({ code: 'b', nickname: 'n' })).rejects.toMatchObject({
      code: 'not-expanded',
      missing: 'nickname',
    });
  });

  it('of a changed key is told, and not taken for another row', async () => {
    const { one } = await shelf();
    await one.create({ code: 'a' });
    await one.create({ code: 'b' });
    const box = await one.get(1);
    const id = box.$$type.byProperty.get('id');
    if (id === undefined) throw new Error('no id');
    box.$$put(id, 2);
    Object.assign(box, { title: 'x' });
    await expect(one.store.save(box)).rejects.toMatchObject({ code: 'read-only', field: 'id' });
  });

  it('of a key that is unset is told before anything is asked', async () => {
    const { one } = await shelf();
    const box = one.make({ title: 'x' });
    for (const call of ['save', 'destroy', 'refresh'] as const) {
      await expect(one.store[call](box)).rejects.toMatchObject({ code: 'field-unset' });
    }
  });
});
