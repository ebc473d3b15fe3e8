// From a row to an object: the data of the label's own columns, upgraded step by step; where a step fills a field in
// whose own column counts, that column's value stands instead.

import { convertTo } from '../runtime/convert.js';
import { Decoding, decodeObject } from '../runtime/decoding.js';
import { labelOf } from '../runtime/object-type.js';
import { isError, type Primitive, type VersionedObject } from '../runtime/index.js';
import type { FillRow } from '../runtime/storage.js';
import { define, isData } from '../runtime/wire.js';
import { DamagedRowError } from './errors.js';
import { at, columnValue, dataAt, sideValue, type StoredRow, type StoredType } from './row.js';

/** The object that a row is, at the newest version. */
export function readRow(stored: StoredType, row: StoredRow): VersionedObject {
  const { type } = stored;
  try {
    return decodeObject(type, primitiveOf(stored, row), type.name, new Decoding());
  } catch (error) {
    // A value that its own version does not allow: somebody else wrote it, or a rule was wrong.
    if (!isError(error, 'invalid-value')) throw error;
    const { storage, key } = stored;
    const place = { table: storage.table, key: row.columns[key.column], label: row.label };
    throw new DamagedRowError(type.name, place, error.message);
  }
}

/** The row as a primitive: at its label's version where nothing else counts, else at the newest. */
function primitiveOf(stored: StoredType, row: StoredRow): Primitive {
  const { type } = stored;
  let primitive = sealed(stored, row.ordinal, dataAt(stored, row, row.ordinal));
  const { counting } = row.state;
  if (counting.size === 0) return primitive;
  for (let ordinal = row.ordinal + 1; ordinal <= type.newest; ordinal++) {
    primitive = convertTo(type, primitive, labelOf(type, ordinal)).primitive;
    const fills = stored.storage.fills.filter(
      (one) => one.direction === 'upgrade' && one.at === ordinal,
    );
    primitive = withOwn(stored, row, primitive, {
      fills,
      ordinal,
      counts: (name) => counting.has(name),
    });
  }
  return primitive;
}

export function sealed(
  { type }: StoredType,
  ordinal: number,
  data: Record<string, unknown>,
): Primitive {
  return type.wire.seal(type.name, type.namespace, labelOf(type, ordinal), data, undefined);
}

interface Overlay {
  readonly fills: readonly FillRow[];
  /** The version that the fields are of, and the primitive is at. */
  readonly ordinal: number;
  /** Whether a column, or a side table, has what counts. */
  readonly counts: (name: string) => boolean;
}

/** A primitive with the values of columns that count in place of what was filled in. */
export function withOwn(
  stored: StoredType,
  row: StoredRow,
  primitive: Primitive,
  { fills, ordinal, counts }: Overlay,
): Primitive {
  const { data } = stored.type.wire.open(primitive);
  if (!isData(data)) return primitive;
  const own = new Map<string, unknown>();
  for (const { field } of fills) {
    const column = at(stored.storage.columns, ordinal).find((one) => one.field === field);
    if (column !== undefined && counts(column.column)) {
      own.set(field, columnValue(stored, row, column));
    }
    const side = at(stored.storage.sides, ordinal).find((one) => one.field === field);
    if (side !== undefined && counts(side.table)) own.set(field, sideValue(stored, row, side));
  }
  if (own.size === 0) return primitive;
  const changed: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(data), ...own.keys()])) {
    const value = own.has(name) ? own.get(name) : data[name];
    if (value !== undefined) define(changed, name, value);
  }
  return sealed(stored, ordinal, changed);
}
