// docs/database.md played through on plain data, rule by rule: what a row is after anybody has written it, and what
// anybody reads in it. It judges the store, and so shares nothing with it.

import type { Manifest } from '../../../src/core/envelope.js';
import type { JsonValue } from '../../../src/core/json.js';
import { sameJson } from '../../../src/core/same-json.js';
import { compareVersions, parseWireVersion } from '../../../src/core/version.js';
import type { FieldChange, ObjectModel, Step } from '../../../src/model/index.js';
import { type Code, NEWEST_OBJECT } from './parcels.js';
import { type Crossed, type Data, insideOf, manifestOf, stepTo, withInside } from './steps.js';

/** What a column or a side table has; `at` is the version that its writer gave it. */
export interface Cell {
  /** On the wire; undefined where the field is unset. */
  readonly value: JsonValue | undefined;
  readonly at: number;
}

export interface Row {
  readonly label: number;
  /** By the name of the column or side table. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** Names of those that the label's version does not know, and that count. */
  readonly counting: ReadonlySet<string>;
}

type Direction = 'up' | 'down';

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────

/** What some code reads in a row, at the newest that it knows. */
export function read(code: Code, row: Row): Crossed {
  const read = asRead(code, row);
  if (!read.ok) return read;
  return isTooNew(code, read.data)
    ? { ok: false, code: 'incompatible-version' }
    : { ok: true, data: withInside(code, read.data) };
}

/** Whether an object in it is newer than the code. */
function isTooNew(code: Code, data: Data): boolean {
  const known = manifestOf(code, {});
  return Object.values(data)
    .flatMap(insideOf)
    .some(([name, version]) => isNewer(version, known[name] ?? '0.0'));
}

export function isNewer(a: string, b: string): boolean {
  const [x, y] = [parseWireVersion(a), parseWireVersion(b)];
  return x !== undefined && y !== undefined && compareVersions(x, y) > 0;
}

interface Level {
  readonly data: Data;
  /** Fields that are only filled in. */
  readonly loose: ReadonlySet<string>;
}

type Climbed =
  | { readonly ok: true; readonly data: Data; readonly levels: ReadonlyMap<number, Level> }
  | { readonly ok: false; readonly code: string };

/** A row upgraded step by step, and what it was at each version on the way. */
function asRead(code: Code, row: Row): Climbed {
  const { object } = code;
  const newest = object.versions.length - 1;
  if (row.label > newest) return { ok: false, code: 'incompatible-version' };
  let level: Level = { data: ownData(object, row), loose: new Set() };
  const levels = new Map([[row.label, level]]);
  for (let at = row.label + 1; at <= newest; at++) {
    const crossed = stepTo(code, level.data, at - 1, at, newest);
    if (!crossed.ok) return crossed;
    const loose = looseAfter(object, at - 1, 'up', level.loose);
    level = overlaid(object, row, at, { data: crossed.data, loose }, row.counting);
    levels.set(at, level);
  }
  return { ok: true, data: level.data, levels };
}

function ownData(object: ObjectModel, row: Row): Data {
  const data: Record<string, JsonValue> = {};
  for (const [field, name] of placesAt(object, row.label)) {
    const value = row.cells.get(name)?.value;
    if (value !== undefined) data[field] = value;
  }
  return data;
}

/** What is filled in gives way to what was written: each column speaks at the version that it was written at. */
function overlaid(
  object: ObjectModel,
  row: Row,
  at: number,
  level: Level,
  names: ReadonlySet<string>,
): Level {
  const data: Record<string, JsonValue> = { ...level.data };
  const loose = new Set(level.loose);
  for (const [field, name] of placesAt(object, at)) {
    const cell = row.cells.get(name);
    if (cell === undefined || !names.has(name) || !loose.has(field)) continue;
    if (!isUntouched(field, at, cell.at)) continue;
    loose.delete(field);
    Reflect.deleteProperty(data, field);
    if (cell.value !== undefined) data[field] = cell.value;
  }
  return { data, loose };
}

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────

/** By what is written: the version of parcels, and what of the objects inside. */
export interface Pin {
  readonly label: number;
  readonly manifest: Manifest;
}

export type Written =
  | { readonly ok: true; readonly row: Row; readonly names: ReadonlySet<string> }
  | { readonly ok: false; readonly code: string };

