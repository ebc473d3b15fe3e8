// Whatever a value is, it goes through as data or is refused before anything is written, by both engines alike.

import { expect, it } from 'vitest';
import { cratesOf } from './crates.js';
import { onEachEngine } from './databases.js';
import { expanded, run, Shelf } from './shelf.js';
import { boxesOf, modelOf } from './stored.js';
import { registryOf } from '../support/generated.js';

const boxes = await boxesOf('db-values-boxes');
const crates = await cratesOf('db-values-crates');

/** Names that SQL and JavaScript have other plans for. */
const HOSTILE = await registryOf(
  'db-values-hostile',
  modelOf(`
object: Select
version: "1.1"
fields:
  id: integer
  constructor: string
  order: integer?
  to_string: string?
  table: map<string>
  key_: set<string>
storage:
  table: or.der
  key: id
  unique: [constructor, [order, to_string]]
  indexes: [to_string]
  columns:
    constructor: { column: 'a"b''c.d;--' }
    to_string: { column: "toString" }
    table: { table: select, owner: from, place: where, value: group }
    key_: { table: 'x".y;--', owner: 'a"b', value: "$1" }
history:
  "1.1":
    - rename: prototype
      to: constructor
  "1.0": First version
`),
);

const TEXTS = [
  '',
  ' ',
  "'; drop table boxes; --",
  '"boxes"',
  '%_\\',
  '$1 ? :name @p {}',
  'null',
  'Ä\u0301 \u{1F600} \u202E \uFEFF',
  '\n\r\t\u0001\u007F',
  'x'.repeat(100_000),
];

