// Rows as they come from the engine, with their labels read and the rows of their side tables beside them.

import { type RawBuilder, sql } from 'kysely';
import { LABEL_COLUMN, STATE_COLUMN } from '../core/storage.js';
import { IncompatibleObjectVersion } from '../runtime/index.js';
import type { SideRow } from '../runtime/storage.js';
import { nameIn } from './counting.js';
import type { Row, Wanted } from './query/index.js';
import { damagedRow, type SideElement, type StoredRow } from './row.js';
import type { Session } from './session.js';
import { readState } from './state.js';
import type { StoredTree } from './stored-types.js';

/** The row with this key, or undefined; with `lock` nobody else changes it before this transaction ends. */
export async function loadRow(
  session: Session,
  stored: StoredTree,
  key: unknown,
  lock = false,
): Promise<StoredRow | undefined> {
  const { table } = stored.storage;
  const locking = lock && session.engine === 'postgres' ? sql` for update` : sql``;
  const statement = sql<Row>`select * from ${sql.id(table)} where ${sql.id(stored.key.column)} = ${key}${locking}`;
  const [row] = await loadRows(session, stored, statement, undefined);
  return row;
}

/** The rows of a statement, in its order; `wanted` is what of them was asked for, undefined where that is all. */
export async function loadRows(
  session: Session,
  stored: StoredTree,
  statement: RawBuilder<Row>,
  wanted: Wanted | undefined,
): Promise<readonly StoredRow[]> {
  const { rows } = await session.run(statement, stored.type.name);
  const isWhole = wanted === undefined;
  const bare = rows.map((columns) => rowOf(stored, columns, isWhole));
  const tables = sidesOf(stored, bare, wanted);
  if (tables.length === 0) return bare;
  const keys = bare.map(({ columns }) => columns[stored.key.column]);
  const found = new Map<string, ReadonlyMap<string, readonly SideElement[]>>();
  for (const side of tables) found.set(side.table, await loadSide(session, stored, side, keys));
  return bare.map((row) => {
    const owner = String(row.columns[stored.key.column]);
    const sides = new Map(tables.map(({ table }) => [table, found.get(table)?.get(owner) ?? []]));
    return { ...row, sides };
  });
}

const NO_SIDES: StoredRow['sides'] = new Map();

function rowOf(stored: StoredTree, given: Row, isWhole: boolean): StoredRow {
  const columns = stored.byteColumns.length === 0 ? given : withBuffers(given, stored.byteColumns);
  const label = textIn(columns, LABEL_COLUMN);
  const { type, tree } = stored;
  const read = stored.labels.read(type, tree, label);
  if (read.kind === 'newer') {
    const child = tree.get(read.object) ?? type;
    throw new IncompatibleObjectVersion(type.name, child.name, read.version, child.version);
  }
  if (read.kind === 'damaged') throw damagedRow(stored, { columns, label }, read.why);
  const state = readState(textIn(columns, STATE_COLUMN));
  return { columns, sides: NO_SIDES, label, ordinal: read.ordinal, state, isWhole };
}

function textIn(columns: Row, name: string): string | null {
  const value = columns[name];
  return typeof value === 'string' ? value : null;
}

/** Libsql gives bytes in a form that it does not take. */
function withBuffers(columns: Row, names: readonly string[]): Row {
  const changed: Record<string, unknown> = { ...columns };
  for (const name of names) {
    const value = columns[name];
    if (value instanceof ArrayBuffer) changed[name] = Buffer.from(value);
  }
  return changed;
}

/** The side tables that any of these rows has something in, one for each name. */
function sidesOf(
  { storage }: StoredTree,
  rows: readonly StoredRow[],
  wanted: Wanted | undefined,
): readonly SideRow[] {
  const needed = storage.sides.filter(
    ({ table, since, until }) =>
      (wanted === undefined || wanted.sides.includes(table)) &&
      rows.some(
        ({ ordinal, state }) =>
          (since <= ordinal && ordinal <= until) ||
          [...state.counting].some((word) => nameIn(word) === table),
      ),
  );
  return [...new Map(needed.map((side) => [side.table, side])).values()];
}

/** So many owners in one statement. */
const OWNERS = 500;

async function loadSide(
  session: Session,
  { type }: StoredTree,
  { table, owner, place, value }: SideRow,
  keys: readonly unknown[],
): Promise<ReadonlyMap<string, readonly SideElement[]>> {
  const found = new Map<string, SideElement[]>();
  const placed = place === undefined ? sql`null` : sql.id(place);
  for (let from = 0; from < keys.length; from += OWNERS) {
    const some = sql.join(keys.slice(from, from + OWNERS));
    const { rows } = await session.run(
      sql<{ readonly owner: unknown; readonly place: unknown; readonly value: unknown }>`
        select ${sql.id(owner)} as "owner", ${placed} as "place", ${sql.id(value)} as "value"
        from ${sql.id(table)} where ${sql.id(owner)} in (${some})
        order by ${sql.id(owner)}, ${sql.id(place ?? value)}`,
      type.name,
    );
    for (const row of rows) {
      const key = String(row.owner);
      const element = { place: row.place, value: row.value };
      const known = found.get(key);
      if (known === undefined) found.set(key, [element]);
      else known.push(element);
    }
  }
  return found;
}
