// One row's statements: inserted, updated under its guard, deleted; then the rows of its side tables.

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { LABEL_COLUMN, STATE_COLUMN } from '../core/storage.js';
import type { ColumnRow } from '../runtime/storage.js';
import type { Cell, SideContent } from './content.js';
import type { Engine } from './engine.js';
import type { StoredRow } from './row.js';
import type { Session } from './session.js';
import type { StoredTree } from './stored-types.js';

/** What is written of a row. */
export interface Change {
  readonly columns: ReadonlyMap<string, Cell>;
  readonly sides: ReadonlyMap<string, SideContent>;
  readonly label: string;
  readonly state: string | null;
}

/** Whether anything of the row itself becomes another. */
export function changesRow({ columns, label, state }: Change, row: StoredRow): boolean {
  return columns.size > 0 || label !== row.label || state !== rawState(row);
}

export function rawState({ columns }: StoredRow): string | null {
  const state = columns[STATE_COLUMN];
  return typeof state === 'string' ? state : null;
}

/** Updates a row that is still what it was in all that is written; false where it is not. */
export async function updateRow(
  session: Session,
  stored: StoredTree,
  row: StoredRow,
  change: Change,
  alive: RawBuilder<SqlBool>,
): Promise<boolean> {
  const { storage, key, type } = stored;
  const { engine } = session;
  const sets = new Map<string, unknown>([
    ...[...change.columns].map(([name, { value }]) => [name, value] as const),
    [LABEL_COLUMN, change.label],
    ...(change.state === rawState(row) ? [] : ([[STATE_COLUMN, change.state]] as const)),
  ]);
  const assignments = [...sets].map(([name, value]) => sql`${sql.id(name)} = ${value}`);
  const guards = [...sets.keys()].map((name) => {
    const column = storage.columns.find((one) => one.column === name);
    return isStill(engine, name, column, row.columns[name] ?? null);
  });
  const keyed = sql<SqlBool>`${sql.id(key.column)} = ${row.columns[key.column]}`;
  const { changed } = await session.run(
    sql`update ${sql.id(storage.table)} set ${sql.join(assignments)}
        where ${sql.join([keyed, ...guards, alive], sql` and `)}`,
    type.name,
  );
  return changed === 1;
}

/** Null is the same as null here. */
function isStill(
  engine: Engine,
  name: string,
  column: ColumnRow | undefined,
  value: unknown,
): RawBuilder<SqlBool> {
  const ref = sql.id(name);
  if (engine === 'sqlite') return sql`${ref} is ${value}`;
  switch (column?.type) {
    case 'json':
      return sql`cast(${ref} as text) is not distinct from ${value}`;
    case 'datetime': {
      // A driver gives milliseconds, where an older table may have more; and would write a time by its own clock's zone.
      const time = value instanceof Date ? value.toISOString() : value;
      return sql`date_trunc('milliseconds', ${ref}) is not distinct from cast(${time} as timestamptz)`;
    }
    default:
      return sql`${ref} is not distinct from ${value}`;
  }
}

export async function insertRow(
  session: Session,
  stored: StoredTree,
  values: ReadonlyMap<string, unknown>,
  alive: RawBuilder<SqlBool>,
): Promise<unknown> {
  const { storage, key, type } = stored;
  const names = [...values.keys()].map((name) => sql.id(name));
  const cells = [...values].map(([name, value]) => typed(session.engine, stored, name, value));
  const { rows } = await session.run(
    sql<Record<string, unknown>>`insert into ${sql.id(storage.table)} (${sql.join(names)})
        select ${sql.join(cells)} where ${alive} returning ${sql.id(key.column)}`,
    type.name,
  );
  return rows[0]?.[key.column];
}

const CASTS: Readonly<Record<ColumnRow['type'], RawBuilder<unknown>>> = {
  text: sql`text`,
  integer: sql`bigint`,
  numeric: sql`numeric`,
  float: sql`double precision`,
  boolean: sql`boolean`,
  datetime: sql`timestamptz`,
  bytes: sql`bytea`,
  json: sql`json`,
};

/** In a `select` PostgreSQL takes a parameter for a text unless told. */
function typed(
  engine: Engine,
  { storage }: StoredTree,
  name: string,
  value: unknown,
): RawBuilder<unknown> {
  const type = storage.columns.find((one) => one.column === name)?.type;
  return engine === 'postgres' && type !== undefined
    ? sql`cast(${value} as ${CASTS[type]})`
    : sql`${value}`;
}

/** False where there was none. `oldest` is what rows may still be: side tables that ended before are gone. */
export async function deleteRow(
  session: Session,
  stored: StoredTree,
  key: unknown,
  oldest: number,
): Promise<boolean> {
  const { storage, type } = stored;
  for (const { table, owner, until } of storage.sides) {
    if (until < oldest) continue;
    await session.run(sql`delete from ${sql.id(table)} where ${sql.id(owner)} = ${key}`, type.name);
  }
  const { changed } = await session.run(
    sql`delete from ${sql.id(storage.table)} where ${sql.id(stored.key.column)} = ${key}`,
    type.name,
  );
  return changed === 1;
}

/** Puts elements in the place of those that a side table has for a row. */
export async function writeSides(
  session: Session,
  { storage, type }: StoredTree,
  key: unknown,
  sides: ReadonlyMap<string, SideContent>,
): Promise<void> {
  for (const [name, { elements }] of sides) {
    const side = storage.sides.find(({ table }) => table === name);
    if (side === undefined) continue;
    const { table, owner, place, value } = side;
    await session.run(sql`delete from ${sql.id(table)} where ${sql.id(owner)} = ${key}`, type.name);
    const columns = [owner, ...(place === undefined ? [] : [place]), value].map((one) =>
      sql.id(one),
    );
    for (let from = 0; from < elements.length; from += ELEMENTS) {
      const rows = elements
        .slice(from, from + ELEMENTS)
        .map((one) => [key, ...(place === undefined ? [] : [one.place]), one.value])
        .map((cells) => sql`(${sql.join(cells)})`);
      await session.run(
        sql`insert into ${sql.id(table)} (${sql.join(columns)}) values ${sql.join(rows)}`,
        type.name,
      );
    }
  }
}

/** So many elements in one statement: three parameters each. */
const ELEMENTS = 1_000;
