// What a statement selects is what a reader would: every query over rows of all labels is held against the objects
// that the rows are, judged one by one in plain code.

import { expect, it } from 'vitest';
import { expand, openStore } from '../../../src/db/index.js';
import {
  wireQuery,
  type VersionedObject,
  type WireCondition,
  type WireValue,
} from '../../../src/runtime/index.js';
import { onEachEngine } from '../databases.js';
import { boxesOf, RELEASES } from '../stored.js';
import { fillRandomly, pick, type Random, randomFrom, VALUES } from './random-rows.js';

const ROWS = 80;
const QUERIES = 150;
const registry = await boxesOf('db-query');
const type = registry.find('Box');
if (type === undefined) throw new Error('there is no Box');

const SINGLE = [
  'title',
  'state',
  'size',
  'weight',
  'big',
  'seen_at',
  'photo',
  'is_open',
  'nickname',
  'origin',
];
const ORDERED = ['title', 'state', 'size', 'weight', 'seen_at', 'nickname', 'origin'];

onEachEngine('queries over rows of every label', (open) => {
  it.each([1, 2])('select exactly what the objects say, seed %i', async (seed) => {
    const database = await open();
    const { db, engine } = database;
    await expand({ db, engine, types: [type], oldest: (one) => one.base });
    const random = randomFrom(seed);
    await fillRandomly(random, database, registry, RELEASES, ROWS);
    const store = await openStore({ database, registry });
    const all = await store.list(type, wireQuery(type, {}, 'list'));
    expect(all).toHaveLength(ROWS);
    for (let n = 0; n < QUERIES; n++) {
      const where = condition(random, 2);
      const order = [
        { field: pick(random, ORDERED), direction: pick(random, ['asc', 'desc'] as const) },
        { field: 'id', direction: pick(random, ['asc', 'desc'] as const) },
      ];
      const limit = pick(random, [undefined, 1, 7]);
      const wanted = all.filter((object) => holds(object, where)).sort(by(order));
      const after = random() < 0.5 ? undefined : pick(random, all);
      const behind =
        after === undefined ? wanted : wanted.filter((object) => by(order)(object, after) > 0);
      const found = await store.list(type, {
        where,
        order,
        limit,
        after: after && order.map(({ field }) => wire(after, field) ?? null),
        fields: undefined,
      });
      const told = JSON.stringify({ where, order, limit, after: after && wire(after, 'id') });
      expect(
        found.map((one) => wire(one, 'id')),
        told,
      ).toEqual(behind.slice(0, limit).map((one) => wire(one, 'id')));
      const fields = [pick(random, SINGLE), pick(random, ['tags', 'ports', 'title'])];
      const some = await store.list(type, { where, order, limit, after: undefined, fields });
      for (const one of some) {
        const whole = all.find((other) => wire(other, 'id') === wire(one, 'id'));
        for (const name of fields)
          expect(plain(one, name), `${told} ${name}`).toEqual(plain(whole, name));
      }
    }
  });
});

function condition(random: Random, depth: number): WireCondition {
  const kind = pick(random, depth === 0 ? ['field'] : ['field', 'field', 'and', 'or', 'not']);
  if (kind === 'not') return { kind, one: condition(random, depth - 1) };
  if (kind === 'and' || kind === 'or') {
    const count = Math.floor(random() * 3);
    return { kind, all: Array.from({ length: count }, () => condition(random, depth - 1)) };
  }
  const field = pick(random, SINGLE);
  const value = (): WireValue =>
    pick(random, VALUES[field]?.filter((one) => one !== undefined) ?? []) as WireValue;
  const present = (): WireValue => value() ?? pick(random, ['x']);
  if (random() < 0.2) return { kind: 'isSet', field };
  if (random() < 0.4) {
    const count = pick(random, [0, 1, 2, 30]);
    return { kind: 'in', field, values: Array.from({ length: count }, value) };
  }
  if (random() < 0.3 || !ORDERED.includes(field)) return { kind: 'eq', field, value: value() };
  if ((field === 'title' || field === 'nickname') && random() < 0.3)
    return { kind: 'startsWith', field, value: pick(random, ['', 'a', '%', 'Ä', '\u{1F600}']) };
  const other =
    field === 'title' || field === 'nickname' || field === 'origin' || field === 'state'
      ? present()
      : (VALUES[field]?.find((one) => one !== undefined && one !== null) as WireValue);
  return { kind: pick(random, ['lt', 'lte', 'gt', 'gte'] as const), field, value: other };
}

/** The wire's value; undefined where it is unset. */
function wire(object: VersionedObject, name: string): WireValue | undefined {
  const data = object.objToPrimitive()['versioned_object.data'] as Record<string, WireValue>;
  return data[name];
}

function plain(object: VersionedObject | undefined, name: string): unknown {
  const data = object?.objToPrimitive()['versioned_object.data'] as
    Record<string, unknown> | undefined;
  return data?.[name];
}

function holds(object: VersionedObject, one: WireCondition): boolean {
  switch (one.kind) {
    case 'and':
      return one.all.every((part) => holds(object, part));
    case 'or':
      return one.all.some((part) => holds(object, part));
    case 'not':
      return !holds(object, one.one);
    case 'isSet':
      return wire(object, one.field) !== undefined;
    case 'in':
      return one.values.some((value) => wire(object, one.field) === value);
    case 'eq':
      return wire(object, one.field) === one.value;
    default: {
      const value = wire(object, one.field);
      if (value === undefined || value === null || one.value === null) return false;
      if (one.kind === 'startsWith') return String(value).startsWith(String(one.value));
      const sign = compare(one.field, value, one.value);
      return { lt: sign < 0, lte: sign <= 0, gt: sign > 0, gte: sign >= 0 }[one.kind];
    }
  }
}

function compare(field: string, a: WireValue, b: WireValue): number {
  if (field === 'seen_at') return Date.parse(String(a)) - Date.parse(String(b));
  if (typeof a === 'string' && typeof b === 'string')
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

function by(order: readonly { field: string; direction: 'asc' | 'desc' }[]) {
  return (a: VersionedObject, b: VersionedObject): number => {
    for (const { field, direction } of order) {
      const [x, y] = [wire(a, field) ?? null, wire(b, field) ?? null];
      const sign =
        x === null || y === null ? Number(x !== null) - Number(y !== null) : compare(field, x, y);
      if (sign !== 0) return direction === 'asc' ? sign : -sign;
    }
    return 0;
  };
}
