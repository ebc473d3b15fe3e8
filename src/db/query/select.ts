// One statement for a query: the rows that it wants, in its order, and of each only what is needed.

import { type RawBuilder, sql } from 'kysely';
import type { WireCondition, WireQuery } from '../../runtime/query.js';
import { type Wanted, wantedFor } from './columns.js';
import { conditionOf } from './conditions.js';
import { allOf, type Asked } from './expressions.js';
import { behind, orderBy, orderingsOf } from './order.js';

/** A row as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

export interface Selection {
  readonly statement: RawBuilder<Row>;
  /** What of a row is read; undefined means all. */
  readonly wanted: Wanted | undefined;
}

export function selectRows(asked: Asked, query: WireQuery): Selection {
  const { where, order, limit, after, fields } = query;
  const orderings = orderingsOf(asked, order);
  const conditions = [
    ...(where === undefined ? [] : [conditionOf(asked, where)]),
    ...(after === undefined ? [] : [behind(asked, orderings, after)]),
  ];
  const { storage } = asked.type;
  const wanted =
    fields === undefined || storage === undefined
      ? undefined
      : wantedFor(
          asked.type,
          storage,
          [...fields, ...order.map(({ field }) => field)],
          asked.oldest,
        );
  const parts = [
    sql`${head(asked, wanted)}`,
    ...(conditions.length === 0 ? [] : [sql`where ${allOf(conditions)}`]),
    sql`order by ${orderBy(orderings)}`,
    ...(limit === undefined ? [] : [sql`limit ${limit}`]),
  ];
  return { statement: sql`${sql.join(parts, sql` `)}`, wanted };
}

/** All rows that a condition is true of, whole, in no order. */
export function selectWhere(asked: Asked, where: WireCondition): RawBuilder<Row> {
  return sql`${head(asked, undefined)} where ${conditionOf(asked, where)}`;
}

function head({ type }: Asked, wanted: Wanted | undefined): RawBuilder<unknown> {
  const columns =
    wanted === undefined ? sql`*` : sql.join(wanted.columns.map((column) => sql.id(column)));
  return sql`select ${columns} from ${sql.id(type.storage?.table ?? '')}`;
}
