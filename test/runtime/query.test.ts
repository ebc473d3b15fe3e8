// A query says which rows somebody sees. One that is read wrong, from code or from a peer, shows the wrong ones
// without a sign of it.

import { beforeAll, describe, expect, test } from 'vitest';
import {
  decodeValue,
  encodeValue,
  isError,
  queries,
  type VersionedObject,
  type WireCondition,
  wireQuery,
  type WireQuery,
} from '../../src/runtime/index.js';
import type { Codec } from '../../src/runtime/codec.js';
import type { AnyObjectType } from '../../src/runtime/object-type.js';
import { serverModel } from '../emit/storage/stored-model.js';
import { registryOf } from '../support/generated.js';

let type: AnyObjectType;
let codec: Codec<unknown>;

beforeAll(async () => {
  const found = (await registryOf('query', serverModel())).find('Server');
  if (found === undefined) throw new Error('no Server');
  type = found;
  codec = queries(() => type);
});

const UUID = '00000000-0000-0000-0000-00000000000a';

function plain(query: unknown): WireQuery {
  return wireQuery(type, query, 'Server.list(query)');
}

function where(conditions: unknown): WireCondition | undefined {
  return plain({ where: conditions }).where;
}

function codeOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (isError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'nothing was thrown';
}

/** What the code of a caller sends, as the newest reads it. */
function received(sent: unknown): WireQuery {
  return wireQuery(type, decodeValue(codec, sent, 'query'), 'query');
}

describe('conditions', () => {
  test('a value means equality, in names and values of the wire', () => {
    expect(where({ isPublic: true })).toEqual({ kind: 'eq', field: 'is_public', value: true });
    expect(where({ sizeBytes: 12n })).toEqual({ kind: 'eq', field: 'size_bytes', value: '12' });
    expect(where({ uuid: UUID.toUpperCase() })).toMatchObject({ value: UUID });
    expect(where({ photo: new Uint8Array([1]) })).toMatchObject({ value: 'AQ==' });
    const seenAt = new Date(Date.UTC(2026, 0, 1));
    expect(where({ seenAt })).toMatchObject({ value: '2026-01-01T00:00:00Z' });
    expect(where({ host: null })).toEqual({ kind: 'eq', field: 'host', value: null });
  });

  test('all that is said must be true', () => {
    expect(where({})).toEqual({ kind: 'and', all: [] });
    expect(where({ name: 'a', weight: { gt: 1, lte: 2 } })).toEqual({
      kind: 'and',
      all: [
        { kind: 'eq', field: 'name', value: 'a' },
        {
          kind: 'and',
          all: [
            { kind: 'gt', field: 'weight', value: 1 },
            { kind: 'lte', field: 'weight', value: 2 },
          ],
        },
      ],
    });
  });

  test('what is not so is the opposite of what is, whatever is unset', () => {
    const name = { kind: 'eq', field: 'name', value: 'a' };
    expect(where({ name: { ne: 'a' } })).toEqual({ kind: 'not', one: name });
    expect(where({ not: { name: 'a' } })).toEqual({ kind: 'not', one: name });
    expect(where({ host: { isSet: false } })).toEqual({
      kind: 'not',
      one: { kind: 'isSet', field: 'host' },
    });
    expect(where({ name: { notIn: [] } })).toEqual({
      kind: 'not',
      one: { kind: 'in', field: 'name', values: [] },
    });
  });

  test('of containers only whether they are set or null', () => {
    expect(where({ labels: { isSet: true } })).toEqual({ kind: 'isSet', field: 'labels' });
    expect(codeOf(() => where({ labels: { eq: { a: 'b' } } }))).toMatch(/^not-comparable: /);
    expect(codeOf(() => where({ ports: [1] }))).toMatch(/^not-comparable: /);
  });

  test('a text that begins so is no value of the field', () => {
    expect(where({ name: { startsWith: '' } })).toMatchObject({ kind: 'startsWith', value: '' });
    expect(codeOf(() => where({ weight: { startsWith: '1' } }))).toMatch(/^invalid-value: /);
    expect(codeOf(() => where({ name: { startsWith: 1 } }))).toMatch(/^invalid-value: /);
  });
});