/** `create`: the columns of that version, and no other. */
export function create(code: Code, data: Data, pin: Pin): Written {
  const down = lowered(code, undefined, data, pin);
  if (!down.ok) return down;
  const places = placesAt(code.object, pin.label);
  const cells = new Map(
    [...places].map(([field, name]) => [name, { value: down.data[field], at: pin.label }]),
  );
  const names = new Set(cells.keys());
  return { ok: true, row: { label: pin.label, cells, counting: new Set() }, names };
}

/** `save` of these changes, by the names and values of this code. */
export function save(code: Code, row: Row, changes: Data, pin: Pin): Written {
  if (row.label !== pin.label) return convert(code, row, pin, changes);
  const before = read(code, row);
  if (!before.ok) return before;
  const untouched = lowered(code, row, before.data, pin);
  const after = lowered(code, row, { ...before.data, ...changes }, pin);
  if (!after.ok) return after;
  if (!untouched.ok) return untouched;
  const cells = new Map(row.cells);
  const names = new Set<string>();
  for (const [field, name] of placesAt(code.object, pin.label)) {
    if (isSame(untouched.data[field], after.data[field])) continue;
    cells.set(name, { value: after.data[field], at: pin.label });
    names.add(name);
  }
  return { ok: true, row: { ...row, cells }, names };
}

/** The row as it is read, with what changed in it, at the version that is written. */
export function convert(code: Code, row: Row, pin: Pin, changes: Data = {}): Written {
  const { object } = code;
  const before = read(code, row);
  if (!before.ok) return before;
  const after = lowered(code, row, { ...before.data, ...changes }, pin);
  if (!after.ok) return after;
  const cells = new Map(row.cells);
  const names = new Set<string>();
  const places = placesAt(object, pin.label);
  for (const [field, name] of places) {
    if (!isSame(cells.get(name)?.value, after.data[field])) names.add(name);
    cells.set(name, { value: after.data[field], at: pin.label });
  }
  const own = new Set(places.values());
  const had = [...row.counting, ...placesAt(object, row.label).values()];
  const counting = had.filter(
    (name) =>
      !own.has(name) && isFill(object, name, row.cells.get(name)?.at ?? row.label, pin.label),
  );
  return { ok: true, row: { label: pin.label, cells, counting: new Set(counting) }, names };
}

/** The newest data brought down, where what is only filled in gives way to what the row has. */
function lowered(code: Code, row: Row | undefined, data: Data, pin: Pin): Crossed {
  const { object } = code;
  const climbed = row && asRead(code, row);
  const names = row && new Set([...row.counting, ...placesAt(object, row.label).values()]);
  let level: Level = { data, loose: new Set() };
  for (let at = object.versions.length - 2; at >= pin.label; at--) {
    const crossed = stepTo(code, level.data, at + 1, at, pin.label);
    if (!crossed.ok) return crossed;
    level = { data: crossed.data, loose: looseAfter(object, at, 'down', level.loose) };
    const there = climbed?.ok === true ? climbed.levels.get(at) : undefined;
    if (there !== undefined) level = filledFrom(level, there);
    else if (row !== undefined && names !== undefined)
      level = overlaid(object, row, at, level, names);
  }
  return { ok: true, data: withInside(code, level.data, pin.manifest) };
}

/** What the row has at this version, where that is more than a fill. */
function filledFrom(level: Level, there: Level): Level {
  const data: Record<string, JsonValue> = { ...level.data };
  const loose = new Set(level.loose);
  for (const field of level.loose) {
    if (there.loose.has(field)) continue;
    loose.delete(field);
    Reflect.deleteProperty(data, field);
    const value = there.data[field];
    if (value !== undefined) data[field] = value;
  }
  return { data, loose };
}

// ── What a step fills in ────────────────────────────────────────────────────────────────────────

/** Whether, in a row of this label, the field that a column keeps at `at` is but a fill. */
function isFill(object: ObjectModel, name: string, at: number, label: number): boolean {
  const newest = object.versions.length - 1;
  const last = Math.min(at, newest);
  const field = [...placesAt(object, last)].find(([, place]) => place === name)?.[0];
  // Who does not know the column, or what it means since, leaves what is said of it alone.
  if (field === undefined || !isUntouched(field, last, at)) return true;
  let loose: ReadonlySet<string> = new Set();
  if (last > label) {
    for (let older = label; older < last; older++) loose = looseAfter(object, older, 'up', loose);
    return loose.has(field);
  }
  // On the way down what the row has by itself speaks first.
  for (let older = newest - 1; older >= last; older--) {
    loose = looseAfter(object, older, 'down', loose);
    if (older === label) loose = new Set();
  }
  return loose.has(field);
}

