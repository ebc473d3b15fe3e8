// Where the two engines have different words for the same question.

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ColumnType } from '../../core/storage.js';
import { bound, sqlType } from '../engine.js';
import { type Asked, literal } from './expressions.js';

/** Texts compared by code point: SQLite does so anyway. */
export function collated(
  { engine }: Asked,
  value: RawBuilder<unknown>,
  type: ColumnType,
): RawBuilder<unknown> {
  return engine === 'postgres' && type === 'text' ? sql`${value} collate "C"` : value;
}

/** From so many on, a list is one parameter. */
const MANY = 20;

/** Whether a value is one of many, whose number no limit of parameters bounds. */
export function anyOfThese(
  asked: Asked,
  value: RawBuilder<unknown>,
  type: ColumnType,
  values: readonly (string | number | boolean)[],
): RawBuilder<SqlBool> {
  const { engine } = asked;
  const [first] = values;
  if (first !== undefined && values.length === 1) {
    return sql`${value} = ${literal(asked, type, first)}`;
  }
  if (engine === 'postgres') {
    const all = values.map((one) => bound(engine, type, one));
    return sql`${value} = any(cast(${sql.val(all)} as ${sqlType(engine, type)}[]))`;
  }
  // JSON has no bytes, and SQLite does not read every float back as it was.
  if (values.length < MANY || type === 'bytes' || type === 'float') {
    return sql`${value} in (${sql.join(values.map((one) => literal(asked, type, one)))})`;
  }
  // Digits as they are: an integer of 64 bits is more than a number of JavaScript's holds.
  const all = values.map((one) => {
    const held = bound(engine, type, one);
    return typeof held === 'bigint' ? String(held) : JSON.stringify(held);
  });
  return sql`${value} in (select value from json_each(${`[${all.join()}]`}))`;
}