describe('a slip in a query is an error, not a filter that is not there', () => {
  test.each([
    ['an undefined value', { where: { name: undefined } }, /Server.list\(query\).where.name must/],
    ['where is undefined', { where: undefined }, /where must be a map/],
    ['a name of the wire', { where: { is_public: true } }, /unknown-field: .*is_public/],
    ['a misspelled field', { where: { nam: 'a' } }, /unknown-field: /],
    ['a name that every object has', { where: { constructor: 1 } }, /unknown-field: /],
    ['an empty condition', { where: { name: {} } }, /must be a value or a condition/],
    ['a misspelled operator', { where: { name: { like: 'a' } } }, /must be a condition of eq, /],
    ['a value of another type', { where: { name: 1 } }, /must be a string, not 1/],
    ['null where it is no value', { where: { name: null } }, /must be a string, not null/],
    ['null that is less', { where: { host: { lt: null } } }, /must be a value, not null/],
    ['no value of the enum', { where: { state: 'broken' } }, /invalid-value: /],
    ['a field that is not stored', { where: { extra: 1 } }, /not-comparable: .*is not stored/],
    ['an order of texts of digits', { orderBy: 'sizeBytes' }, /not-comparable: .*sort/],
    ['an order of maps', { orderBy: 'labels' }, /not-comparable: /],
    ['an order that is none', { orderBy: { field: 'name', direction: 'up' } }, /"asc" or "desc"/],
    ['an order said twice', { orderBy: ['name', 'name'] }, /without repetitions/],
    ['half an object', { limit: 1.5 }, /a number of objects/],
    ['fewer than none', { limit: -1 }, /a number of objects/],
    ['an unknown part', { offset: 3 }, /must be a query of where, /],
    ['a page after data', { after: { id: 1 } }, /the Server that the page before ended with/],
    ['a field that is none', { fields: ['nam'] }, /unknown-field: /],
    ['no query', 'name', /must be a query/],
  ])('%s', (_what, query, wanted) => {
    expect(codeOf(() => plain(query))).toMatch(wanted);
  });

  test('which never shows what is sensitive', () => {
    const told = codeOf(() => where({ secret: { eq: 4711 } }));
    expect(told).toMatch(/^invalid-value: /);
    expect(told).not.toContain('4711');
  });
});

describe('order and pages', () => {
  test('the key decides where nothing else does', () => {
    expect(plain({}).order).toEqual([{ field: 'id', direction: 'asc' }]);
    expect(plain({ orderBy: [{ field: 'name', direction: 'desc' }] }).order).toEqual([
      { field: 'name', direction: 'desc' },
      { field: 'id', direction: 'asc' },
    ]);
    expect(plain({ orderBy: ['id', 'name'] }).order).toEqual([{ field: 'id', direction: 'asc' }]);
  });

  test('the next page begins where the last object of this one stands', () => {
    const last = made({ id: 7, name: 'b', host: null });
    expect(plain({ orderBy: ['name', 'host'], after: last }).after).toEqual(['b', null, 7]);
  });

  test('an object without its key ends no page', () => {
    expect(codeOf(() => plain({ after: made({ name: 'b' }) }))).toMatch(/^field-unset: .*id/);
  });

  test('chosen fields come with what the next page needs', () => {
    expect(plain({ fields: ['state'], orderBy: 'name' }).fields).toEqual(['state', 'name', 'id']);
    expect(plain({}).fields).toBeUndefined();
  });
});

describe('on the wire', () => {
  test('a query comes to the store as it was asked', () => {
    const query = {
      where: {
        or: [{ name: { startsWith: 'a' } }, { not: { state: { in: ['up', 'down'] } } }],
        sizeBytes: { ne: 3n },
        seenAt: { gte: new Date(0) },
        host: { isSet: true },
        photo: { eq: new Uint8Array([2]) },
      },
      orderBy: [{ field: 'seenAt', direction: 'desc' }, 'name'],
      limit: 10,
      after: made({ id: 7, name: 'b', seenAt: new Date(5) }),
      fields: ['host'],
    };
    const sent: unknown = JSON.parse(JSON.stringify(encodeValue(codec, query)));
    expect(sent).toMatchObject({ version: '1.6', limit: 10 });
    expect(received(sent)).toEqual(plain(query));
  });

  test('nothing asked is everything', () => {
    expect(received({})).toEqual(plain({}));
  });

  test('a caller of an older version asks by its names and values', () => {
    const sent = {
      version: '1.0',
      where: {
        kind: 'and',
        all: [
          { kind: 'eq', field: 'public', value: true },
          { kind: 'in', field: 'state', values: ['on', 'lost'] },
        ],
      },
      order: [{ field: 'public', direction: 'desc' }],
      fields: ['public', 'name'],
    };
    expect(received(sent)).toEqual({
      where: {
        kind: 'and',
        all: [
          { kind: 'eq', field: 'is_public', value: true },
          { kind: 'in', field: 'state', values: ['up', 'gone'] },
        ],
      },
      order: [
        { field: 'is_public', direction: 'desc' },
        { field: 'id', direction: 'asc' },
      ],
      limit: undefined,
      after: undefined,
      fields: ['is_public', 'name', 'id'],
    });
  });

  test('fields that are made of several are answered with all', () => {
    expect(received({ version: '1.2', fields: ['code'] }).fields).toBeUndefined();
    expect(received({ version: '1.5', fields: ['motto'] }).fields).toBeUndefined();
  });

  test('a peer of an older version is asked by its names and values', () => {
    const query = { where: { state: 'gone', isPublic: true }, orderBy: 'name', fields: ['host'] };
    expect(encodeValue(codec, query, { Server: '1.0' })).toEqual({
      version: '1.0',
      where: {
        kind: 'and',
        all: [
          { kind: 'eq', field: 'state', value: 'lost' },
          { kind: 'eq', field: 'public', value: true },
        ],
      },
      order: [
        { field: 'name', direction: 'asc' },
        { field: 'id', direction: 'asc' },
      ],
      fields: ['host', 'name', 'id'],
    });
  });

  test.each([
    ['a field that it does not have', { where: { note: 'a' } }],
    ['an order in which its values stand otherwise', { orderBy: 'state' }],
    ['a value that was several', { where: { bus: 'scsi' } }],
    ['what it has in a map', { where: { zone: 'a' } }],
  ])('%s is not asked of an older peer', (_what, query) => {
    expect(codeOf(() => encodeValue(codec, query, { Server: '1.0' }))).toMatch(/^not-comparable: /);
  });
});

