// A row as it was read, with the rows of its side tables; and the data that a version sees in it.

import type { JsonValue } from '../core/json.js';
import type { AnyObjectType } from '../runtime/object-type.js';
import type { ColumnRow, SideRow, StorageInfo } from '../runtime/storage.js';
import { define } from '../runtime/wire.js';
import { given } from './engine.js';
import { DamagedRowError } from './errors.js';
import type { RowState } from './state.js';
import { UnfitValue } from './unfit-value.js';

/** An element of a list, set or map, as its side table has it. */
export interface SideElement {
  readonly place: unknown;
  readonly value: unknown;
}

/** As the driver gave it. */
export interface StoredRow {
  readonly columns: Readonly<Record<string, unknown>>;
  /** By table, in the order of their places; a table that is not here was not read. */
  readonly sides: ReadonlyMap<string, readonly SideElement[]>;
  readonly label: string | null;
  /** The ordinal that the label means. */
  readonly ordinal: number;
  readonly state: RowState;
  /** Whether all of it was read, and not some fields alone. */
  readonly isWhole: boolean;
}

/** An object type that is stored. */
export interface StoredType {
  readonly type: AnyObjectType;
  readonly storage: StorageInfo;
  /** The column of its key, the same at all versions. */
  readonly key: ColumnRow;
}

interface Spanned {
  readonly since: number;
  readonly until: number;
}

/** What holds at an ordinal. */
export function at<T extends Spanned>(rows: readonly T[], ordinal: number): readonly T[] {
  return rows.filter(({ since, until }) => since <= ordinal && ordinal <= until);
}

/** The data of an ordinal's own columns: fields without one, or without a value in it, are unset. */
export function dataAt(
  stored: StoredType,
  row: StoredRow,
  ordinal: number,
): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const column of at(stored.storage.columns, ordinal)) {
    define(data, column.field, columnValue(stored, row, column));
  }
  for (const side of at(stored.storage.sides, ordinal)) {
    define(data, side.field, sideValue(stored, row, side));
  }
  return data;
}

/** The value of the wire in a column; undefined where the field is unset. */
export function columnValue(
  stored: StoredType,
  row: StoredRow,
  { column, type, nullable, field }: ColumnRow,
): JsonValue | undefined {
  const value = Object.hasOwn(row.columns, column) ? row.columns[column] : undefined;
  if (value === undefined) return undefined;
  if (value === null) return nullable && !row.state.unset.has(column) ? null : undefined;
  return readable(stored, row, field, () => given(type, value));
}

export function sideValue(
  stored: StoredType,
  row: StoredRow,
  { table, kind, type, field, nullable }: SideRow,
): JsonValue | undefined {
  const elements = row.sides.get(table);
  if (elements === undefined || row.state.unset.has(table)) return undefined;
  if (row.state.nullSides.has(table)) return null;
  const valueOf = ({ value }: SideElement): JsonValue =>
    value === null && nullable ? null : readable(stored, row, field, () => given(type, value));
  if (kind !== 'map') return elements.map(valueOf);
  const map: Record<string, unknown> = {};
  for (const element of elements) define(map, String(element.place), valueOf(element));
  return map as JsonValue;
}

function readable<T>(
  { type, storage, key }: StoredType,
  { columns, label }: StoredRow,
  field: string,
  read: () => T,
): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnfitValue)) throw error;
    const place = { table: storage.table, key: columns[key.column], label };
    throw new DamagedRowError(type.name, place, `${field}: ${error.why}`);
  }
}