onEachEngine('values', (open) => {
  const boxShelf = async () => Shelf.open(await expanded(await open(), boxes), boxes);

  it.each(TEXTS)('that are hostile texts come back as they are: %j', async (text) => {
    const shelf = await boxShelf();
    const values = {
      code: text,
      title: text,
      labels: { [text]: text },
      tags: [text],
      nickname: text,
    };
    await shelf.create(values);
    expect(await shelf.data(1)).toEqual({ id: 1, ...values });
    expect(await shelf.store.get(shelf.type, { code: text })).toBeDefined();
    const [found] = await shelf.store.list(shelf.type, {
      where: { kind: 'eq', field: 'title', value: text },
      order: [{ field: 'id', direction: 'asc' }],
      limit: 1,
      after: undefined,
      fields: undefined,
    });
    expect(found).toBeDefined();
  });

  it('stand in tables and columns of any name', async () => {
    const shelf = await Shelf.open(await expanded(await open(), HOSTILE), HOSTILE);
    const values = {
      constructor: 'c',
      order: 1,
      to_string: 't',
      table: { ['__proto__']: 'p', toString: 's' },
      key_: ['k'],
    };
    await shelf.create(values);
    expect(await shelf.data(1)).toEqual({ id: 1, ...values });
    await shelf.change(1, { order: null, table: { a: 'b' }, key: new Set(['l']) });
    expect(await shelf.data(1)).toEqual({
      id: 1,
      ...values,
      order: null,
      table: { a: 'b' },
      key_: ['l'],
    });
    const other = shelf.create({ constructor: 'c' });
    await expect(other).rejects.toMatchObject({
      code: 'unique-violation',
      fields: ['constructor'],
    });
  });

  it.each([
    ['integers', { size: 2 ** 53 - 1 }],
    ['negative integers', { size: -(2 ** 53) + 1 }],
    ['floats', { weight: 1.7976931348623157e308 }],
    ['small floats', { weight: -5e-324 }],
    ['floats without an end', { weight: 0.1 + 0.2 }],
    ['bigints', { big: `-${'9'.repeat(60)}` }],
    ['the first time', { seen_at: '0001-01-01T00:00:00Z' }],
    ['the last time', { seen_at: '9999-12-31T23:59:59.999Z' }],
    ['times before 1970', { seen_at: '1883-11-18T12:03:58.001Z' }],
    ['bytes', { photo: Buffer.from([0, 1, 39, 92, 255]).toString('base64') }],
    ['no bytes', { photo: '' }],
  ])('at the edge come back to the bit, and are guarded: %s', async (_what, values) => {
    const shelf = await boxShelf();
    await shelf.create({ code: 'a', ...values });
    expect(await shelf.data(1)).toEqual({ id: 1, code: 'a', ...values });
    const box = await shelf.get(1);
    const [property] = Object.keys(shelf.type.fields.find(({ name }) => name in values) ?? {});
    expect(property).toBeDefined();
    // A save that is guarded by the value: it must still be the same to the engine.
    Object.assign(box, {
      size: 7,
      weight: 7,
      big: 7n,
      seenAt: new Date(7),
      photo: new Uint8Array([7]),
    });
    await shelf.store.save(box);
    expect(await shelf.data(1)).toMatchObject({ size: 7, weight: 7, big: '7', photo: 'Bw==' });
  });

  it.each<[{ title?: string; tags?: string[] }, string]>([
    [{ title: 'a\u0000b' }, 'title'],
    [{ title: '\u0000' }, 'title'],
    [{ tags: ['ok', 'a\u0000'] }, 'tags'],
    [{ title: 'half \uD83D' }, 'title'],
  ])(
    'that no text column holds are refused before anything is written: %j',
    async (values, field) => {
      const shelf = await boxShelf();
      await shelf.create({ code: 'kept', title: 't' });
      const told = { code: 'value-not-storable', object: 'Box', field };
      await expect(shelf.create({ code: 'new', ...values })).rejects.toMatchObject(told);
      const box = await shelf.get(1);
      Object.assign(box, { size: 3 }, values.tags ? { tags: new Set(values.tags) } : values);
      await expect(shelf.store.save(box)).rejects.toMatchObject(told);
      const all = await shelf.store.list(shelf.type, {
        where: undefined,
        order: [{ field: 'id', direction: 'asc' }],
        limit: undefined,
        after: undefined,
        fields: undefined,
      });
      expect(all.map((one) => Reflect.get(one, 'code') as string)).toEqual(['kept']);
      expect(await shelf.data(1)).toEqual({ id: 1, code: 'kept', title: 't' });
    },
  );

  it('in JSON may be any text', async () => {
    const shelf = await boxShelf();
    const labels = { '\u0000': '\u0000', half: '\uD83D', ['__proto__']: '{"a":1}' };
    await shelf.create({ code: 'a', labels });
    expect(await shelf.data(1)).toEqual({ id: 1, code: 'a', labels });
    const box = await shelf.get(1);
    Object.assign(box, { labels: {} });
    await shelf.store.save(box);
    expect(await shelf.data(1)).toMatchObject({ labels: {} });
  });

  it('in JSON may be any value, in a column of texts too', async () => {
    const shelf = await Shelf.open(await expanded(await open(), crates), crates);
    const configs = ['5', 5, true, '', 'null', [], {}, { a: [null, { b: '"' }] }, 1e300];
    for (const [i, config] of configs.entries()) {
      await shelf.create({ id: `c${i}`, serial: String(i), config });
      expect(await shelf.data(`c${i}`)).toEqual({ id: `c${i}`, serial: String(i), config });
    }
  });

  it('of more than 64 bits are refused where a column has so many', async () => {
    const shelf = await Shelf.open(await expanded(await open(), crates), crates);
    const told = { code: 'value-not-storable', field: 'serial' };
    for (const serial of ['9223372036854775808', '-9223372036854775809']) {
      await expect(shelf.create({ id: 'c', serial })).rejects.toMatchObject(told);
    }
  });

  it('edited in place are checked before they are written', async () => {
    const shelf = await boxShelf();
    const box = await shelf.create({ code: 'a', ports: [1] });
    const ports = Reflect.get(box, 'ports') as unknown[];
    ports.push('no port');
    await expect(shelf.store.save(box)).rejects.toMatchObject({
      code: 'invalid-value',
      path: 'Box.ports[1]',
    });
    ports.pop();
    ports.push(2);
    await shelf.store.save(box);
    expect(await shelf.data(1)).toMatchObject({ ports: [1, 2] });
  });

  it.each([
    [`update boxes set obj_version = 'x'`, 'damaged-row'],
    [`update boxes set obj_version = ''`, 'damaged-row'],
    [`update boxes set obj_version = '1.3 Lid'`, 'damaged-row'],
    [`update boxes set obj_version = '1.3.1'`, 'damaged-row'],
    [`update boxes set obj_version = '0.9'`, 'damaged-row'],
    [`update boxes set obj_version = '1.4'`, 'incompatible-version'],
    [`update boxes set obj_version = '2.0'`, 'incompatible-version'],
    [`update boxes set obj_version = '1.3 Lid=1.2'`, 'incompatible-version'],
    [`update boxes set state = 'nowhere'`, 'damaged-row'],
    [`update boxes set size = 9007199254740993`, 'damaged-row'],
    [`update boxes set big = null, code = null, photo = null`, undefined],
  ])(
    'that somebody else put there are told with their row, or read: %s',
    async (statement, code) => {
      const database = await expanded(await open(), boxes);
      const shelf = await Shelf.open(database, boxes);
      await shelf.create({ code: 'a', state: 'ready', size: 1, big: '1' });
      await run(database, statement);
      if (code === undefined) expect(await shelf.data(1)).toMatchObject({ state: 'ready' });
      else {
        const where = code === 'damaged-row' ? { table: 'boxes', key: '1' } : {};
        await expect(shelf.get(1)).rejects.toMatchObject({
          code,
          object: expect.any(String) as unknown,
          ...where,
        });
      }
    },
  );
});
