// A query as code writes it, checked and made plain; and the way back, for what came in by the wire.

import { bad, MASK } from './fault.js';
import type { AnyObjectType, FieldInfo } from './object-type.js';
import { QueryBudget } from './query-budget.js';
import { afterOf, fieldsOf, limitOf, objectAt, orderOf } from './query-page.js';
import { isPlain, whereOf } from './query-where.js';
import type { WireCondition, WireQuery, WireValue } from './query.js';
import { memoryValue, newestField } from './stored-field.js';
import type { Data } from './wire.js';

const PARTS = ['where', 'orderBy', 'limit', 'after', 'fields'];

/**
 * Checks a query as an assignment is checked, and makes it plain.
 *
 * @throws InvalidValueError, UnknownFieldError, NotComparableError, LimitExceededError
 */
export function wireQuery(type: AnyObjectType, query: unknown, path: string): WireQuery {
  if (!isPlain(query)) return bad(path, 'a query', query);
  for (const part of Object.keys(query)) {
    if (!PARTS.includes(part)) bad(path, `a query of ${PARTS.join(', ')}`, part);
  }
  const order = orderOf(type, query['orderBy'], `${path}.orderBy`);
  return {
    where: Object.hasOwn(query, 'where')
      ? whereOf({ type, budget: new QueryBudget(path) }, query['where'], `${path}.where`)
      : undefined,
    order,
    limit: limitOf(query['limit'], `${path}.limit`),
    after: afterOf(type, order, query['after'], `${path}.after`),
    fields: fieldsOf(type, order, query['fields'], `${path}.fields`),
  };
}

/** A plain query as code would have written it. */
export function queryOf(type: AnyObjectType, wire: WireQuery): Data {
  const { where, order, limit, after, fields } = wire;
  const property = (name: string): string => newestField(type, name).property;
  return {
    ...(where === undefined ? {} : { where: whereFor(type, where) }),
    orderBy: order.map(({ field, direction }) => ({ field: property(field), direction })),
    ...(limit === undefined ? {} : { limit }),
    ...(after === undefined ? {} : { after: objectAt(type, order, after) }),
    ...(fields === undefined ? {} : { fields: fields.map(property) }),
  };
}

function whereFor(type: AnyObjectType, condition: WireCondition): Data {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { [condition.kind]: condition.all.map((one) => whereFor(type, one)) };
    case 'not':
      return { not: whereFor(type, condition.one) };
    case 'isSet':
      return on(type, condition.field, 'isSet', () => true);
    case 'in':
      return on(type, condition.field, 'in', (field) =>
        condition.values.map((value) => memoryValue(type, field, value)),
      );
    case 'startsWith':
      return on(type, condition.field, 'startsWith', () => condition.value);
    default: {
      const { kind, field: name, value } = condition;
      return on(type, name, kind, (field) => memoryValue(type, field, value));
    }
  }
}

function on(
  type: AnyObjectType,
  name: string,
  operator: string,
  operand: (field: FieldInfo) => unknown,
): Data {
  const field = newestField(type, name);
  return { [field.property]: { [operator]: operand(field) } };
}

/** A query for people to see: what is compared with a sensitive field is masked. */
export function maskedQuery(type: AnyObjectType, query: WireQuery): WireQuery {
  const { where, order, after } = query;
  const isSensitive = (name: string): boolean => newestField(type, name).sensitive;
  const hide = (name: string, value: WireValue): WireValue =>
    value !== null && isSensitive(name) ? MASK : value;
  const condition = (one: WireCondition): WireCondition => {
    switch (one.kind) {
      case 'and':
      case 'or':
        return { ...one, all: one.all.map(condition) };
      case 'not':
        return { ...one, one: condition(one.one) };
      case 'isSet':
        return one;
      case 'in':
        return { ...one, values: one.values.map((value) => hide(one.field, value)) };
      default:
        return { ...one, value: hide(one.field, one.value) };
    }
  };
  return {
    ...query,
    where: where && condition(where),
    after: after?.map((value, i) => hide(order[i]?.field ?? '', value)),
  };
}
