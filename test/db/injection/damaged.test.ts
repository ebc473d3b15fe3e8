// Rows that somebody damaged by hand, or filled with what a process had not written: each is read as what it says, or refused
// by an error that names it; nothing of it is ever run, or written through a prototype.

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '../../../src/db/index.js';
import { onEachEngine } from '../databases.js';
import { expanded, run, Shelf } from '../shelf.js';
import { bagsOf } from './bags.js';
import { KEYS, NAMES, TEXTS } from './hostile.js';

const registry = await bagsOf('db-injection-damaged');

onEachEngine('a row that somebody damaged', (open) => {
  const shelf = async (): Promise<{ readonly database: Database; readonly one: Shelf }> => {
    const database = await expanded(await open(), registry);
    return { database, one: await Shelf.open(database, registry) };
  };

  it('is refused by its label, whatever stands there, and leaves the others to be read', async () => {
    const { database, one } = await shelf();
    await one.create({ name: 'a' });
    await one.create({ name: 'b' });
    const box = await one.get(1);
    const isNone = (text: string): boolean => text !== '1.1 Odd=9.9';
    for (const label of [
      ...TEXTS.filter(isNone),
      ...NAMES,
      '1.1 Bag',
      '1.1 __proto__',
      '01.1',
      '1.1\n',
    ]) {
      await sql`update bags set obj_version = ${label} where id = 1`.execute(database.db);
      const told = { code: 'damaged-row', table: 'bags', key: '1', label };
      await expect(one.get(1), label).rejects.toMatchObject(told);
      Object.assign(box, { note: label });
      await expect(one.store.save(box), label).rejects.toMatchObject(told);
      expect(await one.data(2)).toEqual({ id: 2, name: 'b' });
    }
    const rows = await run(database, 'select note from bags where note is not null');
    expect(rows).toEqual([]);
    // A name that nothing here has is of an object that was once stored in it.
    for (const inside of ['__proto__=1.0', 'constructor=9.9', `a"b=1.0`]) {
      const label = `1.1 ${inside}`;
      await sql`update bags set obj_version = ${label} where id = 1`.execute(database.db);
      await one.change(1, { note: inside });
      expect(await one.data(1)).toEqual({ id: 1, name: 'a', note: inside });
      expect(await run(database, 'select obj_version from bags where id = 1')).toEqual([
        { obj_version: label },
      ]);
    }
  });

  it('says nothing by words of its state that mean nothing', async () => {
    const { database, one } = await shelf();
    await one.create({ name: 'a', note: 'n', labels: { a: 'b' }, steps: ['x'] });
    await run(database, 'update bags set obj_state = null');
    const before = await one.data(1);
    const words = [...TEXTS, ...NAMES, ...KEYS];
    for (const word of words.flatMap((text) => [text, ` +${text} `, ` -${text} `, ` ~${text} `])) {
      await sql`update bags set obj_state = ${word} where id = 1`.execute(database.db);
      expect(await one.data(1), word).toEqual(before);
    }
    await one.change(1, { note: 'o', steps: ['y'] });
    expect(await one.data(1)).toEqual({ ...before, note: 'o', steps: ['y'] });
  });

  it.each([
    [`update bags set seen_at = 'infinity'`, 'seen_at', 'postgres'],
    [`update bags set seen_at = '4713-01-01 BC'`, 'seen_at', 'postgres'],
    [`update bags set large = 'NaN'`, 'large', 'postgres'],
    [`update bags set large = 1.5`, 'large', 'postgres'],
    [`update bags set weight = 'NaN'`, 'weight', 'postgres'],
    [`update bags set weight = '-Infinity'`, 'weight', 'postgres'],
    [`update bags set seen_at = 'soon'`, 'seen_at', 'sqlite'],
    [`update bags set seen_at = 12`, 'seen_at', 'sqlite'],
    [`update bags set large = 'many'`, 'large', 'sqlite'],
    [`update bags set large = x'00ff'`, 'large', 'sqlite'],
    [`update bags set weight = 9e999`, 'weight', 'sqlite'],
    [`update bags set weight = 'heavy'`, 'weight', 'sqlite'],
    [`update bags set is_open = 2`, 'is_open', 'sqlite'],
    [`update bags set is_open = 'true'`, 'is_open', 'sqlite'],
    [`update bags set name = x'ff'`, 'name', 'sqlite'],
    [`update bags set size = 1.5`, 'size', 'sqlite'],
    [`update bags set photo = 'text'`, 'photo', 'sqlite'],
    [`update bags set extra = '{'`, 'extra', 'sqlite'],
    [`update bags set extra = x'7b7d'`, 'extra', 'sqlite'],
    [`update bags set size = 9223372036854775807`, 'size', undefined],
    [`update bags set kind = 'softer'`, 'kind', undefined],
    [`update bags set token = 'no uuid'`, 'token', undefined],
    [`update bag_labels set value = null`, 'labels', undefined],
    [`update bag_steps set value = null`, 'steps', undefined],
  ])(
    'is told with the field that has no value of its own: %s',
    async (statement, field, engine) => {
      const { database, one } = await shelf();
      if (engine !== undefined && engine !== database.engine) return;
      await one.create({ name: 'a', kind: 'soft', labels: { a: 'b' }, steps: ['x'], extra: {} });
      await run(database, statement);
      const error: unknown = await one.get(1).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'damaged-row', table: 'bags', key: '1' });
      expect(String(error)).toContain(field);
    },
  );

  it('is at the time that its text says, whatever zone the machine is in', async () => {
    const { database, one } = await shelf();
    await one.create({ name: 'a' });
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    try {
      const texts = [
        '2024-07-01 12:00:00',
        '2024-07-01T14:00:00+02:00',
        '2024-07-01T12:00:00.000Z',
      ];
      for (const text of database.engine === 'sqlite' ? texts : texts.slice(1)) {
        await run(database, `update bags set seen_at = '${text}'`);
        expect(await one.data(1)).toMatchObject({ seen_at: '2024-07-01T12:00:00Z' });
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('has the elements that its side tables have, in the order of their places', async () => {
    const { database, one } = await shelf();
    await one.create({ name: 'a', steps: ['x'], labels: {}, tags: [] });
    await run(database, `update bag_steps set place = 7`);
    await run(database, `insert into bag_steps (owner, place, value) values (1, -1, ''';--')`);
    for (const key of KEYS) {
      await sql`insert into bag_labels (owner, place, value) values (1, ${key}, ${key})`.execute(
        database.db,
      );
      await sql`insert into bag_tags (owner, value) values (1, ${key})`.execute(database.db);
    }
    const { steps, labels, tags } = await one.data(1);
    expect(steps).toEqual([`';--`, 'x']);
    expect(Object.entries(labels as object)).toEqual([...KEYS].sort().map((key) => [key, key]));
    expect(tags).toEqual([...KEYS].sort());
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
    await one.change(1, { steps: ['y'] });
    expect(await run(database, 'select place, value from bag_steps')).toHaveLength(1);
  });
});
