// What else may be with a row: objects of every age inside, no label, callers who send only what they changed, its end.

import { expect, it } from 'vitest';
import type { Database } from '../../src/db/index.js';
import { onEachEngine } from './databases.js';
import { dataOf, expanded, rawRow, run, Shelf } from './shelf.js';
import { boxesOf, RELEASES } from './stored.js';
import { FULL, LID } from './values-of-boxes.js';

const [v0, v1, v2, v3] = await Promise.all([
  boxesOf('db-row-lives-0', RELEASES[0]),
  boxesOf('db-row-lives-1', RELEASES[1]),
  boxesOf('db-row-lives-2', RELEASES[2]),
  boxesOf('db-row-lives-3'),
]);

onEachEngine('rows', (open) => {
  const fleet = async () => {
    const database: Database = await expanded(await open(), v3);
    const oldest = await Shelf.open(database, v0);
    const newest = await Shelf.open(database, v3);
    return { database, oldest, newest };
  };

  it('hold nested objects of every age, and leave them alone until they change', async () => {
    const { database, newest } = await fleet();
    const one = await Shelf.open(database, v1);
    await one.create({ code: 'a', lid: LID('red'), parts: [LID('blue')] });
    const two = await Shelf.open(database, v2);
    await two.change(1, { title: 'x' });
    expect((await rawRow(database, 'boxes', 1))['obj_version']).toBe('1.2 Lid=1.1');
    await newest.change(1, { title: 'y' });
    const box = await newest.get(1);
    await newest.store.save(box);
    expect(dataOf(box)).toMatchObject({ lid: LID('red', 0), parts: [LID('blue', 0)] });
    const before = await rawRow(database, 'boxes', 1);
    await run(
      database,
      `update boxes set parts = '[${JSON.stringify(LID('old'))}]', obj_version = '1.3' where id = 1`,
    );
    const aged = await newest.get(1);
    Object.assign(aged, { size: 8 });
    await newest.store.save(aged);
    const after = await rawRow(database, 'boxes', 1);
    expect(after['parts']).toContain('"versioned_object.version":"1.0"');
    expect(after['obj_version']).toBe('1.3');
    expect(after['lid']).toBe(before['lid']);
    const [part] = Reflect.get(aged, 'parts') as [Record<string, unknown>];
    part['colour'] = 'new';
    await newest.store.save(aged);
    expect((await rawRow(database, 'boxes', 1))['obj_version']).toBe('1.3 Lid=1.1');
    expect(await newest.data(1)).toMatchObject({ parts: [LID('new', 0)] });
  });

  it('that bear no label are of the version that the schema names', async () => {
    const { database, newest } = await fleet();
    await run(
      database,
      `insert into boxes (id, code, title, state, motto) values (7, 'bare', 'b', 'idle', 'm')`,
    );
    expect(await newest.data(7)).toMatchObject({ code: 'bare', state: 'ready', size: 1 });
    await newest.change(7, { size: 4 });
    expect((await rawRow(database, 'boxes', 7))['obj_version']).toBe('1.3');
    expect(await newest.data(7)).toMatchObject({ code: 'bare', title: 'b', size: 4 });
  });

  it('are changed by a caller who sends only what it changed', async () => {
    const { newest, oldest } = await fleet();
    await newest.create(FULL);
    const sent = newest.given({ id: 1, title: 'sent', ports: [9] }, ['title', 'ports']);
    await newest.store.save(sent);
    expect(await newest.data(1)).toEqual({ ...FULL, id: 1, title: 'sent', ports: [9] });
    expect(sent.objWhatChanged()).toEqual([]);
    expect(dataOf(sent)).toEqual({ id: 1, title: 'sent', ports: [9] });
    // The same through an older release's primitive.
    const old = newest.given({ id: 1, open: false, code: 'stale' }, ['open'], '1.0');
    await newest.store.save(old);
    expect(await newest.data(1)).toMatchObject({ is_open: false, code: 'full', size: 5 });
    expect(oldest.losses).toEqual([]);
  });

  it('are refreshed and taken away, and then are gone for everybody', async () => {
    const { database, newest } = await fleet();
    const box = await newest.create(FULL);
    await run(database, `update boxes set size = 77 where id = 1`);
    Object.assign(box, { title: 'never saved' });
    await newest.store.refresh(box);
    expect(dataOf(box)).toMatchObject({ size: 77, title: 'Ärmel' });
    expect(box.objWhatChanged()).toEqual([]);
    await newest.store.destroy(box);
    expect(await run(database, 'select * from box_tags')).toEqual([]);
    expect(await run(database, 'select * from box_ports')).toEqual([]);
    for (const gone of [
      () => newest.get(1),
      () => newest.store.refresh(box),
      () => newest.store.destroy(box),
      () => newest.store.save(Object.assign(box, { title: 'x' })),
    ]) {
      await expect(gone()).rejects.toMatchObject({ code: 'row-not-found', asked: 'id 1' });
    }
  });
});
