// Whatever a caller asks with, it is a value in a statement, and the answer is rows or an error of ours: never one of a
// driver's, and never rows that were not asked for.

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import type { JsonValue } from '../../../src/core/json.js';
import { isStoreError, persist } from '../../../src/db/index.js';
import { LocalCalls, RequestContext } from '../../../src/rpc/index.js';
import { callStatic, isError } from '../../../src/runtime/index.js';
import { readQuery } from '../../../src/runtime/query-json.js';
import type { WireCondition } from '../../../src/runtime/query.js';
import { onEachEngine } from '../databases.js';
import { expanded, Shelf } from '../shelf.js';
import { bagsOf } from './bags.js';
import { KEYS, TEXTS, UNFIT } from './hostile.js';

const registry = await bagsOf('db-injection-queries');

onEachEngine('a query', (open) => {
  const shelf = async (): Promise<Shelf> => {
    const database = await expanded(await open(), registry);
    return Shelf.open(database, registry);
  };
  const list = async (one: Shelf, asked: object): Promise<string[]> => {
    const query = readQuery(one.type, { version: one.type.version, ...asked }, 'query');
    const found = await one.store.list(one.type, query);
    return found.map((object) => String(Reflect.get(object, 'name')));
  };
  const where = (condition: WireCondition): { readonly where: WireCondition } => ({
    where: condition,
  });

  it('finds each hostile text, and no other, by whatever it is compared with', async () => {
    const one = await shelf();
    for (const text of TEXTS) await one.create({ name: text, tags: [text], steps: [text] });
    const sorted = [...TEXTS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await list(one, { order: [{ field: 'name', direction: 'asc' }] })).toEqual(sorted);
    for (const [i, value] of sorted.entries()) {
      const field = 'name';
      expect(await list(one, where({ kind: 'eq', field, value }))).toEqual([value]);
      const begins = await list(one, where({ kind: 'startsWith', field, value }));
      expect(begins.sort()).toEqual(TEXTS.filter((text) => text.startsWith(value)).sort());
      const less = await list(one, where({ kind: 'lt', field, value }));
      expect(less).toHaveLength(i);
      const page = await list(one, {
        order: [{ field, direction: 'asc' }],
        after: [value, 0],
        limit: 2,
      });
      // The key of no row is 0, so that its own row comes behind it.
      expect(page).toEqual(sorted.slice(i, i + 2));
      expect(await one.store.get(one.type, { name: value })).toBeDefined();
    }
    const many = { kind: 'in', field: 'name', values: TEXTS } as const;
    expect(await list(one, where(many))).toHaveLength(TEXTS.length);
    expect(await list(one, where({ kind: 'not', one: many }))).toEqual([]);
  });

  it('finds no row by a text that no column holds, since no row has it', async () => {
    const one = await shelf();
    await one.create({ name: 'a' });
    for (const value of UNFIT) {
      const [field, values] = ['name', [value]];
      expect(await list(one, where({ kind: 'eq', field, value }))).toEqual([]);
      expect(await list(one, where({ kind: 'in', field, values }))).toEqual([]);
      expect(await list(one, where({ kind: 'in', field, values: [value, 'a'] }))).toEqual(['a']);
      expect(await list(one, where({ kind: 'startsWith', field, value }))).toEqual([]);
      const not = { kind: 'not', one: { kind: 'eq', field, value } } as const;
      expect(await list(one, where(not))).toEqual(['a']);
      await expect(one.store.get(one.type, { name: value })).rejects.toMatchObject({
        code: 'row-not-found',
      });
      const less = list(one, where({ kind: 'lt', field, value }));
      await expect(less).rejects.toMatchObject({ code: 'not-comparable', field });
      const page = list(one, { order: [{ field, direction: 'asc' }], after: [value, 1] });
      await expect(page).rejects.toMatchObject({ code: 'not-comparable', field });
    }
  });

  it('tells big numbers apart by their last digit, however many are asked for', async () => {
    const one = await shelf();
    const [least, most] = [2n ** 53n + 1n, 2n ** 63n - 1n];
    const digits = [least, most].map(String);
    for (const [i, serial] of digits.entries())
      await one.create({ name: String(i), serial, large: serial });
    for (const field of ['serial', 'large']) {
      for (const times of [1, 30]) {
        const values = Array.from({ length: times }, (_, i) => String(most - BigInt(i)));
        expect(await list(one, where({ kind: 'in', field, values })), field).toEqual(['1']);
        const near = values.map((value) => String(BigInt(value) - 1n));
        expect(await list(one, where({ kind: 'in', field, values: near })), field).toEqual([]);
      }
    }
    const weight = 1_414_836_831_243_042_000;
    await one.create({ name: 'heavy', weight });
    const values = Array.from({ length: 30 }, (_, i) => weight + i * 256);
    expect(await list(one, where({ kind: 'in', field: 'weight', values }))).toEqual(['heavy']);
    const huge = '9'.repeat(40);
    expect(await list(one, where({ kind: 'eq', field: 'serial', value: huge }))).toEqual([]);
    expect(await list(one, where({ kind: 'eq', field: 'large', value: huge }))).toEqual([]);
  });

  it('may have as many conditions and values as it may', async () => {
    const one = await shelf();
    await one.create({ name: 'n5', size: 5 });
    const all = Array.from({ length: 998 }, (_, i) => {
      return { kind: 'eq', field: 'name', value: `n${i}` } as const;
    });
    expect(await list(one, where({ kind: 'or', all }))).toEqual(['n5']);
    const none = all.map((condition) => ({ kind: 'not', one: condition }) as const).slice(100, 500);
    expect(await list(one, where({ kind: 'and', all: none }))).toEqual(['n5']);
    const lists = Array.from({ length: 500 }, (_, i) => {
      const values = Array.from({ length: 19 }, (__, j) => `n${(i * 19 + j) % 4_000}`);
      return { kind: 'in', field: 'name', values } as const;
    });
    expect(await list(one, where({ kind: 'or', all: lists }))).toEqual(['n5']);
    const values = Array.from({ length: 9_999 }, (_, i) => i);
    expect(await list(one, where({ kind: 'in', field: 'size', values }))).toEqual(['n5']);
  });

  it('that somebody made up or damaged is answered, or refused by an error of ours', async () => {
    const one = await shelf();
    await one.create({ name: 'a', serial: '1', large: '1', weight: 1, extra: { a: 1 } });
    let [answered, refused] = [0, 0];
    for (const query of damaged(FIELDS)) {
      try {
        await list(one, query);
        answered++;
      } catch (error) {
        expect(
          isStoreError(error) || isError(error),
          `${String(error)}: ${JSON.stringify(query)}`,
        ).toBe(true);
        refused++;
      }
    }
    expect(answered).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
    expect(await list(one, {})).toEqual(['a']);
  });

  it('by a key that is no key is refused before the database is asked', async () => {
    const one = await shelf();
    const context = new RequestContext({
      calls: new LocalCalls([persist({ $$type: one.type }, one.store)]),
    });
    await one.create({ name: 'a' });
    const keys = ['1', '1 or 1=1', null, undefined, 1.5, NaN, 2 ** 60, {}, [1], true];
    for (const id of keys) {
      const asked = callStatic(one.type, context, 'get_by_id', [id]);
      await expect(asked, inspect(id)).rejects.toMatchObject({ code: 'invalid-value' });
    }
  });
});

