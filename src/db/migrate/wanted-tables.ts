// The tables that objects need while rows may have labels from some version on: the sum of what each of those
// versions says.

import { indexName } from '../../core/index-name.js';
import { type ColumnType, LABEL_COLUMN, STATE_COLUMN } from '../../core/storage.js';
import type { AnyObjectType } from '../../runtime/object-type.js';
import { labelOf } from '../../runtime/object-type.js';
import type { StorageInfo } from '../../runtime/storage.js';

export interface WantedColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Labels of the first and the last version that has it; undefined for our own columns. */
  readonly since: string | undefined;
  readonly until: string | undefined;
}

export interface WantedIndex {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

export interface WantedTable {
  readonly name: string;
  /** The object whose rows these are, or whose side table it is. */
  readonly object: string;
  readonly columns: readonly WantedColumn[];
  /** One column, or the owner's key and what tells rows of one owner apart. */
  readonly primaryKey: readonly string[];
  /** Whether the database numbers rows that come without a key. */
  readonly isNumbered: boolean;
  /** Of a side table: whose rows its rows belong to. */
  readonly owner:
    { readonly column: string; readonly table: string; readonly key: string } | undefined;
  readonly indexes: readonly WantedIndex[];
}

/** Labels that rows may have, by ordinal, both included. */
export interface Range {
  readonly oldest: number;
  readonly newest: number;
}

/** Tables for an object whose rows have labels within a range, its own first. */
function wantedTables(type: AnyObjectType, range: Range): readonly WantedTable[] {
  if (type.storage === undefined) return [];
  const storage = within(type.storage, range);
  const { oldest } = range;
  const key = keyColumn(type, storage);
  const columns = new Map<string, WantedColumn>();
  for (const row of storage.columns) {
    const known = columns.get(row.column);
    const since = labelAt(type, Math.max(row.since, type.base));
    const until = labelAt(type, Math.min(row.until, type.newest));
    columns.set(row.column, {
      name: row.column,
      type: row.type,
      since: known === undefined ? since : older(type, known.since, since),
      until: known === undefined ? until : newer(type, known.until, until),
    });
  }
  const own = [LABEL_COLUMN, STATE_COLUMN].map((name): WantedColumn => {
    return { name, type: 'text', since: undefined, until: undefined };
  });
  const main: WantedTable = {
    name: storage.table,
    object: type.name,
    columns: [...columns.values(), ...own],
    primaryKey: [key.column],
    isNumbered: key.type === 'integer',
    owner: undefined,
    indexes: indexesOf(type, storage, oldest),
  };
  return [main, ...sideTables(type, storage, key)];
}

function within(storage: StorageInfo, { oldest, newest }: Range): StorageInfo {
  const isIn = ({ since, until }: { readonly since: number; readonly until: number }): boolean =>
    since <= newest && until >= oldest;
  return {
    ...storage,
    columns: storage.columns.filter((row) => isIn(row) || row.field === storage.key),
    sides: storage.sides.filter(isIn),
    indexes: storage.indexes
      .filter(isIn)
      .map((one) => ({ ...one, until: Math.min(one.until, newest) })),
  };
}

/** Tables for many objects; majors of one that share a table have one. */
export function wantedTablesOf(
  types: readonly AnyObjectType[],
  rangeOf: (type: AnyObjectType) => Range,
): readonly WantedTable[] {
  const tables = new Map<string, WantedTable>();
  for (const table of types.flatMap((type) => wantedTables(type, rangeOf(type)))) {
    const known = tables.get(table.name);
    tables.set(table.name, known === undefined ? table : united(known, table));
  }
  return [...tables.values()];
}

function united(one: WantedTable, other: WantedTable): WantedTable {
  return {
    ...one,
    columns: withoutSecond([...one.columns, ...other.columns]),
    indexes: withoutSecond([...one.indexes, ...other.indexes]),
  };
}

function withoutSecond<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  return all.filter(({ name }, i) => all.findIndex((one) => one.name === name) === i);
}

interface Key {
  readonly column: string;
  readonly type: ColumnType;
}

function keyColumn(type: AnyObjectType, { columns, key }: StorageInfo): Key {
  const row = columns.find(({ field, until }) => field === key && until >= type.newest);
  if (row === undefined) throw new Error(`${type.name} has no column for its key ${key}`);
  return row;
}

function sideTables(type: AnyObjectType, storage: StorageInfo, key: Key): readonly WantedTable[] {
  const tables = new Map<string, WantedTable>();
  for (const { table, owner, place, value, kind, type: held, since, until } of storage.sides) {
    if (tables.has(table)) continue;
    const [first, last] = [Math.max(since, type.base), Math.min(until, type.newest)];
    const column = (name: string, columnType: ColumnType): WantedColumn => {
      return { name, type: columnType, since: labelAt(type, first), until: labelAt(type, last) };
    };
    const placed = place === undefined ? [] : [column(place, kind === 'list' ? 'integer' : 'text')];
    tables.set(table, {
      name: table,
      object: type.name,
      columns: [column(owner, key.type), ...placed, column(value, held)],
      primaryKey: [owner, place ?? value],
      isNumbered: false,
      owner: { column: owner, table: storage.table, key: key.column },
      indexes: [],
    });
  }
  return [...tables.values()];
}

/** An index of a later version may stand on other columns than an older one's: both are wanted. */
function indexesOf(
  type: AnyObjectType,
  { table, columns, indexes }: StorageInfo,
  oldest: number,
): readonly WantedIndex[] {
  const found = new Map<string, WantedIndex>();
  for (const { fields, unique, since, until } of indexes) {
    for (let at = Math.max(since, oldest); at <= Math.min(until, type.newest); at++) {
      const named = fields.map(
        (field) =>
          columns.find((row) => row.field === field && row.since <= at && at <= row.until)?.column,
      );
      const on = named.filter((name) => name !== undefined);
      if (on.length < fields.length) continue;
      const name = indexName(table, on, unique);
      found.set(name, { name, columns: on, unique });
    }
  }
  return [...found.values()];
}

function labelAt(type: AnyObjectType, ordinal: number): string {
  return labelOf(type, ordinal);
}

function older(type: AnyObjectType, a: string | undefined, b: string): string {
  return a !== undefined && ordinal(type, a) < ordinal(type, b) ? a : b;
}

function newer(type: AnyObjectType, a: string | undefined, b: string): string {
  return a !== undefined && ordinal(type, a) > ordinal(type, b) ? a : b;
}

function ordinal(type: AnyObjectType, label: string): number {
  return type.ordinals.get(label) ?? type.base;
}
