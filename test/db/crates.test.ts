// Rows where data moves: hooks, maps that fields come out of, copies, columns that became tables. An older column wins
// over what was derived from it, a newer one over what an upgrade would only fill in.

import { expect, it } from 'vitest';
import { CRATE_RELEASES, cratesOf } from './crates.js';
import { onEachEngine } from './databases.js';
import { expanded, rawRow, run, Shelf } from './shelf.js';

const releases = await Promise.all(
  CRATE_RELEASES.map((release, i) => cratesOf(`db-crates-${i}`, release)),
);
const newest = await cratesOf('db-crates');

const OLD = {
  id: 'c',
  serial: '9223372036854775807',
  label: 'l',
  owner: 'Ada King Lovelace',
  extra: { rack: 'r7', row: '1' },
  notes: { a: '1', ['__proto__']: 'hostile', constructor: 'x' },
  colour: 'red',
  config: { deep: [1, null, 'x'] },
  lids: [],
};

onEachEngine('rows whose data moves', (open) => {
  const fleet = async () => {
    const database = await expanded(await open(), newest);
    const at = (i: number): Promise<Shelf> => Shelf.open(database, releases[i] ?? newest);
    const pinned = (i: number): Promise<Shelf> => Shelf.open(database, newest, CRATE_RELEASES[i]);
    return { database, at, pinned, now: await Shelf.open(database, newest) };
  };

  it('are read through hooks and moves, whole and in part', async () => {
    const { at, now } = await fleet();
    await (await at(0)).create(OLD);
    const { colour, owner, ...same } = OLD;
    expect([colour, owner]).toEqual(['red', 'Ada King Lovelace']);
    expect(await now.data('c')).toEqual({
      ...same,
      alias: 'l',
      rack: 'r7',
      first: 'Ada',
      last: 'King Lovelace',
      extra: { row: '1' },
    });
  });

  it('become new and old again without a word lost', async () => {
    const { database, at, pinned, now } = await fleet();
    const oldest = await at(0);
    await oldest.create(OLD);
    await now.change('c', { config: 'plain' });
    expect(
      await run(database, 'select owner, place, value from crate_notes order by place'),
    ).toEqual([
      { owner: 'c', place: '__proto__', value: 'hostile' },
      { owner: 'c', place: 'a', value: '1' },
      { owner: 'c', place: 'constructor', value: 'x' },
    ]);
    const raw = await rawRow(database, 'crates', 'c');
    expect(raw).toMatchObject({
      first: 'Ada',
      rack: 'r7',
      extra: '{"row":"1"}',
      config: '"plain"',
    });
    expect(raw['obj_state']).toBe(' +colour@1.0 ');
    await (await pinned(0)).change('c', { first: 'Augusta' });
    expect(await oldest.data('c')).toEqual({
      ...OLD,
      owner: 'Augusta King Lovelace',
      config: 'plain',
    });
  });

  it('keep a copy that was changed, and copy again where none was written', async () => {
    const { at, pinned, now } = await fleet();
    await (await at(3)).create({ id: 'c', serial: '1', label: 'one' });
    expect(await now.data('c')).toMatchObject({ alias: 'one' });
    await (await at(3)).change('c', { label: 'two' });
    expect(await now.data('c')).toMatchObject({ alias: 'two' });
    await now.change('c', { alias: 'mine' });
    await (await pinned(3)).change('c', { label: 'three' });
    expect(await now.data('c')).toMatchObject({ label: 'three', alias: 'mine' });
  });

  it('keep both halves of a name when an older writer changes something else', async () => {
    const { at, pinned, now } = await fleet();
    await now.create({ id: 'c', serial: '1', first: 'Ada', last: 'Lovelace', notes: { a: 'b' } });
    await (await pinned(1)).change('c', { label: 'x' });
    await (await at(1)).change('c', { owner: 'Grace Hopper' });
    expect(await now.data('c')).toMatchObject({
      first: 'Grace',
      last: 'Hopper',
      notes: { a: 'b' },
    });
  });

  it('take a rack out of the map and put it back, with what others put there meanwhile', async () => {
    const { at, pinned, now } = await fleet();
    await now.create({ id: 'c', serial: '1', rack: 'r1', extra: { row: '1' } });
    await (await pinned(2)).change('c', { label: 'x' });
    const two = await at(2);
    expect(await two.data('c')).toMatchObject({ extra: { rack: 'r1', row: '1' } });
    await two.change('c', { extra: { rack: 'r2', row: '2' } });
    expect(await now.data('c')).toMatchObject({ rack: 'r2', extra: { row: '2' } });
    await two.change('c', { extra: { row: '3' } });
    // Who took it out of the map meant it: the column that was made of it does not bring it back.
    expect(await now.data('c')).toMatchObject({ extra: { row: '3' }, rack: null });
  });

  it('are found by a key that is a text and by 64 bits, whatever they are', async () => {
    const { now } = await fleet();
    const hostile = `'; drop table crates; -- "\\ \u{1F600}`;
    await now.create({ id: hostile, serial: '-9223372036854775808' });
    const found = await now.store.get(now.type, { serial: '-9223372036854775808' });
    expect(Reflect.get(found, 'id')).toBe(hostile);
    expect(Reflect.get(found, 'serial')).toBe(-9223372036854775808n);
    await now.store.destroy(found);
    await expect(now.get(hostile)).rejects.toMatchObject({ code: 'row-not-found' });
  });

  it('without a label are damaged where the schema names no version for such', async () => {
    const { database, now } = await fleet();
    await run(database, `insert into crates (id, serial) values ('c', 1)`);
    await expect(now.get('c')).rejects.toMatchObject({
      code: 'damaged-row',
      table: 'crates',
      key: 'c',
      label: null,
    });
  });
});
