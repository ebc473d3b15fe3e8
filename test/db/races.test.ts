// Two at one row: what one has changed is never overwritten by another who has not seen it, and what they change in
// different places is both kept.

import { expect, it } from 'vitest';
import type { Database } from '../../src/db/index.js';
import { onEachEngine } from './databases.js';
import { expanded, rawRow, run, Shelf } from './shelf.js';
import { boxesOf, RELEASES } from './stored.js';

const newest = await boxesOf('db-races');
const oldest = await boxesOf('db-races-old', RELEASES[0]);

const BOX = {
  code: 'a',
  title: 't',
  state: 'ready',
  size: 1,
  is_open: true,
  tags: ['x'],
  ports: [1],
  labels: { a: 'b' },
};

onEachEngine('two at one row', (open) => {
  const two = async () => {
    const database: Database = await expanded(await open(), newest);
    const [one, other] = await Promise.all([
      Shelf.open(database, newest),
      Shelf.open(database, newest),
    ]);
    await one.create(BOX);
    const [mine, theirs] = [await one.get(1), await other.get(1)];
    return { database, one, other, mine, theirs };
  };

  it.each([
    ['a value', { title: 'mine' }, { title: 'theirs' }, ['title']],
    ['null', { title: 'mine' }, { title: null }, ['title']],
    ['a map', { labels: { a: 'mine' } }, { labels: { a: 'theirs' } }, ['labels']],
    ['a list in a table of its own', { ports: [2] }, { ports: [1, 1] }, ['ports']],
    ['a set in a table of its own', { tags: new Set() }, { tags: new Set(['y']) }, ['tags']],
  ])('cannot both change %s', async (_what, ours, other, fields) => {
    const { one, other: second, mine, theirs } = await two();
    Object.assign(theirs, other);
    await second.store.save(theirs);
    Object.assign(mine, ours);
    await expect(one.store.save(mine)).rejects.toMatchObject({
      code: 'lost-race',
      object: 'Box',
      key: '1',
      fields,
    });
    // What was changed is still changed, so that whoever refreshes it can decide anew.
    expect(mine.objWhatChanged()).toEqual(fields);
    expect(await one.data(1)).toEqual(await second.data(1));
  });

  it('both keep what they change in different fields', async () => {
    const { one, other, mine, theirs } = await two();
    Object.assign(theirs, { title: null, tags: new Set(['y']) });
    Object.assign(mine, { size: 2, ports: [2], seenAt: null });
    await Promise.all([other.store.save(theirs), one.store.save(mine)]);
    expect(await one.data(1)).toMatchObject({
      title: null,
      size: 2,
      tags: ['y'],
      ports: [2],
      seen_at: null,
    });
  });

  it('are told who lost when they save at the same moment', async () => {
    const { one, other, mine, theirs } = await two();
    Object.assign(theirs, { size: 2 });
    Object.assign(mine, { size: 3 });
    const saved = await Promise.allSettled([other.store.save(theirs), one.store.save(mine)]);
    expect(saved.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = saved.find((one) => one.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'lost-race' });
    const winner = saved[0].status === 'fulfilled' ? 2 : 3;
    expect(await one.data(1)).toMatchObject({ size: winner });
  });

  it('save again on the row as it is, where it was only migrated meanwhile', async () => {
    const { database, one, mine } = await two();
    const pinned = await Shelf.open(database, newest, RELEASES[0]);
    await pinned.change(1, { state: 'away', isOpen: false });
    Object.assign(mine, { title: 'mine' });
    await one.store.save(mine);
    expect(await one.data(1)).toMatchObject({
      ...BOX,
      title: 'mine',
      state: 'away',
      is_open: false,
    });
    expect((await rawRow(database, 'boxes', 1))['obj_version']).toBe('1.3');
  });

  it('do not both win when one of them crosses versions', async () => {
    const { database, one, mine } = await two();
    const pinned = await Shelf.open(database, newest, RELEASES[0]);
    const theirs = await pinned.get(1);
    Object.assign(mine, { state: 'gone' });
    await one.store.save(mine);
    Object.assign(theirs, { state: 'away' });
    await expect(pinned.store.save(theirs)).rejects.toMatchObject({ fields: ['state'] });
    expect(await one.data(1)).toMatchObject({ state: 'gone' });
  });

  it('see a row go while they hold it', async () => {
    const { one, other, mine, theirs } = await two();
    await other.store.destroy(theirs);
    Object.assign(mine, { title: 'x' });
    await expect(one.store.save(mine)).rejects.toMatchObject({ code: 'row-not-found' });
    expect(mine.objWhatChanged()).toEqual(['title']);
  });

  it('know their own saves: one after the other needs no refresh', async () => {
    const { one, mine } = await two();
    for (const title of ['a', 'b', null, 'c']) {
      Object.assign(mine, { title, size: (title ?? '').length });
      await one.store.save(mine);
    }
    expect(await one.data(1)).toMatchObject({ title: 'c', size: 1 });
  });

  it('keep a change that was made while a save was under way', async () => {
    const { one, mine } = await two();
    Object.assign(mine, { title: 'first', size: 2 });
    const saving = one.store.save(mine);
    Object.assign(mine, { title: 'second' });
    await saving;
    expect(await one.data(1)).toMatchObject({ title: 'first', size: 2 });
    expect(mine.objWhatChanged()).toEqual(['title']);
    await one.store.save(mine);
    expect(await one.data(1)).toMatchObject({ title: 'second' });
  });

  it('of which one saw some fields alone are held to those', async () => {
    const { database, one } = await two();
    const query = {
      where: undefined,
      order: [{ field: 'id', direction: 'asc' }],
      limit: undefined,
      after: undefined,
      fields: ['title'],
    } as const;
    const [part] = await one.store.list(one.type, query);
    if (part === undefined) throw new Error('no row');
    await run(database, `update boxes set size = 9 where id = 1`);
    Object.assign(part, { title: 'x', size: 5 });
    await one.store.save(part);
    expect(await one.data(1)).toMatchObject({ title: 'x', size: 5, state: 'ready' });
    const [again] = await one.store.list(one.type, query);
    await run(database, `update boxes set title = 'theirs' where id = 1`);
    if (again === undefined) throw new Error('no row');
    Object.assign(again, { title: 'mine' });
    await expect(one.store.save(again)).rejects.toMatchObject({ fields: ['title'] });
  });

  it('do not write for a release that the table was contracted past', async () => {
    const database = await expanded(await open(), newest);
    const old = await Shelf.open(database, oldest);
    await old.create({ code: 'a' });
    const box = await old.get(1);
    await run(database, `insert into backlevel_tables (name, oldest) values ('boxes', '1.3')`);
    Object.assign(box, { title: 'x' });
    const told = { code: 'label-too-old', label: '1.0', oldest: '1.3' };
    await expect(old.store.save(box)).rejects.toMatchObject(told);
    await expect(old.create({ code: 'b' })).rejects.toMatchObject(told);
    expect(await run(database, 'select title from boxes')).toEqual([{ title: null }]);
  });
});
