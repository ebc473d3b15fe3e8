// The columns of generated table types, as a query builder reads and writes them: kysely knows such a column by
// its three members, so nothing of it is imported. A form says what either engine's driver may give.

import type { ColumnType } from '../core/storage.js';

/** What drivers give for a column, and what they take. */
interface Forms {
  text: { gives: string; takes: string };
  /** libsql gives a number, or a bigint where it is told to; pg a text, as 64 bits do not fit a number. */
  integer: { gives: number | bigint | string; takes: number | bigint };
  numeric: { gives: string; takes: string | bigint };
  float: { gives: number; takes: number };
  /** SQLite has 0 and 1. */
  boolean: { gives: boolean | number | bigint; takes: boolean | number };
  /** SQLite has the text, always with milliseconds. */
  datetime: { gives: Date | string; takes: Date | string };
  bytes: { gives: Uint8Array; takes: Uint8Array };
  /** Its text, or what pg parsed it to. */
  json: { gives: unknown; takes: string };
}

type Gives<C extends ColumnType> = Forms[C]['gives'];
type Takes<C extends ColumnType> = Forms[C]['takes'];

/** A column that may be null, as all but the key may. */
export type Column<C extends ColumnType> = {
  readonly __select__: Gives<C> | null;
  readonly __insert__: Takes<C> | null;
  readonly __update__: Takes<C> | null;
};

/** A column that always has a value. */
export type RequiredColumn<C extends ColumnType> = {
  readonly __select__: Gives<C>;
  readonly __insert__: Takes<C>;
  readonly __update__: Takes<C>;
};

/** The key: where it is an integer, the database gives one to a row that comes without. */
export type KeyColumn<C extends ColumnType> = {
  readonly __select__: Gives<C>;
  readonly __insert__: C extends 'integer' ? Takes<C> | undefined : Takes<C>;
  readonly __update__: Takes<C>;
};