/** One of each kind of column, and of those that have none. */
const FIELDS = [
  'name',
  'kind',
  'serial',
  'large',
  'weight',
  'is_open',
  'seen_at',
  'photo',
  'extra',
  'tags',
];

const ANYTHING: readonly JsonValue[] = [
  ...TEXTS.slice(0, 12),
  ...UNFIT,
  ...KEYS,
  '9'.repeat(400),
  '-1',
  '2024-01-01T00:00:00Z',
  '2024-01-01T00:00:00+99:99',
  'AAAA',
  'soft',
  'firm',
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  2 ** 53,
  {},
  [],
  ['a', 1],
  JSON.parse('{"__proto__":{"kind":"and","all":[]}}') as JsonValue,
];

/** Queries with each thing in each place, for each field. */
function* damaged(fields: readonly string[]): Generator<Readonly<Record<string, JsonValue>>> {
  for (const value of ANYTHING) {
    for (const field of fields) {
      for (const kind of ['eq', 'gt', 'startsWith']) yield { where: { kind, field, value } };
      yield { where: { kind: 'in', field, values: [value, 'a'] } };
      yield { order: [{ field, direction: 'desc' }], after: [value, 1] };
      yield { order: [{ field, direction: 'asc' }], after: [value, value] };
    }
    yield { where: value };
    yield { where: { kind: value, field: 'name', value: 'a' } };
    yield { where: { kind: 'eq', field: value, value: 'a' } };
    yield { where: { kind: 'and', all: value } };
    yield { where: { kind: 'not', one: value } };
    yield { where: { kind: 'in', field: 'name', values: value } };
    yield { order: value };
    yield { order: [value] };
    yield { order: [{ field: 'name', direction: value }] };
    yield { limit: value };
    yield { after: value };
    yield { fields: value };
    yield { fields: [value] };
    yield { version: value };
  }
}
