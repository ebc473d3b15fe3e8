// In which order, from where on and how much of each object a query asks for.

import { Decoding } from './decoding.js';
import { FieldUnsetError } from './errors.js';
import { bad } from './fault.js';
import { VersionedObject } from './object.js';
import type { AnyObjectType } from './object-type.js';
import { fieldNamed, isPlain } from './query-where.js';
import type { WireOrder, WireValue } from './query.js';
import { assertOrdered, newestField, storedField, wireValueOf } from './stored-field.js';
import { define } from './wire.js';

/** The fields to order by, the key behind them. */
export function orderOf(type: AnyObjectType, given: unknown, path: string): readonly WireOrder[] {
  const list: readonly unknown[] =
    given === undefined ? [] : Array.isArray(given) ? given : [given];
  return endingWithKey(
    type,
    list.map((one) => orderFieldOf(type, one, path)),
    path,
  );
}

function orderFieldOf(type: AnyObjectType, given: unknown, path: string): WireOrder {
  if (!isPlain(given)) return { field: orderable(type, given, path), direction: 'asc' };
  const { field, direction = 'asc', ...more } = given;
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) return bad(path, 'of field and direction', unknown);
  if (direction !== 'asc' && direction !== 'desc') return bad(path, '"asc" or "desc"', direction);
  return { field: orderable(type, field, path), direction };
}

function orderable(type: AnyObjectType, property: unknown, path: string): string {
  const stored = fieldNamed(type, property, path);
  assertOrdered(type, stored);
  return stored.field.name;
}

/** What comes behind the key orders nothing: no two rows share it. */
export function endingWithKey(
  type: AnyObjectType,
  order: readonly WireOrder[],
  path: string,
): readonly WireOrder[] {
  const names = order.map(({ field }) => field);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return bad(path, 'a list without repetitions', twice);
  const key = keyOf(type);
  const at = names.indexOf(key);
  return at === -1 ? [...order, { field: key, direction: 'asc' }] : order.slice(0, at + 1);
}

/** The name of the key. */
export function keyOf({ name, storage }: AnyObjectType): string {
  if (storage === undefined) throw new Error(`${name} is not stored`);
  return storage.key;
}

/** How many objects at most. */
export function limitOf(given: unknown, path: string): number | undefined {
  if (given === undefined) return undefined;
  const isCount = typeof given === 'number' && Number.isSafeInteger(given) && given >= 0;
  return isCount ? given : bad(path, 'a number of objects', given);
}

/** Where the page before ended: what its last object has for each field of the order. */
export function afterOf(
  type: AnyObjectType,
  order: readonly WireOrder[],
  given: unknown,
  path: string,
): readonly WireValue[] | undefined {
  if (given === undefined) return undefined;
  if (!(given instanceof VersionedObject) || given.$$type !== type) {
    return bad(path, `the ${type.name} that the page before ended with`, given);
  }
  const key = keyOf(type);
  return order.map(({ field: name }) => {
    const field = newestField(type, name);
    const value = given.$$value(field);
    if (value === undefined && name === key) throw new FieldUnsetError(type.name, name);
    return value === undefined || value === null
      ? null
      : wireValueOf(type, storedField(type, field), Reflect.get(given, field.property), path);
  });
}

/** The names on the wire of the fields to be read. */
export function fieldsOf(
  type: AnyObjectType,
  order: readonly WireOrder[],
  given: unknown,
  path: string,
): readonly string[] | undefined {
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) return bad(path, 'a list of fields', given);
  const names = given.map((one) => fieldNamed(type, one, path).field.name);
  return withOrder(names, order);
}

/** With what is ordered by, the key among it: the next page begins there. */
export function withOrder(
  fields: readonly string[],
  order: readonly WireOrder[],
): readonly string[] {
  return [...new Set([...fields, ...order.map(({ field }) => field)])];
}

/** An object that has what a page's order asks of its last one; `values` are of the newest version. */
export function objectAt(
  type: AnyObjectType,
  order: readonly WireOrder[],
  values: readonly WireValue[],
): VersionedObject {
  const data: Record<string, unknown> = {};
  for (const [i, { field }] of order.entries()) {
    const value = values[i] ?? null;
    // Null and unset stand at one place in the order, and not every field has null.
    if (value !== null) define(data, field, value);
  }
  return type.decode(data, type.newest, new Decoding());
}
