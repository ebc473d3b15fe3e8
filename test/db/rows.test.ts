// Rows of several versions behind objects of one: what one release wrote and another changed is what each of them reads,
// and nothing that a process cannot see is lost by it.

import { expect, it } from 'vitest';
import type { Database } from '../../src/db/index.js';
import { onEachEngine } from './databases.js';
import { expanded, rawRow, run, Shelf } from './shelf.js';
import { boxesOf, RELEASES } from './stored.js';
import { FULL, FULL_OLD, LID } from './values-of-boxes.js';

const [v0, v3] = await Promise.all([boxesOf('db-rows-0', RELEASES[0]), boxesOf('db-rows-3')]);

onEachEngine('rows', (open) => {
  const fleet = async () => {
    const database: Database = await expanded(await open(), v3);
    const oldest = await Shelf.open(database, v0);
    const newest = await Shelf.open(database, v3);
    const pinned = await Shelf.open(database, v3, RELEASES[0]);
    return { database, oldest, newest, pinned };
  };

  it('give back every value, null and unset field as it was', async () => {
    const { newest } = await fleet();
    await newest.create(FULL);
    expect(await newest.data(1)).toEqual({ id: 1, ...FULL });
    const nulls = { title: null, weight: null, seen_at: null, photo: null, nickname: null };
    await newest.create({ code: 'nulls', ...nulls, ports: null, lid: null });
    expect(await newest.data(2)).toEqual({
      id: 2,
      code: 'nulls',
      ...nulls,
      ports: null,
      lid: null,
    });
    await newest.create({ code: 'unset' });
    expect(await newest.data(3)).toEqual({ id: 3, code: 'unset' });
    await newest.create({ code: 'empty', ports: [], tags: [], labels: {}, parts: [] });
    expect(await newest.data(4)).toEqual({
      id: 4,
      code: 'empty',
      ports: [],
      tags: [],
      labels: {},
      parts: [],
    });
  });

  it('go from null to unset to a value and back by saves alone', async () => {
    const { database, newest } = await fleet();
    const box = await newest.create({ code: 'a', title: null, ports: null });
    expect((await rawRow(database, 'boxes', 1))['obj_state']).toContain(' ~box_ports ');
    Object.assign(box, { title: 'x', ports: [1] });
    await newest.store.save(box);
    expect(await newest.data(1)).toEqual({ id: 1, code: 'a', title: 'x', ports: [1] });
    Object.assign(box, { title: null, ports: null, nickname: null });
    await newest.store.save(box);
    const now = { id: 1, code: 'a', title: null, ports: null, nickname: null };
    expect(await newest.data(1)).toEqual(now);
    expect(box.objWhatChanged()).toEqual([]);
  });

  it('are made with the columns of the version that is written, and no other', async () => {
    const { database, pinned, oldest } = await fleet();
    await pinned.create(FULL);
    const raw = await rawRow(database, 'boxes', 1);
    expect(raw['obj_version']).toBe('1.0 Lid=1.0');
    expect(raw).toMatchObject({ open: '1', state: 'idle', motto: 'none', is_open: null });
    expect(raw).toMatchObject({ size: null, weight: null, nickname: null, origin: null });
    expect(await oldest.data(1)).toMatchObject({ open: true, state: 'idle', lid: LID('red') });
  });

  it('of an older release are read with what is new filled in', async () => {
    const { oldest, newest } = await fleet();
    await oldest.create(FULL_OLD);
    expect(await newest.data(1)).toEqual({
      id: 1,
      code: 'old',
      title: 't',
      state: 'ready',
      size: 1,
      weight: null,
      big: '7',
      is_open: false,
      origin: 'unknown',
      labels: {},
      tags: ['x'],
      ports: [1],
      lid: LID('red', 0),
    });
  });

  it('keep what an older writer cannot see, and take what it changed', async () => {
    const { database, oldest, newest } = await fleet();
    await newest.create(FULL);
    await expect(oldest.get(1)).rejects.toMatchObject({ code: 'incompatible-version' });
    // A process of the new code that is pinned to the old release writes for the old one.
    const pinned = await Shelf.open(database, v3, RELEASES[0]);
    await pinned.change(1, { isOpen: false });
    const raw = await rawRow(database, 'boxes', 1);
    expect(raw['obj_version']).toBe('1.0 Lid=1.0');
    expect(raw).toMatchObject({ open: '0', is_open: '1', size: '5', nickname: 'n' });
    await oldest.change(1, { title: 'by the oldest', state: 'gone' });
    expect(await newest.data(1)).toEqual({
      ...FULL,
      id: 1,
      title: 'by the oldest',
      state: 'gone',
      is_open: false,
      // What is nested was written for the old release: that is a loss, and was told.
      lid: LID('red', 0),
      parts: [LID('blue', 0), LID('green', 0)],
    });
    expect(pinned.losses.map(({ path }) => path).sort()).toEqual([
      'Box.lid.shine',
      'Box.parts[1].shine',
    ]);
  });

  it('do not bring stale values back to life when they become new again', async () => {
    const { database, oldest, newest, pinned } = await fleet();
    await newest.create(FULL);
    await pinned.change(1, { isOpen: false });
    await oldest.change(1, { state: 'away' });
    await newest.change(1, { size: 6 });
    const raw = await rawRow(database, 'boxes', 1);
    expect(raw).toMatchObject({
      obj_version: '1.3 Lid=1.1',
      is_open: '0',
      state: 'away',
      size: '6',
    });
    expect(await newest.data(1)).toMatchObject({ is_open: false, state: 'away', nickname: 'n' });
  });

  it('give a field that was removed back to those who still have it', async () => {
    const { database, oldest, newest, pinned } = await fleet();
    await oldest.create(FULL_OLD);
    await newest.change(1, { title: 'new' });
    const raw = await rawRow(database, 'boxes', 1);
    expect(raw).toMatchObject({ motto: 'semper', obj_version: '1.3 Lid=1.1' });
    expect(raw['obj_state']).toContain(' +motto@1.0 ');
    await pinned.change(1, { title: 'old again' });
    expect(await oldest.data(1)).toMatchObject({ motto: 'semper', title: 'old again' });
  });

  it('tell of what is unset through every change of version', async () => {
    const { oldest, newest, pinned } = await fleet();
    await newest.create({ code: 'a', state: 'ready', weight: 1 });
    await pinned.change(1, { state: 'away' });
    expect(await oldest.data(1)).toEqual({ id: 1, code: 'a', state: 'away', motto: 'none' });
    // The size was unset by one who knew it: that is no reason to fill it in.
    expect(await newest.data(1)).toEqual({ id: 1, code: 'a', state: 'away', weight: 1 });
  });

  it('are written only where something changed', async () => {
    const { database, newest } = await fleet();
    await newest.create(FULL);
    const box = await newest.get(1);
    await run(database, `update boxes set origin = 'by another' where id = 1`);
    Object.assign(box, { title: 'mine' });
    await newest.store.save(box);
    expect(await newest.data(1)).toMatchObject({ title: 'mine', origin: 'by another' });
    await run(database, `update boxes set title = 'theirs' where id = 1`);
    // Nothing has changed: nothing is written, and nothing is compared.
    await newest.store.save(box);
    expect(await newest.data(1)).toMatchObject({ title: 'theirs' });
  });

  it('of a pin are written only where something changed, whatever the way down makes of the rest', async () => {
    const { database } = await fleet();
    const pinned = await Shelf.open(database, v3, RELEASES[2]);
    await pinned.create({ ...FULL, title: null });
    expect((await rawRow(database, 'boxes', 1))['title']).toBe('');
    const box = await pinned.get(1);
    await run(database, `update boxes set title = 'by another' where id = 1`);
    Object.assign(box, { size: 9 });
    await pinned.store.save(box);
    expect(await pinned.data(1)).toMatchObject({ title: 'by another', size: 9 });
    // What is nested is older than the pin, which is no reason to write it anew.
    await run(database, `update boxes set parts = '[${JSON.stringify(LID('old'))}]' where id = 1`);
    await pinned.change(1, { size: 10 });
    expect((await rawRow(database, 'boxes', 1))['parts']).toContain('"1.0"');
  });

  it('leave what a pin cannot say changed in the object, and say so', async () => {
    const { database, newest } = await fleet();
    const pinned = await Shelf.open(database, v3, RELEASES[2]);
    const box = await pinned.create({ code: 'a', size: 2, nickname: 'n', origin: 'there' });
    expect(box.objWhatChanged().sort()).toEqual(['nickname', 'origin']);
    expect(pinned.losses).toMatchObject([
      { path: 'Box.nickname', kind: 'drop', to: '1.2' },
      { path: 'Box.origin', kind: 'drop' },
    ]);
    Object.assign(box, { size: 3 });
    await pinned.store.save(box);
    expect(box.objWhatChanged().sort()).toEqual(['nickname', 'origin']);
    expect(await newest.data(1)).toMatchObject({ size: 3, origin: 'unknown' });
    await newest.store.save(box);
    expect(box.objWhatChanged()).toEqual([]);
    expect(await newest.data(1)).toMatchObject({ size: 3, origin: 'there', nickname: 'n' });
  });

  it('say nothing of losses where nothing is lost', async () => {
    const { newest, pinned } = await fleet();
    await newest.create({ ...FULL, lid: null, parts: [] });
    await pinned.change(1, { isOpen: false });
    // The nickname stays where it is, in its own column.
    expect(pinned.losses).toEqual([]);
    expect(await newest.data(1)).toMatchObject({ nickname: 'n', size: 5 });
  });
});
