// From a row to an object: the data of the label's own columns, upgraded step by step; where a step fills a field in
// whose own column counts, that column's value stands instead.

import { convertTo } from '../runtime/convert.js';
import { Decoding, decodeObject } from '../runtime/decoding.js';
import { labelOf } from '../runtime/object-type.js';
import { isError, type Primitive, type VersionedObject } from '../runtime/index.js';
import type { FillRow } from '../runtime/storage.js';
import { childrenOf } from '../runtime/tracking.js';
import { define, isData } from '../runtime/wire.js';
import {
  columnValue,
  damagedRow,
  dataAt,
  sideValue,
  type StoredRow,
  type StoredType,
} from './row.js';

/** The object that a row is, at the newest version; nothing in it is changed, whatever an envelope in the row says. */
export function readRow(stored: StoredType, row: StoredRow): VersionedObject {
  const object = decodedRow(stored, row);
  for (const child of childrenOf(object)) child.objResetChanges();
  return object;
}

function decodedRow(stored: StoredType, row: StoredRow): VersionedObject {
  const { type } = stored;
  const { ordinal, state } = row;
  // What JSON was parsed of a row is nobody else's.
  const at = new Decoding({}, true);
  try {
    if (state.counting.size > 0 && ordinal < type.newest) {
      return decodeObject(type, primitiveOf(stored, row), type.name, at);
    }
    const data = dataAt(stored, row, ordinal);
    if (ordinal >= type.decodesFrom) return type.decode(data, ordinal, at);
    return decodeObject(type, sealed(stored, ordinal, data), type.name, at);
  } catch (error) {
    // A value that its own version does not allow: somebody else wrote it, or a rule was wrong.
    if (isError(error, 'invalid-value')) throw damagedRow(stored, row, error.message);
    throw error;
  }
}

/** The row as a primitive of the newest version, what else counts in its place. */
function primitiveOf(stored: StoredType, row: StoredRow): Primitive {
  const { type, shapes } = stored;
  const { counting } = row.state;
  let primitive = sealed(stored, row.ordinal, dataAt(stored, row, row.ordinal));
  for (let ordinal = row.ordinal + 1; ordinal <= type.newest; ordinal++) {
    primitive = convertTo(type, primitive, labelOf(type, ordinal)).primitive;
    const { filledUp } = shapes.at(ordinal);
    primitive = withOwn(stored, row, primitive, { fills: filledUp, ordinal, counting });
  }
  return primitive;
}

function sealed(
  { type }: StoredType,
  ordinal: number,
  data: Readonly<Record<string, unknown>>,
): Primitive {
  return type.wire.seal(type.name, type.namespace, labelOf(type, ordinal), data, undefined);
}

interface Overlay {
  readonly fills: readonly FillRow[];
  /** The version that the fields are of, and the primitive is at. */
  readonly ordinal: number;
  /** Columns and side tables that have what counts. */
  readonly counting: ReadonlySet<string>;
}

/** A primitive with the values of columns that count in place of what was filled in. */
export function withOwn(
  stored: StoredType,
  row: StoredRow,
  primitive: Primitive,
  { fills, ordinal, counting }: Overlay,
): Primitive {
  const { data } = stored.type.wire.open(primitive);
  if (fills.length === 0 || !isData(data)) return primitive;
  const { columnOf, sideOf } = stored.shapes.at(ordinal);
  const own = new Map<string, unknown>();
  for (const { field } of fills) {
    const column = columnOf.get(field);
    if (column !== undefined && counting.has(column.column)) {
      own.set(field, columnValue(stored, row, column));
    }
    const side = sideOf.get(field);
    if (side !== undefined && counting.has(side.table)) {
      own.set(field, sideValue(stored, row, side));
    }
  }
  if (own.size === 0) return primitive;
  const changed: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(data), ...own.keys()])) {
    const value = own.has(name) ? own.get(name) : data[name];
    if (value !== undefined) define(changed, name, value);
  }
  return sealed(stored, ordinal, changed);
}
