// A query on the wire: JSON in the names and values of the caller's version. What comes in is read with every
// check, whoever sent it.

import type { JsonValue } from '../core/json.js';
import { IncompatibleObjectVersion, NotComparableError } from './errors.js';
import { bad, describe, short } from './fault.js';
import { type AnyObjectType, labelOf, nameAt, ordinalOf } from './object-type.js';
import { QueryBudget } from './query-budget.js';
import { endingWithKey, limitOf, withOrder } from './query-page.js';
import { isPlain } from './query-where.js';
import type { Comparison, WireCondition, WireOrder, WireQuery, WireValue } from './query.js';
import {
  assertOrdered,
  assertText,
  checkedValue,
  newestField,
  storedField,
  storedFieldAt,
  type StoredField,
  valueBefore,
  valueNow,
  withCarries,
} from './stored-field.js';
import { type Data, own } from './wire.js';

const PARTS = ['version', 'where', 'order', 'limit', 'after', 'fields'];

const COMPARISONS: Readonly<Record<Comparison, true>> = {
  eq: true,
  lt: true,
  lte: true,
  gt: true,
  gte: true,
  startsWith: true,
};

function isComparison(kind: unknown): kind is Comparison {
  return typeof kind === 'string' && Object.hasOwn(COMPARISONS, kind);
}

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────

interface Reading {
  readonly type: AnyObjectType;
  /** The ordinal of the caller's version. */
  readonly version: number;
  readonly budget: QueryBudget;
}

/** A query from the wire, at the newest version. `{}` is one that asks for everything. */
export function readQuery(type: AnyObjectType, value: unknown, path: string): WireQuery {
  if (!isPlain(value)) return bad(path, 'a query', value);
  const unknown = Object.keys(value).find((key) => !PARTS.includes(key));
  if (unknown !== undefined) return bad(path, `a query of ${PARTS.join(', ')}`, unknown);
  const reading = { type, version: versionOf(type, value, path), budget: new QueryBudget(path) };
  const [where, after, fields] = ['where', 'after', 'fields'].map((part) => own(value, part));
  const order = readOrder(reading, own(value, 'order') ?? [], `${path}.order`);
  return {
    where: where === undefined ? undefined : readCondition(reading, where, `${path}.where`),
    order,
    limit: limitOf(own(value, 'limit'), `${path}.limit`),
    after: after === undefined ? undefined : readAfter(reading, order, after, `${path}.after`),
    fields: fields === undefined ? undefined : readFields(reading, order, fields, `${path}.fields`),
  };
}

/** Where nothing is named there is no version to name it in. */
function versionOf(type: AnyObjectType, value: Data, path: string): number {
  const label = own(value, 'version');
  if (label === undefined && Object.keys(value).length === 0) return type.newest;
  if (typeof label !== 'string') return bad(`${path}.version`, 'a version', label);
  const ordinal = ordinalOf(type, label);
  if (ordinal !== undefined) return ordinal;
  const known = `${type.versions[0] ?? ''} to ${type.version}`;
  throw new IncompatibleObjectVersion(path, type.name, short(label), known);
}

function readCondition(reading: Reading, value: unknown, path: string): WireCondition {
  if (!isPlain(value)) return bad(path, 'a condition', value);
  reading.budget.condition();
  const kind = own(value, 'kind');
  if (kind === 'and' || kind === 'or') {
    const all = listIn(value, 'all', path);
    const inner = (): readonly WireCondition[] =>
      all.map((one, i) => readCondition(reading, one, `${path}.all[${i}]`));
    return { kind, all: reading.budget.inner(inner) };
  }
  if (kind === 'not') {
    const inner = (): WireCondition => readCondition(reading, own(value, 'one'), `${path}.one`);
    return { kind, one: reading.budget.inner(inner) };
  }
  const field = readField(reading, own(value, 'field'), path);
  const { name } = field.field;
  if (kind === 'isSet') return { kind, field: name };
  if (kind === 'in') {
    const values = reading.budget.list(listIn(value, 'values', path));
    return { kind, field: name, values: values.map((one) => readValue(reading, field, one, path)) };
  }
  if (!isComparison(kind)) return bad(`${path}.kind`, 'a kind of condition', kind);
  return { kind, field: name, value: readOperand(reading, field, kind, own(value, 'value'), path) };
}

function readOperand(
  reading: Reading,
  field: StoredField,
  kind: Comparison,
  value: unknown,
  path: string,
): WireValue {
  if (kind === 'startsWith') {
    assertText(reading.type, field, path);
    return typeof value === 'string' ? value : bad(`${path}.value`, 'a text', value);
  }
  if (kind === 'eq') return readValue(reading, field, value, path);
  assertOrdered(reading.type, field);
  return value === null
    ? bad(`${path}.value`, 'a value', null)
    : readValue(reading, field, value, path);
}

