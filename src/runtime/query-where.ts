// The conditions of a query as code writes them, checked and made plain.

import { UnknownFieldError } from './errors.js';
import { bad } from './fault.js';
import type { AnyObjectType } from './object-type.js';
import type { QueryBudget } from './query-budget.js';
import type { WireCondition } from './query.js';
import {
  assertOrdered,
  assertText,
  storedField,
  type StoredField,
  wireValueOf,
} from './stored-field.js';
import { type Data, isData } from './wire.js';

/** What one query is read with. */
interface Reading {
  readonly type: AnyObjectType;
  readonly budget: QueryBudget;
}

/** Dates, bytes, sets and objects of ours are no maps of conditions. */
export function isPlain(value: unknown): value is Data {
  if (!isData(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The field that a property keeps. */
export function fieldNamed(type: AnyObjectType, property: unknown, path: string): StoredField {
  if (typeof property !== 'string') return bad(path, 'the name of a field', property);
  const field = type.byProperty.get(property);
  if (field !== undefined) return storedField(type, field);
  throw new UnknownFieldError(type.name, property, [...type.byProperty.keys()]);
}

/** A map of conditions, all of which must be true. */
export function whereOf(reading: Reading, where: unknown, path: string): WireCondition {
  if (!isPlain(where)) return bad(path, 'a map of conditions', where);
  reading.budget.condition();
  const all = Object.entries(where).map(([name, value]) => {
    const at = `${path}.${name}`;
    if (name === 'and' || name === 'or') {
      if (!Array.isArray(value)) return bad(at, 'a list of maps of conditions', value);
      const inner = (): readonly WireCondition[] =>
        value.map((one: unknown, i) => whereOf(reading, one, `${at}[${i}]`));
      return { kind: name, all: reading.budget.inner(inner) } as const;
    }
    if (name === 'not') {
      const one = reading.budget.inner(() => whereOf(reading, value, at));
      return { kind: 'not', one } as const;
    }
    return conditionOf(reading, fieldNamed(reading.type, name, path), value, path);
  });
  return joined(all);
}

/** All of them; one alone needs no `and`. */
function joined(all: readonly WireCondition[]): WireCondition {
  const [only, other] = all;
  return only !== undefined && other === undefined ? only : { kind: 'and', all };
}

function conditionOf(
  reading: Reading,
  field: StoredField,
  value: unknown,
  path: string,
): WireCondition {
  if (!isPlain(value)) return compare('eq', { ...reading, field, path })(value);
  const at = `${path}.${field.field.property}`;
  const entries = Object.entries(value);
  if (entries.length === 0) return bad(at, 'a value or a condition', value);
  const all = entries.map(([operator, operand]) => {
    const condition = OPERATORS.get(operator);
    if (condition === undefined) {
      return bad(at, `a condition of ${[...OPERATORS.keys()].join(', ')}`, operator);
    }
    return condition({ ...reading, field, path })(operand);
  });
  return joined(all);
}

interface Place extends Reading {
  readonly field: StoredField;
  readonly path: string;
}

type Operator = (place: Place) => (operand: unknown) => WireCondition;

const not =
  (operator: Operator): Operator =>
  (place) =>
  (operand) => ({ kind: 'not', one: operator(place)(operand) });

const isOneOf: Operator = (place) => (operand) => {
  const { field, path, budget } = place;
  const { name, property } = field.field;
  budget.condition();
  if (!Array.isArray(operand)) return bad(`${path}.${property}.in`, 'a list of values', operand);
  const values = budget.list(operand).map((one) => wireValueOf(place.type, field, one, path));
  return { kind: 'in', field: name, values };
};

const isSet: Operator = (place) => (operand) => {
  const { field, path, budget } = place;
  budget.condition();
  const condition: WireCondition = { kind: 'isSet', field: field.field.name };
  if (operand === true) return condition;
  if (operand === false) return { kind: 'not', one: condition };
  return bad(`${path}.${field.field.property}.isSet`, 'true or false', operand);
};

const beginsWith: Operator = (place) => (operand) => {
  const { type, field, path, budget } = place;
  budget.condition();
  const { name, property } = field.field;
  assertText(type, field, `${path}.${property}.startsWith`);
  if (typeof operand !== 'string') return bad(`${path}.${property}.startsWith`, 'a text', operand);
  return { kind: 'startsWith', field: name, value: operand };
};

const ordered =
  (kind: 'lt' | 'lte' | 'gt' | 'gte'): Operator =>
  (place) =>
  (operand) => {
    assertOrdered(place.type, place.field);
    // Null is neither less nor greater than anything: to ask that is a slip.
    if (operand === null) {
      return bad(`${place.path}.${place.field.field.property}.${kind}`, 'a value', null);
    }
    return compare(kind, place)(operand);
  };

function compare(kind: 'eq' | 'lt' | 'lte' | 'gt' | 'gte', place: Place) {
  return (operand: unknown): WireCondition => {
    const { type, field, path, budget } = place;
    budget.condition();
    return { kind, field: field.field.name, value: wireValueOf(type, field, operand, path) };
  };
}

const equals: Operator = (place) => compare('eq', place);

const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    eq: equals,
    ne: not(equals),
    in: isOneOf,
    notIn: not(isOneOf),
    lt: ordered('lt'),
    lte: ordered('lte'),
    gt: ordered('gt'),
    gte: ordered('gte'),
    startsWith: beginsWith,
    isSet,
  }),
);
