// From an object to what is written of it: the content of a row at the version that is written, and what of it is
// another than what stands there.

import { sameJson } from '../core/same-json.js';
import type { Loss, Manifest } from '../core/envelope.js';
import { labelOf } from '../runtime/object-type.js';
import { convertTo } from '../runtime/convert.js';
import { type Registry, type VersionedObject } from '../runtime/index.js';
import { childrenOf } from '../runtime/tracking.js';
import { ordinalIn } from '../runtime/target.js';
import { isData } from '../runtime/wire.js';
import { type Content, contentOf } from './content.js';
import type { Engine } from './engine.js';
import { formatLabel, insideOf, noteInside } from './label.js';
import { withOwn } from './read-row.js';
import { at, columnValue, sideValue, type StoredRow, type StoredType } from './row.js';
import type { RowState } from './state.js';

/** By what a process writes. */
export interface Writing {
  readonly engine: Engine;
  readonly registry: Registry;
  /** Complete: objects without an entry in the pin are at their newest. */
  readonly manifest: Manifest;
  /** Names as manifests have them. */
  readonly nameOf: (type: StoredType['type']) => string;
}

/** The ordinal that rows of this type are written at. */
export function writtenAt({ type }: StoredType, { manifest }: Writing): number {
  return ordinalIn(type, manifest);
}

/** The content of an object at what is written; `row` is the row that it stands for, if there is one. */
export function contentFor(
  stored: StoredType,
  writing: Writing,
  object: VersionedObject,
  row: StoredRow | undefined,
  losses: Loss[],
): Content {
  const { type } = stored;
  const ordinal = writtenAt(stored, writing);
  const counts = ownsOf(stored, row);
  const fills = stored.storage.fills.filter(
    (one) => one.direction === 'backport' && one.at > ordinal,
  );
  const isPlain =
    row === undefined || fills.every(({ at: step, field }) => !hasOwn(step - 1, field));
  const { manifest } = writing;
  if (isPlain) {
    return contentOf(
      stored,
      writing.engine,
      dataOf(object.objToPrimitive({ manifest, losses })),
      ordinal,
    );
  }
  // Step by step, as it was read: what a step fills in, the row may have of its own.
  let primitive = object.objToPrimitive();
  for (let newer = type.newest; newer > ordinal; newer--) {
    const converted = convertTo(type, primitive, labelOf(type, newer - 1));
    losses.push(...converted.losses);
    primitive = withOwn(stored, row, converted.primitive, {
      fills: fills.filter((one) => one.at === newer),
      ordinal: newer - 1,
      counts,
    });
  }
  const nested = writing.registry.backport(primitive, { manifest });
  losses.push(...nested.losses);
  return contentOf(stored, writing.engine, dataOf(nested.primitive), ordinal);

  function dataOf(made: unknown): Readonly<Record<string, unknown>> {
    const { data } = type.wire.open(isData(made) ? made : {});
    return isData(data) ? data : {};
  }

  function hasOwn(version: number, field: string): boolean {
    const { columns, sides } = stored.storage;
    return (
      at(columns, version).some((one) => one.field === field && counts(one.column)) ||
      at(sides, version).some((one) => one.field === field && counts(one.table))
    );
  }
}

/** Whether a column or side table has what counts: the label's own, and those that the state names. */
function ownsOf({ storage }: StoredType, row: StoredRow | undefined): (name: string) => boolean {
  if (row === undefined) return () => false;
  const names = new Set([
    ...row.state.counting,
    ...at(storage.columns, row.ordinal).map(({ column }) => column),
    ...at(storage.sides, row.ordinal).map(({ table }) => table),
  ]);
  return (name) => names.has(name);
}

/** The columns and side tables whose content is another than what the row has. */
export function differing(
  stored: StoredType,
  row: StoredRow,
  content: Content,
): { readonly columns: readonly string[]; readonly sides: readonly string[] } {
  const { storage } = stored;
  const columns = at(storage.columns, content.ordinal).filter((column) => {
    const cell = content.columns.get(column.column);
    return cell !== undefined && !isSame(columnValue(stored, row, column), cell.wire);
  });
  const sides = at(storage.sides, content.ordinal).filter((side) => {
    const next = content.sides.get(side.table);
    return next !== undefined && !isSame(sideValue(stored, row, side), next.wire);
  });
  return { columns: columns.map(({ column }) => column), sides: sides.map(({ table }) => table) };
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  // Both are values of the wire.
  return sameJson(a as Parameters<typeof sameJson>[0], b as Parameters<typeof sameJson>[1]);
}

/** The state of a row after its content was written. */
export function stateAfter(
  stored: StoredType,
  row: StoredRow | undefined,
  content: Content,
): RowState {
  const own = new Set([...content.columns.keys(), ...content.sides.keys()]);
  const unset = new Set<string>();
  for (const [column, cell] of content.columns) if (cell.isMarkedUnset) unset.add(column);
  const nullSides = new Set<string>();
  for (const [table, { wire }] of content.sides) {
    if (wire === undefined) unset.add(table);
    if (wire === null) nullSides.add(table);
  }
  const counting = new Set<string>();
  if (row !== undefined) {
    const before = ownsOf(stored, row);
    for (const name of filledNames(stored)) {
      if (own.has(name) || !before(name)) continue;
      counting.add(name);
      // What was said of it goes on to be so.
      if (row.state.unset.has(name)) unset.add(name);
      if (row.state.nullSides.has(name)) nullSides.add(name);
    }
  }
  return { unset, counting, nullSides };
}

/** The columns and side tables of fields that some step fills in: only of those it matters whether they were written. */
function filledNames({ storage }: StoredType): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { direction, at: step, field } of storage.fills) {
    const version = direction === 'upgrade' ? step : step - 1;
    for (const one of at(storage.columns, version)) if (one.field === field) names.add(one.column);
    for (const one of at(storage.sides, version)) if (one.field === field) names.add(one.table);
  }
  return names;
}

/** The label of a row that an object was written to; objects that were inside may still be. */
export function labelAfter(
  stored: StoredType,
  writing: Writing,
  object: VersionedObject,
  row: StoredRow | undefined,
): string {
  const inside = insideOf(row?.label ?? null);
  const visit = (one: VersionedObject): void => {
    for (const child of childrenOf(one)) {
      const { $$type: type } = child;
      const name = writing.nameOf(type);
      noteInside(inside, name, labelOf(type, ordinalIn(type, writing.manifest)));
      visit(child);
    }
  };
  visit(object);
  return formatLabel(labelOf(stored.type, writtenAt(stored, writing)), inside);
}