describe('whatever a peer sends', () => {
  const eq = (field: string, value: unknown) => ({ kind: 'eq', field, value });
  const asked = (condition: unknown) => ({ version: '1.6', where: condition });

  test.each([
    ['no map', [], /must be a query/],
    ['another part', { version: '1.6', offset: 1 }, /must be a query of version, /],
    ['no version', { limit: 1 }, /version must be a version/],
    ['a version that is newer', { version: '1.7' }, /incompatible-version: /],
    ['an unknown kind', asked({ kind: 'like', field: 'name', value: 'a' }), /a kind of condition/],
    ['a kind of every object', asked({ kind: 'valueOf', field: 'name' }), /a kind of condition/],
    ['an unknown field', asked(eq('nam', 'a')), /unknown-field: /],
    ['a field of every object', asked(eq('constructor', 'a')), /unknown-field: /],
    ['a name in TypeScript', asked(eq('isPublic', true)), /unknown-field: /],
    ['another type', asked(eq('name', 1)), /must be a string/],
    ['a map for a value', asked(eq('name', { a: 1 })), /a single value/],
    ['no value', asked({ kind: 'eq', field: 'name' }), /a single value/],
    ['null that is less', asked({ kind: 'lt', field: 'host', value: null }), /a value, not null/],
    ['values that are no list', asked({ kind: 'in', field: 'name', values: 'a' }), /a list/],
    ['what is not stored', asked(eq('extra', 1)), /not-comparable: /],
    ['a removed field', { version: '1.5', where: eq('motto', 'a') }, /not-comparable: /],
    ['a field that a rule makes', { version: '1.5', where: eq('zone', 'a') }, /unknown-field: /],
    ['what was converted', { version: '1.2', where: eq('code', '1') }, /not-comparable: .*1\.3/],
    ['an order that is none', { version: '1.6', order: 'name' }, /a list/],
    ['a page of another order', { version: '1.6', after: [1, 2] }, /a list of 1/],
    ['a page without a key', { version: '1.6', after: [null] }, /an integer/],
    ['a limit that is none', { version: '1.6', limit: '1' }, /a number of objects/],
  ])('%s is refused with a typed error', (_what, sent, wanted) => {
    expect(codeOf(() => received(sent))).toMatch(wanted);
  });

  test('inherited properties are nobody’s', () => {
    const sent: unknown = JSON.parse('{"version":"1.6","__proto__":{"limit":1}}');
    expect(codeOf(() => received(sent))).toMatch(/^invalid-value: /);
  });

  test('depth, conditions and values have bounds', () => {
    let deep: unknown = eq('name', 'a');
    for (let i = 0; i < 100_000; i++) deep = { kind: 'not', one: deep };
    expect(codeOf(() => received(asked(deep)))).toMatch(/^limit-exceeded: /);
    let nested: unknown = eq('name', 'a');
    for (let i = 0; i < 17; i++) nested = { kind: 'not', one: nested };
    expect(codeOf(() => received(asked(nested)))).toMatch(/^limit-exceeded: .*16 deep/);
    const many = Array.from({ length: 1_001 }, () => ({ kind: 'and', all: [] }));
    expect(codeOf(() => received(asked({ kind: 'or', all: many })))).toMatch(/^limit-exceeded: /);
    const values = Array.from({ length: 10_001 }, () => 'a');
    const long = { kind: 'in', field: 'name', values };
    expect(codeOf(() => received(asked(long)))).toMatch(/^limit-exceeded: /);
    const names = Array.from({ length: 10_001 }, () => 'name');
    expect(codeOf(() => received({ version: '1.6', fields: names }))).toMatch(/^limit-exceeded: /);
  });

  test('what is written for people masks what is sensitive', () => {
    const query = { where: { secret: 'hunter2', name: 'a' }, orderBy: 'secret' };
    expect(JSON.stringify(codec.plain(codec.assign(query, 'query')))).not.toContain('hunter2');
  });
});

function made(values: Readonly<Record<string, unknown>>): VersionedObject {
  const object = type.create();
  for (const [property, value] of Object.entries(values)) Reflect.set(object, property, value);
  return object;
}