function readValue(reading: Reading, field: StoredField, value: unknown, path: string): WireValue {
  const { type } = reading;
  const isSingle = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  if (!isSingle) return bad(`${path}.value`, 'a single value', value);
  // It was seen to be one of JSON.
  const now = valueNow(field.carries, value as JsonValue);
  return checkedValue(type, field, now, path);
}

function readField(reading: Reading, name: unknown, path: string): StoredField {
  if (typeof name !== 'string') return bad(`${path}.field`, 'the name of a field', name);
  return storedFieldAt(reading.type, name, reading.version);
}

function readOrder(reading: Reading, value: unknown, path: string): readonly WireOrder[] {
  if (!Array.isArray(value)) return bad(path, 'a list', value);
  const { type } = reading;
  const order = reading.budget.list(value).map((one: unknown, i): WireOrder => {
    if (!isPlain(one)) return bad(`${path}[${i}]`, 'a field and its direction', one);
    const direction = own(one, 'direction');
    if (direction !== 'asc' && direction !== 'desc') {
      return bad(`${path}[${i}].direction`, '"asc" or "desc"', direction);
    }
    const stored = readField(reading, own(one, 'field'), `${path}[${i}]`);
    assertOrdered(type, stored);
    return { field: stored.field.name, direction };
  });
  return endingWithKey(type, order, path);
}

function readAfter(
  reading: Reading,
  order: readonly WireOrder[],
  value: unknown,
  path: string,
): readonly WireValue[] {
  if (!Array.isArray(value) || value.length !== order.length) {
    return bad(path, `a list of ${order.length}, a value for each field of the order`, value);
  }
  const { type } = reading;
  return order.map(({ field: name }, i) => {
    const one: unknown = value[i];
    // Nothing stands before all values, whether the field has null or not.
    if (one === null && name !== type.storage?.key) return null;
    return readValue(reading, storedField(type, newestField(type, name)), one, path);
  });
}

/** What the caller's version makes of several fields of the newest is answered with all of them. */
function readFields(
  reading: Reading,
  order: readonly WireOrder[],
  value: unknown,
  path: string,
): readonly string[] | undefined {
  if (!Array.isArray(value)) return bad(path, 'a list of names', value);
  try {
    const names = reading.budget
      .list(value)
      .map((name: unknown) => readField(reading, name, path).field.name);
    return withOrder(names, order);
  } catch (error) {
    if (error instanceof NotComparableError) return undefined;
    throw error;
  }
}

function listIn(value: Data, key: string, path: string): readonly unknown[] {
  const list = own(value, key);
  return Array.isArray(list) ? list : bad(`${path}.${key}`, 'a list', list);
}

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────

/** A query as JSON for peers of a version. What that version cannot say throws `NotComparableError`. */
export function writeQuery(
  type: AnyObjectType,
  query: WireQuery,
  version: number,
): Record<string, unknown> {
  const { where, order, limit, after, fields } = query;
  const stored = (name: string): StoredField =>
    withCarries(type, storedField(type, newestField(type, name)), version);
  const nameOf = (name: string): string => {
    const line = type.fields.findIndex((field) => field.name === name);
    const older = nameAt(type, line, version);
    if (older !== undefined) return older;
    throw new NotComparableError(type.name, name, `${labelOf(type, version)} does not have it yet`);
  };
  const valueOf = (name: string, value: WireValue): JsonValue => {
    const older = valueBefore(stored(name).carries, value);
    if (older !== undefined) return older;
    const why = `${labelOf(type, version)} has not just one value for ${describe(value)}`;
    throw new NotComparableError(type.name, name, why);
  };
  const condition = (one: WireCondition): JsonValue => {
    switch (one.kind) {
      case 'and':
      case 'or':
        return { kind: one.kind, all: one.all.map(condition) };
      case 'not':
        return { kind: 'not', one: condition(one.one) };
      case 'isSet':
        return { kind: 'isSet', field: nameOf(stored(one.field).field.name) };
      case 'in': {
        const values = one.values.map((value) => valueOf(one.field, value));
        return { kind: 'in', field: nameOf(one.field), values };
      }
      default: {
        const { kind, field } = one;
        if (kind !== 'eq') assertOrdered(type, stored(field));
        // What a text begins with is no value of the field.
        const value = kind === 'startsWith' ? one.value : valueOf(field, one.value);
        return { kind, field: nameOf(field), value };
      }
    }
  };
  for (const { field } of order) assertOrdered(type, stored(field));
  return {
    version: labelOf(type, version),
    ...(where === undefined ? {} : { where: condition(where) }),
    order: order.map(({ field, direction }) => ({ field: nameOf(field), direction })),
    ...(limit === undefined ? {} : { limit }),
    ...(after === undefined ? {} : { after: after.map((value) => value) }),
    ...(fields === undefined ? {} : { fields: fields.map(nameOf) }),
  };
}