/** Fields on the far side of the step above `older` that nothing but fills stand behind. */
function looseAfter(
  object: ObjectModel,
  older: number,
  direction: Direction,
  near: ReadonlySet<string>,
): ReadonlySet<string> {
  const { changes } = stepAbove(object, older);
  const far = new Set(near);
  // All at once: names may be exchanged.
  for (const change of changes) {
    for (const name of namesOf(change, direction).near) far.delete(name);
  }
  const isLoose = (name: string): boolean => near.has(name);
  for (const change of changes) {
    const { near: from, far: to } = namesOf(change, direction);
    const map = mapTakenFrom(change, direction);
    const isCarried = change.kind === 'carry' || change.kind === 'replace';
    if (
      isFilling(change, direction) ||
      (isCarried && from.every(isLoose)) ||
      (map !== undefined && isLoose(map))
    ) {
      for (const name of to) far.add(name);
    }
  }
  for (const change of changes) {
    const map = mapPutInto(change, direction);
    if (map !== undefined && !namesOf(change, direction).near.every(isLoose)) far.delete(map);
  }
  return far;
}

function mapTakenFrom(change: FieldChange, direction: Direction): string | undefined {
  const arriving =
    change.kind === 'add' ? change.upgrade : change.kind === 'remove' ? change.backport : undefined;
  const isHere = change.kind === (direction === 'up' ? 'add' : 'remove');
  return isHere && typeof arriving === 'object' && arriving.kind === 'from'
    ? arriving.field
    : undefined;
}

function mapPutInto(change: FieldChange, direction: Direction): string | undefined {
  const leaving =
    change.kind === 'add' ? change.backport : change.kind === 'remove' ? change.upgrade : undefined;
  const isHere = change.kind === (direction === 'up' ? 'remove' : 'add');
  return isHere && typeof leaving === 'object' && leaving.kind === 'into'
    ? leaving.field
    : undefined;
}

function isFilling(change: FieldChange, direction: Direction): boolean {
  const arriving =
    direction === 'up' && change.kind === 'add'
      ? change.upgrade
      : direction === 'down' && change.kind === 'remove'
        ? change.backport
        : undefined;
  return arriving !== undefined && ['value', 'copy', 'unset'].includes(arriving.kind);
}

function namesOf(
  change: FieldChange,
  direction: Direction,
): { readonly near: readonly string[]; readonly far: readonly string[] } {
  const older = 'older' in change ? [change.older].flat().map(({ name }) => name) : [];
  const newer = 'newer' in change ? [change.newer].flat().map(({ name }) => name) : [];
  return direction === 'up' ? { near: older, far: newer } : { near: newer, far: older };
}

/** Whether no version between the two has changed anything about the field. */
function isUntouched(field: string, a: number, b: number): boolean {
  // Of all that there ever will be: who writes a row says since when its columns mean what they do.
  for (let older = Math.min(a, b); older < Math.max(a, b); older++) {
    for (const change of stepAbove(NEWEST_OBJECT, older).changes) {
      const { near, far } = namesOf(change, 'up');
      const maps = (['up', 'down'] as const).flatMap((way) => [
        mapTakenFrom(change, way),
        mapPutInto(change, way),
      ]);
      if ([...near, ...far, ...maps].includes(field)) return false;
    }
  }
  return true;
}

function stepAbove(object: ObjectModel, older: number): Step {
  const step = object.steps[older];
  if (step === undefined) throw new Error('there is no such step');
  return step;
}

/** By field, the column or side table that it has at a version; not the key's. */
export function placesAt(object: ObjectModel, ordinal: number): ReadonlyMap<string, string> {
  const storage = object.storage?.[ordinal];
  const fields = [...(storage?.fields ?? [])].filter(([field]) => field !== storage?.key);
  return new Map(
    fields.map(([field, kept]) => [field, kept.kind === 'column' ? kept.column : kept.table]),
  );
}

export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameJson(a, b);
}
