// What a store throws on a conductor is thrown again where it was called for, as the same class that says the same.

import { expect, it } from 'vitest';
import * as db from '../../src/db/index.js';

const row = { table: 'boxes', key: 7, label: '1.0' };

const ERRORS: readonly db.StoreError[] = [
  new db.RowNotFoundError('Box', 'id 7'),
  new db.LostRaceError('Box', 7, ['title', 'size']),
  new db.UniqueViolationError('Box', ['code'], new Error('the driver said so')),
  new db.ForeignKeyError('Box'),
  new db.DamagedRowError('Box', row, 'its label is no version'),
  new db.DamagedRowError('Box', { ...row, label: null }, 'it has no label'),
  new db.ValueNotStorableError('Box', 'title', 'it has a U+0000'),
  new db.LabelTooOldError('Box', '1.0', '1.3'),
  new db.NotExpandedError('Box', 'boxes'),
  new db.DuplicateRowsError('Box', { table: 'boxes', index: 'boxes_code_key', columns: ['code'] }),
  new db.DatabaseUnavailableError('Box', 'it was closed'),
  new db.NotPermittedError('Box'),
  new db.LockedError('Box'),
  new db.StatementTimeoutError(''),
  new db.SerializationError('Box'),
  new db.DatabaseFullError('Box'),
  new db.DriverMissingError('pg', 'PostgreSQL is reached with it'),
];

it.each(ERRORS.map((error) => [error.message, error] as const))('%s', (_message, error) => {
  const [declared, ...others] = db.storeErrors.filter(({ fieldsOf }) => fieldsOf(error));
  expect(others).toEqual([]);
  expect(declared?.name).toBe(error.name);
  const crossed: unknown = JSON.parse(JSON.stringify(declared?.fieldsOf(error)));
  const again = declared?.make(error.message, crossed as { readonly [name: string]: string });
  expect(again).toBeInstanceOf(error.constructor);
  const { cause, ...told } = Object.getOwnPropertyDescriptors(error);
  expect(Object.keys(Object.getOwnPropertyDescriptors(again)).sort()).toEqual(
    Object.keys(told).sort(),
  );
  expect(again).toMatchObject(Object.assign({}, error, { message: error.message }));
  expect(db.isStoreError(again, error.code)).toBe(true);
  // What a driver said stays where it was said.
  expect(cause === undefined || !JSON.stringify(crossed).includes('driver')).toBe(true);
});

it('every error of a store crosses', () => {
  const names = Object.entries(db)
    .filter(([name]) => name.endsWith('Error') && name !== 'StoreError' && name !== 'isStoreError')
    .map(([name]) => name);
  expect(db.storeErrors.map(({ name }) => name).sort()).toEqual(names.sort());
});

it('no error of others is taken for one', () => {
  const others = [
    new Error('locked'),
    Object.assign(new Error('x'), { code: 'locked' }),
    Object.assign(new Error('x'), { code: 'constructor', object: 'Box' }),
    { code: 'locked', object: 'Box' },
    undefined,
  ];
  for (const other of others) {
    expect(db.isStoreError(other)).toBe(false);
    expect(db.storeErrors.some(({ fieldsOf }) => fieldsOf(other))).toBe(false);
  }
});
