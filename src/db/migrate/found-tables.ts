// What a plan needs to know of a database: which of some tables there are, with which columns and indexes.

import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.js';
import { Session } from '../session.js';

/** A database as it is; nothing of it is what a plan from nothing starts with. */
export interface FoundTables {
  readonly tables: ReadonlyMap<string, FoundTable>;
}

/** A table as it is in the database. */
export interface FoundTable {
  readonly columns: ReadonlySet<string>;
  /** By name; an index that PostgreSQL failed to finish is not valid. */
  readonly indexes: ReadonlyMap<string, { readonly isValid: boolean }>;
}

/** A database without tables. */
export const NOTHING: FoundTables = { tables: new Map() };

interface Mutable {
  readonly columns: Set<string>;
  readonly indexes: Map<string, { readonly isValid: boolean }>;
}

/** Looks at all tables of the schema that statements without a schema's name mean. */
export async function findTables(db: Kysely<unknown>, engine: Engine): Promise<FoundTables> {
  const tables = new Map<string, Mutable>();
  const session = new Session(db, engine);
  const { rows: columns } = await session.run(COLUMNS[engine], '');
  for (const { table, name } of columns) entryOf(table).columns.add(name);
  const { rows: indexes } = await session.run(INDEXES[engine], '');
  for (const { table, name, valid } of indexes) {
    entryOf(table).indexes.set(name, { isValid: valid === true || Number(valid) === 1 });
  }
  return { tables };

  function entryOf(table: string): Mutable {
    const known = tables.get(table);
    if (known !== undefined) return known;
    const made: Mutable = { columns: new Set(), indexes: new Map() };
    tables.set(table, made);
    return made;
  }
}

interface Column {
  readonly table: string;
  readonly name: string;
}

interface Index extends Column {
  readonly valid: boolean | number | bigint;
}

const COLUMNS = {
  sqlite: sql<Column>`
    select m.name as "table", c.name as "name"
    from sqlite_master m, pragma_table_info(m.name) c
    where m.type = 'table'`,
  postgres: sql<Column>`
    select table_name as "table", column_name as "name"
    from information_schema.columns
    where table_schema = current_schema()`,
};

const INDEXES = {
  sqlite: sql<Index>`
    select tbl_name as "table", name as "name", 1 as "valid"
    from sqlite_master
    where type = 'index'`,
  postgres: sql<Index>`
    select t.relname as "table", i.relname as "name", x.indisvalid as "valid"
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_class t on t.oid = x.indrelid
    join pg_namespace n on n.oid = t.relnamespace
    where n.nspname = current_schema()`,
};
