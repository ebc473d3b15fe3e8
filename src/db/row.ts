// A row as it was read, with the rows of its side tables; and the data that a version sees in it.

import type { JsonValue } from '../core/json.js';
import type { AnyObjectType, FieldInfo } from '../runtime/object-type.js';
import type { ColumnRow, SideRow, StorageInfo } from '../runtime/storage.js';
import { define } from '../runtime/wire.js';
import { given } from './engine.js';
import { DamagedRowError, NotExpandedError } from './errors.js';
import type { RowShapes } from './row-shape.js';
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
  /** Of the object that is known by this row: the fields that it was read with, where those are not all. */
  readonly asked?: ReadonlySet<string>;
  /** Of the object that is known by this row: what it has of fields that others have changed since it was read. */
  readonly stale?: ReadonlyMap<FieldInfo, unknown>;
}

/** An object type that is stored. */
export interface StoredType {
  readonly type: AnyObjectType;
  readonly storage: StorageInfo;
  /** The column of its key, the same at all versions. */
  readonly key: ColumnRow;
  readonly shapes: RowShapes;
}

/** The data of an ordinal's own columns: fields without one, or without a value in it, are unset. */
export function dataAt(
  stored: StoredType,
  row: StoredRow,
  ordinal: number,
): Record<string, unknown> {
  const { columns, sides } = stored.shapes.at(ordinal);
  const data: Record<string, unknown> = {};
  for (const column of columns) {
    const value = columnValue(stored, row, column);
    if (value !== undefined) define(data, column.field, value);
  }
  for (const side of sides) {
    const value = sideValue(stored, row, side);
    if (value !== undefined) define(data, side.field, value);
  }
  return data;
}

/** The value of the wire in a column; undefined where the field is unset. */
export function columnValue(
  stored: StoredType,
  row: StoredRow,
  { column, type, isJson, nullable, field }: ColumnRow,
): JsonValue | undefined {
  const value = Object.hasOwn(row.columns, column) ? row.columns[column] : undefined;
  if (value === null) return nullable && !row.state.unset.has(column) ? null : undefined;
  if (value === undefined) {
    if (!row.isWhole) return undefined;
    // Else what is only missing would be taken for unset.
    throw new NotExpandedError(stored.type.name, `column ${stored.storage.table}.${column}`);
  }
  try {
    return given(isJson ? 'json' : type, value);
  } catch (error) {
    throw damaged(stored, row, field, error);
  }
}

export function sideValue(
  stored: StoredType,
  row: StoredRow,
  { table, kind, type, field, nullable }: SideRow,
): JsonValue | undefined {
  const elements = row.sides.get(table);
  if (elements === undefined || row.state.unset.has(table)) return undefined;
  if (row.state.nullSides.has(table)) return null;
  try {
    const valueOf = ({ value }: SideElement): JsonValue =>
      value === null && nullable ? null : given(type, value);
    if (kind !== 'map') return elements.map(valueOf);
    const map: Record<string, JsonValue> = {};
    for (const element of elements) define(map, String(element.place), valueOf(element));
    return map;
  } catch (error) {
    throw damaged(stored, row, field, error);
  }
}

/** A value that its column should not give, told with its row; any other error as it is. */
function damaged(stored: StoredType, row: StoredRow, field: string, error: unknown): unknown {
  return error instanceof UnfitValue ? damagedRow(stored, row, `${field}: ${error.why}`) : error;
}

export function damagedRow(
  { type, storage, key }: StoredType,
  { columns, label }: Pick<StoredRow, 'columns' | 'label'>,
  why: string,
): DamagedRowError {
  const place = { table: storage.table, key: columns[key.column], label };
  return new DamagedRowError(type.name, place, why);
}
