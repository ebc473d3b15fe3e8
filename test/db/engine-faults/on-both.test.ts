// What goes wrong is told by its own name, the same on both engines, and leaves nothing half-written.

import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { sql } from 'kysely';
import { type Database, isStoreError } from '../../../src/db/index.js';
import { onEachEngine } from '../databases.js';
import { expanded, run, Shelf } from '../shelf.js';
import { boxesOf } from '../stored.js';

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
    const box = await one.create({ code: 'a', tags: ['x'] });
    await sql`create table uses (box_id bigint references boxes (id))`.execute(database.db);
    await run(database, 'insert into uses values (1)');
    await expect(one.store.destroy(box)).rejects.toMatchObject({
      name: 'ForeignKeyError',
      code: 'foreign-key',
    });
    expect(await one.data(1)).toMatchObject({ code: 'a', tags: ['x'] });
    await run(database, 'delete from uses');
    await one.store.destroy(box);
  });

  it('of tables that are not there says what to run', async () => {
    const one = await Shelf.open(await open(), registry);
    for (const call of [() => one.get(1), () => one.create({ code: 'a' })]) {
      await expect(call()).rejects.toMatchObject({ code: 'not-expanded', missing: 'boxes' });
    }
  });

  it('of a table that is missing is told within a transaction, which goes on', async () => {
    const { database, one } = await shelf();
    const kept = await one.create({ code: 'kept', tags: ['a'] });
    await run(database, 'drop table box_tags');
    Object.assign(kept, { title: 'x', tags: new Set(['b']) });
    const told = { code: 'not-expanded', object: 'Box', missing: 'box_tags' };
    await one.store.transaction(async (tx) => {
      const made = one.make({ code: 'new', tags: ['c'] });
      await expect(tx.create(made)).rejects.toMatchObject(told);
      await expect(tx.save(kept)).rejects.toMatchObject(told);
      await expect(tx.destroy(kept)).rejects.toMatchObject(told);
      await expect(tx.refresh(kept)).rejects.toMatchObject(told);
      await expect(one.get(1)).rejects.toMatchObject(told);
      await tx.create(one.make({ code: 'plain' }));
    });
    expect(await run(database, 'select code, title from boxes order by code')).toEqual([
      { code: 'kept', title: null },
      { code: 'plain', title: null },
    ]);
    expect(kept.objWhatChanged().sort()).toEqual(['tags', 'title']);
    await expanded(database, registry);
    // What was in the table is gone, and somebody is told so.
    await expect(one.store.save(kept)).rejects.toMatchObject({
      code: 'lost-race',
      fields: ['tags'],
    });
    await one.store.refresh(kept);
    Object.assign(kept, { title: 'x', tags: new Set(['b']) });
    await one.store.save(kept);
    expect(await one.data(1)).toMatchObject({ title: 'x', tags: ['b'] });
  });

  it('of a value that is too long for an index is no fault of the next', async () => {
    const { database, one } = await shelf();
    const long = randomBytes(500_000).toString('hex');
    const box = await one.create({ code: 'a', title: 'x', labels: { [long]: long } });
    Object.assign(box, { nickname: long });
    await one.store.save(box);
    expect(await one.data(1)).toMatchObject({ nickname: long, labels: { [long]: long } });
    Object.assign(box, { code: long });
    if (database.engine === 'sqlite') await one.store.save(box);
    else {
      await expect(one.store.save(box)).rejects.toMatchObject({ code: 'value-not-storable' });
      expect(box.objWhatChanged()).toEqual(['code']);
      expect(await one.data(1)).toMatchObject({ code: 'a' });
    }
  });

  it('of a value that its own guard refuses is no error of ours, and leaves nothing', async () => {
    const { database, one } = await shelf();
    const refuse = {
      sqlite: `create trigger no before insert on box_ports begin select raise(abort, 'no'); end`,
      postgres: `alter table box_ports add constraint no check (port < 0)`,
    };
    await run(database, refuse[database.engine]);
    const box = await one.create({ code: 'a', tags: ['x'] });
    Object.assign(box, { title: 'new', tags: new Set(['y']), ports: [1] });
    const refused: unknown = await one.store.save(box).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    expect(isStoreError(refused)).toBe(false);
    expect(await one.data(1)).toEqual({ id: 1, code: 'a', tags: ['x'] });
    Object.assign(box, { ports: null });
    await one.store.save(box);
    expect(await one.data(1)).toMatchObject({ title: 'new', tags: ['y'], ports: null });
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
