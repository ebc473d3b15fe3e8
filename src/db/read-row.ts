// From a row to an object: the data of the label's own columns, upgraded step by step; where a step fills a field in
// whose own column counts, that column's value stands instead.

import { convertTo } from '../runtime/convert.js';
import { Decoding, decodeObject } from '../runtime/decoding.js';
import { labelOf } from '../runtime/object-type.js';
import { isError, type Primitive, type VersionedObject } from '../runtime/index.js';
import { childrenOf } from '../runtime/tracking.js';
import { define, isData } from '../runtime/wire.js';
import type { Word } from './counting.js';
import { type Fields, NO_FIELDS } from './lineage.js';
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
      const way = climb(stored, row);
      const { primitive } = way.at(-1) ?? way[0];
      return decodeObject(type, primitive, type.name, at);
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

/** A row at its label's version and each one after it, up to the newest, with what counts in place of fills. */
export function climb(stored: StoredType, row: StoredRow): readonly [OnTheWay, ...OnTheWay[]] {
  const { type, shapes } = stored;
  const { counting } = row.state;
  const data = dataAt(stored, row, row.ordinal);
  let here: OnTheWay = { primitive: sealed(stored, row.ordinal, data), filled: NO_FIELDS };
  const way: [OnTheWay, ...OnTheWay[]] = [here];
  for (let ordinal = row.ordinal + 1; ordinal <= type.newest; ordinal++) {
    const { primitive } = convertTo(type, here.primitive, labelOf(type, ordinal));
    const filled = shapes.lineage.across('upgrade', ordinal, here.filled);
    here = withOwn(stored, row, { primitive, filled, ordinal, counting });
    way.push(here);
  }
  return way;
}

function sealed(
  { type }: StoredType,
  ordinal: number,
  data: Readonly<Record<string, unknown>>,
): Primitive {
  return type.wire.seal(type.name, type.namespace, labelOf(type, ordinal), data, undefined);
}

/** A primitive on its way from one version to another. */
export interface OnTheWay {
  readonly primitive: Primitive;
  /** Fields that come of fills alone. */
  readonly filled: Fields;
}

interface Overlay extends OnTheWay {
  /** The version that the fields are of, and the primitive is at. */
  readonly ordinal: number;
  /** Of columns and side tables that have what counts. */
  readonly counting: ReadonlySet<Word>;
}

/** The values of columns that count, in place of what was filled in; they are filled in no more. */
export function withOwn(
  stored: StoredType,
  row: StoredRow,
  { primitive, filled, ordinal, counting }: Overlay,
): OnTheWay {
  if (filled.size === 0) return { primitive, filled };
  const { shapes } = stored;
  const { columnOf, sideOf } = shapes.at(ordinal);
  const counts = (name: string): boolean => counting.has(shapes.counting.wordAt(name, ordinal));
  const own = new Map<string, unknown>();
  for (const field of filled) {
    const [column, side] = [columnOf.get(field), sideOf.get(field)];
    if (column !== undefined && counts(column.column)) {
      own.set(field, columnValue(stored, row, column));
    }
    if (side !== undefined && counts(side.table)) own.set(field, sideValue(stored, row, side));
  }
  return withValues(stored, { primitive, filled }, ordinal, own);
}

/** What was filled in at a version, taken from the same row's way up through it, where more than a fill stands there. */
export function withThatOfWayUp(
  stored: StoredType,
  here: OnTheWay,
  ordinal: number,
  there: OnTheWay,
): OnTheWay {
  const { data } = stored.type.wire.open(there.primitive);
  const known = isData(data) ? data : {};
  const fields = [...here.filled].filter((field) => !there.filled.has(field));
  return withValues(stored, here, ordinal, new Map(fields.map((field) => [field, known[field]])));
}

/** With these in the place of fills; undefined is unset. */
function withValues(
  stored: StoredType,
  { primitive, filled }: OnTheWay,
  ordinal: number,
  own: ReadonlyMap<string, unknown>,
): OnTheWay {
  const { data } = stored.type.wire.open(primitive);
  if (own.size === 0 || !isData(data)) return { primitive, filled };
  const changed: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(data), ...own.keys()])) {
    const value = own.has(name) ? own.get(name) : data[name];
    if (value !== undefined) define(changed, name, value);
  }
  const rest = new Set([...filled].filter((field) => !own.has(field)));
  return { primitive: sealed(stored, ordinal, changed), filled: rest };
}
