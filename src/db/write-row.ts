// From an object to what is written of it: the content of a row at the version that is written, and what the row then
// says of itself.

import type { Loss, Manifest } from '../core/envelope.js';
import { convertTo, eachObjectIn } from '../runtime/convert.js';
import { labelOf } from '../runtime/object-type.js';
import type { Primitive, Registry, VersionedObject } from '../runtime/index.js';
import { noTarget, ordinalIn } from '../runtime/target.js';
import { define, isData } from '../runtime/wire.js';
import { type Content, contentOf } from './content.js';
import type { Engine } from './engine.js';
import { formatLabel, insideOf, noteInside } from './label.js';
import { type Meaning, nameIn, type Word } from './counting.js';
import { NO_FIELDS } from './lineage.js';
import { climb, withOwn, withThatOfWayUp } from './read-row.js';
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
  const counting = row === undefined ? NOTHING : wordsWithContent(stored, row);
  if (row === undefined || !hasMoreThanFills(stored, row, ordinal, counting)) {
    const primitive = object.objToPrimitive({ manifest, losses });
    return contentOf(stored, engine, dataOf(primitive), ordinal);
  }
  // Step by step, as it was read: what a step fills in, the row may have of its own.
  const way = climb(stored, row);
  let primitive: Primitive = object.objToPrimitive();
  let filled = NO_FIELDS;
  for (let older = type.newest - 1; older >= ordinal; older--) {
    const converted = convertTo(type, primitive, labelOf(type, older));
    losses.push(...converted.losses);
    filled = shapes.lineage.across('backport', older + 1, filled);
    ({ primitive } = converted);
    const there = way[older - row.ordinal];
    ({ primitive, filled } =
      there === undefined
        ? withOwn(stored, row, { primitive, filled, ordinal: older, counting })
        : withThatOfWayUp(stored, { primitive, filled }, older, there));
  }
  const nested = writing.registry.backport(primitive, { manifest });
  losses.push(...nested.losses);
  return contentOf(stored, engine, dataOf(nested.primitive), ordinal);

  function dataOf(made: unknown): Readonly<Record<string, unknown>> {
    const { data } = type.wire.open(isData(made) ? made : {});
    return isData(data) ? data : {};
  }
}

const NOTHING: ReadonlySet<Word> = new Set();

/** Whether, on the way down from the newest version, the row has more of some field than what is filled in. */
function hasMoreThanFills(
  { type, shapes }: StoredType,
  row: StoredRow,
  ordinal: number,
  counting: ReadonlySet<Word>,
): boolean {
  for (let at = type.newest - 1; at >= ordinal; at--) {
    const { columnOf, sideOf } = shapes.at(at);
    const filled = shapes.lineage.between(type.newest, at);
    if (at >= row.ordinal && filled.size > 0) return true;
    for (const field of filled) {
      const name = columnOf.get(field)?.column ?? sideOf.get(field)?.table;
      if (name !== undefined && counting.has(shapes.counting.wordAt(name, at))) return true;
    }
  }
  return false;
}

/** Words for the columns and side tables that have what counts: the label's own, and those that the state names. */
function wordsWithContent({ shapes }: StoredType, row: StoredRow): ReadonlySet<Word> {
  const { columns, sides } = shapes.at(row.ordinal);
  const names = [...columns.map(({ column }) => column), ...sides.map(({ table }) => table)];
  return new Set([
    ...row.state.counting,
    ...names.map((name) => shapes.counting.wordAt(name, row.ordinal)),
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
  const names = new Set<string>();
  for (const word of wordsWithContent(stored, row)) {
    const name = nameIn(word);
    const isOwn = content.columns.has(name) || content.sides.has(name);
    if (isOwn || name === stored.key.column) continue;
    // A newer release knows what its columns are, and whether they still count.
    const meaning = stored.shapes.counting.meaningOf(word);
    if (meaning !== undefined && !isKeptBeside(stored, content.ordinal, meaning)) continue;
    counting.add(word);
    names.add(name);
  }
  // What was said of it goes on to be so, and so does what was said of columns that only newer releases know.
  const goesOn = (name: string): boolean => names.has(name) || !stored.shapes.counting.knows(name);
  for (const name of row.state.unset) if (goesOn(name)) unset.add(name);
  for (const name of row.state.nullSides) if (goesOn(name)) nullSides.add(name);
  return { unset, counting, nullSides };
}

/** Whether of what a column keeps a row of this version says nothing else. */
function isKeptBeside(
  { shapes }: StoredType,
  ordinal: number,
  { field, since, until }: Meaning,
): boolean {
  const at = Math.min(Math.max(ordinal, since), until);
  return shapes.lineage.between(ordinal, at).has(field);
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
 * The label of a row in which this is written. `before` is the label whose other columns stay as they are: objects that
 * are in no column any more may stay in it, as it says what may be found, and never too little. What is in columns that
 * count beside the version's own is not its matter: who reads them knows them, and finds out.
 */
export function labelAfter(
  { type }: StoredType,
  writing: Writing,
  ordinal: number,
  { columns, sides }: Pick<Content, 'columns' | 'sides'>,
  before: string | null,
): string {
  const inside = insideOf(before);
  const root = labelOf(type, ordinal);
  if (type.children().length === 0) return formatLabel(root, inside);
  const data: Record<string, unknown> = {};
  for (const { field, wire } of [...columns.values(), ...sides.values()]) {
    if (wire !== undefined) define(data, field, wire);
  }
  let isRoot = true;
  const primitive = type.wire.seal(type.name, type.namespace, root, data, undefined);
  eachObjectIn(type, primitive, (child, its) => {
    if (!isRoot) noteInside(inside, writing.nameOf(child), labelOf(child, its));
    isRoot = false;
  });
  return formatLabel(root, inside);
}
