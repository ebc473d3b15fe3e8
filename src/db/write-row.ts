// From an object to what is written of it: the content of a row at the version that is written, and what the row then
// says of itself.

import type { Loss, Manifest } from '../core/envelope.js';
import { convertTo } from '../runtime/convert.js';
import { type FieldInfo, labelOf } from '../runtime/object-type.js';
import type { Registry, VersionedObject } from '../runtime/index.js';
import { childrenOf } from '../runtime/tracking.js';
import { noTarget, ordinalIn } from '../runtime/target.js';
import { isData } from '../runtime/wire.js';
import { type Content, contentOf } from './content.js';
import type { Engine } from './engine.js';
import { formatLabel, insideOf, noteInside } from './label.js';
import { withOwn } from './read-row.js';
import type { StoredRow, StoredType } from './row.js';
import type { RowState } from './state.js';

/** By what a process writes. */
export interface Writing {
  readonly engine: Engine;
  readonly registry: Registry;
  /** Complete: objects without an entry in the pin are at their newest. */
  readonly manifest: Manifest;
  /** Whether anything is written at less than its newest version. */
  readonly isPinned: boolean;
  /** Names as manifests have them. */
  readonly nameOf: (type: StoredType['type']) => string;
}

/** The ordinal that rows of this type are written at. */
export function writtenAt({ type }: StoredType, { manifest }: Writing): number {
  const ordinal = ordinalIn(type, manifest);
  if (ordinal < 0) throw noTarget(type, { $manifest: manifest });
  return ordinal;
}

/** The content of an object at what is written; `row` is the row that it stands for, if there is one. */
export function contentFor(
  stored: StoredType,
  writing: Writing,
  object: VersionedObject,
  row: StoredRow | undefined,
  losses: Loss[],
): Content {
  const { type, shapes } = stored;
  const ordinal = writtenAt(stored, writing);
  const { manifest, engine } = writing;
  if (!writing.isPinned) return contentOf(stored, engine, dataOf(object.objToPrimitive()), ordinal);
  const counting = row === undefined ? NOTHING : namesWithContent(stored, row);
  const hasOwn = (at: number): boolean => {
    const { columnOf, sideOf, filledDown } = shapes.at(at);
    return filledDown.some(({ field }) => {
      const [column, side] = [columnOf.get(field), sideOf.get(field)];
      return counting.has(column?.column ?? '') || counting.has(side?.table ?? '');
    });
  };
  let isPlain = true;
  for (let at = ordinal; at < type.newest; at++) isPlain &&= !hasOwn(at);
  if (isPlain) {
    const primitive = object.objToPrimitive({ manifest, losses });
    return contentOf(stored, engine, dataOf(primitive), ordinal);
  }
  // Step by step, as it was read: what a step fills in, the row may have of its own.
  let primitive = object.objToPrimitive();
  for (let older = type.newest - 1; older >= ordinal; older--) {
    const converted = convertTo(type, primitive, labelOf(type, older));
    losses.push(...converted.losses);
    primitive = converted.primitive;
    if (row === undefined) continue;
    const fills = shapes.at(older).filledDown;
    primitive = withOwn(stored, row, primitive, { fills, ordinal: older, counting });
  }
  const nested = writing.registry.backport(primitive, { manifest });
  losses.push(...nested.losses);
  return contentOf(stored, engine, dataOf(nested.primitive), ordinal);

  function dataOf(made: unknown): Readonly<Record<string, unknown>> {
    const { data } = type.wire.open(isData(made) ? made : {});
    return isData(data) ? data : {};
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** The columns and side tables that have what counts: the label's own, and those that the state names. */
function namesWithContent({ shapes }: StoredType, row: StoredRow): ReadonlySet<string> {
  const { columns, sides } = shapes.at(row.ordinal);
  return new Set([
    ...row.state.counting,
    ...columns.map(({ column }) => column),
    ...sides.map(({ table }) => table),
  ]);
}

/** The state of a row of the label's version after some of its columns were written. */
export function stateWith(
  { state }: StoredRow,
  written: Pick<Content, 'columns' | 'sides'>,
): RowState {
  const unset = new Set(state.unset);
  const nullSides = new Set(state.nullSides);
  mark(written, unset, nullSides);
  return { unset, counting: state.counting, nullSides };
}

/** The state of a row that was written as a whole: a new one, or one that becomes of another version. */
export function stateOf(
  stored: StoredType,
  row: StoredRow | undefined,
  content: Content,
): RowState {
  const unset = new Set<string>();
  const nullSides = new Set<string>();
  mark(content, unset, nullSides);
  const counting = new Set<string>();
  if (row === undefined) return { unset, counting, nullSides };
  const before = namesWithContent(stored, row);
  for (const name of stored.shapes.filled) {
    const isOwn = content.columns.has(name) || content.sides.has(name);
    if (isOwn || name === stored.key.column || !before.has(name)) continue;
    counting.add(name);
    // What was said of it goes on to be so.
    if (row.state.unset.has(name)) unset.add(name);
    if (row.state.nullSides.has(name)) nullSides.add(name);
  }
  return { unset, counting, nullSides };
}

function mark(
  { columns, sides }: Pick<Content, 'columns' | 'sides'>,
  unset: Set<string>,
  nullSides: Set<string>,
): void {
  for (const [column, { isMarkedUnset }] of columns) {
    if (isMarkedUnset) unset.add(column);
    else unset.delete(column);
  }
  for (const [table, { wire }] of sides) {
    if (wire === undefined) unset.add(table);
    else unset.delete(table);
    if (wire === null) nullSides.add(table);
    else nullSides.delete(table);
  }
}

/**
 * The label of a row after these fields of an object were written to it; `before` is the label whose other columns stay
 * as they are. Objects that are in no column any more may stay in it: it says what may be found, and never too little.
 */
export function labelAfter(
  stored: StoredType,
  writing: Writing,
  object: VersionedObject,
  { fields, before }: { readonly fields: readonly FieldInfo[]; readonly before: string | null },
): string {
  const inside = insideOf(before);
  const visit = (child: VersionedObject): false => {
    const { $$type: type } = child;
    noteInside(inside, writing.nameOf(type), labelOf(type, ordinalIn(type, writing.manifest)));
    for (const one of childrenOf(child)) visit(one);
    return false;
  };
  for (const field of fields) {
    const value = object.$$value(field);
    if (value !== undefined) field.codec?.someObject?.(value, visit);
  }
  return formatLabel(labelOf(stored.type, writtenAt(stored, writing)), inside);
}
