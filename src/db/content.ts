// What a row of a version holds, as the driver takes it: made of a primitive of that version.

import type { JsonValue } from '../core/json.js';
import type { SideRow } from '../runtime/storage.js';
import { isData, own } from '../runtime/wire.js';
import { bound, type Engine } from './engine.js';
import { ValueNotStorableError } from './errors.js';
import type { SideElement, StoredType } from './row.js';
import { UnfitValue } from './unfit-value.js';

export interface Content {
  readonly ordinal: number;
  /** Every column of the version but the key's. */
  readonly columns: ReadonlyMap<string, Cell>;
  readonly sides: ReadonlyMap<string, SideContent>;
}

export interface Cell {
  readonly field: string;
  /** On the wire; undefined where it is unset. */
  readonly wire: JsonValue | undefined;
  /** As the driver takes it. */
  readonly value: unknown;
  /** Unset, although a null would mean null. */
  readonly isMarkedUnset: boolean;
}

export interface SideContent {
  readonly field: string;
  readonly wire: JsonValue | undefined;
  readonly elements: readonly SideElement[];
}

/** The content for the data of a primitive at this ordinal; `only` names fields where not all are wanted. */
export function contentOf(
  stored: StoredType,
  engine: Engine,
  data: Readonly<Record<string, unknown>>,
  ordinal: number,
  only?: ReadonlySet<string>,
): Content {
  const { type, shapes, key } = stored;
  const shape = shapes.at(ordinal);
  const isWanted = ({ field }: { readonly field: string }): boolean => only?.has(field) !== false;
  const columns = new Map<string, Cell>();
  for (const row of shape.columns) {
    if (row.column === key.column || !isWanted(row)) continue;
    const wire = wireAt(data, row.field);
    const held = row.isJson ? 'json' : row.type;
    columns.set(row.column, {
      field: row.field,
      wire,
      value: storable(type.name, row.field, wire, (value) => bound(engine, held, value)),
      isMarkedUnset: wire === undefined && row.nullable,
    });
  }
  const sides = new Map<string, SideContent>();
  for (const side of shape.sides) {
    if (!isWanted(side)) continue;
    const wire = wireAt(data, side.field);
    const elements = elementsOf(type.name, engine, side, wire);
    sides.set(side.table, { field: side.field, wire, elements });
  }
  return { ordinal, columns, sides };
}

function wireAt(data: Readonly<Record<string, unknown>>, field: string): JsonValue | undefined {
  // A primitive's data are JSON.
  return own(data, field) as JsonValue | undefined;
}

function elementsOf(
  object: string,
  engine: Engine,
  { field, kind, type }: SideRow,
  wire: JsonValue | undefined,
): readonly SideElement[] {
  const held = (value: JsonValue): unknown =>
    storable(object, field, value, (present) => bound(engine, type, present));
  if (kind === 'map') {
    const entries = isData(wire) ? Object.entries(wire) : [];
    return entries.map(([key, value]) => ({
      place: storable(object, field, key, (text) => bound(engine, 'text', text)),
      // A primitive's data are JSON.
      value: held(value),
    }));
  }
  const items: readonly JsonValue[] = Array.isArray(wire) ? wire : [];
  return items.map((value, place) => ({
    place: kind === 'list' ? place : null,
    value: held(value),
  }));
}

/** The key of a row, as the driver takes it. */
export function keyParameter(stored: StoredType, engine: Engine, key: JsonValue): unknown {
  const { type, storage } = stored;
  return storable(type.name, storage.key, key, (value) => bound(engine, stored.key.type, value));
}

function storable(
  object: string,
  field: string,
  wire: JsonValue | undefined,
  bind: (value: JsonValue) => unknown,
): unknown {
  if (wire === undefined || wire === null) return null;
  try {
    return bind(wire);
  } catch (error) {
    if (error instanceof UnfitValue) throw new ValueNotStorableError(object, field, error.why);
    throw error;
  }
}
