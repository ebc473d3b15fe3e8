// Order and pages. A row without a value stands before all that have one, on both engines; the key makes the order
// a total one, so that a page begins exactly behind the last.

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ColumnType } from '../../core/storage.js';
import type { WireOrder, WireValue } from '../../runtime/query.js';
import { fieldOf } from './conditions.js';
import { collated } from './engines.js';
import {
  allOf,
  anyOf,
  type Asked,
  comparing,
  FALSE,
  literal,
  overLabels,
  valueOf,
} from './expressions.js';

/** What rows are ordered by, in SQL. */
export interface Ordering {
  readonly field: string;
  readonly value: RawBuilder<unknown>;
  readonly type: ColumnType;
  readonly direction: 'asc' | 'desc';
  /** Whether every row has a value: the key's case. */
  readonly isKey: boolean;
}

export function orderingsOf(asked: Asked, order: readonly WireOrder[]): readonly Ordering[] {
  const { storage } = asked.type;
  return order.map(({ field, direction }) => {
    const { groups, type } = fieldOf(asked, field);
    const value = overLabels(asked, groups, (source) => valueOf(asked, source, type));
    const isKey = storage?.key === field;
    return { field, value: collated(asked, value, type), type, direction, isKey };
  });
}

/** The text behind `order by`. */
export function orderBy(orderings: readonly Ordering[]): RawBuilder<unknown> {
  const parts = orderings.map(({ value, direction, isKey }) => {
    if (isKey) return direction === 'asc' ? sql`${value} asc` : sql`${value} desc`;
    return direction === 'asc' ? sql`${value} asc nulls first` : sql`${value} desc nulls last`;
  });
  return sql.join(parts);
}

/** Rows that come behind the one with these values. */
export function behind(
  asked: Asked,
  orderings: readonly Ordering[],
  values: readonly WireValue[],
): RawBuilder<SqlBool> {
  const ways = orderings.map((ordering, i) =>
    allOf([
      ...orderings.slice(0, i).map((before, j) => isAt(asked, before, values[j] ?? null)),
      isBehind(asked, ordering, values[i] ?? null),
    ]),
  );
  return anyOf(ways);
}

function isAt(asked: Asked, ordering: Ordering, at: WireValue): RawBuilder<SqlBool> {
  const { value } = ordering;
  return at === null ? sql`${value} is null` : sql`${value} = ${placeOf(asked, ordering, at)}`;
}

function placeOf(asked: Asked, { field, type }: Ordering, at: WireValue): RawBuilder<unknown> {
  return comparing(asked, field, () => literal(asked, type, at));
}

function isBehind(asked: Asked, ordering: Ordering, at: WireValue): RawBuilder<SqlBool> {
  const { value, direction, isKey } = ordering;
  if (at === null) return direction === 'asc' ? sql`${value} is not null` : FALSE;
  const parameter = placeOf(asked, ordering, at);
  if (direction === 'asc') return sql`${value} > ${parameter}`;
  const less = sql<SqlBool>`${value} < ${parameter}`;
  return isKey ? less : anyOf([less, sql`${value} is null`]);
}
