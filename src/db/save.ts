// Saving what changed in an object: at the label's version the columns of that alone, else the row converted; guarded by
// the old values of all that is written.

import type { Loss } from '../core/envelope.js';
import { LABEL_COLUMN, STATE_COLUMN } from '../core/storage.js';
import { type FieldInfo, labelOf, nameAt } from '../runtime/object-type.js';
import { ReadOnlyFieldError, type VersionedObject } from '../runtime/index.js';
import { settleObject } from '../runtime/tracking.js';
import { changeOf, conversion, type Saving, type Works } from './change-of.js';
import { keyParameter } from './content.js';
import { LostRaceError, RowNotFoundError } from './errors.js';
import { loadRow } from './load-rows.js';
import { readRow } from './read-row.js';
import { sideValue, type StoredRow } from './row.js';
import type { Session } from './session.js';
import { fieldOf, isSame, lossesOf, settle, snapshotOf } from './settle.js';
import { readState } from './state.js';
import type { StoredTree } from './stored-types.js';
import { type Change, changesRow, updateRow, writeSides } from './update-row.js';
import { writtenAt } from './write-row.js';

/** The value of an object's key on the wire; reading it where it is unset says so. */
export function keyOf({ type, storage }: StoredTree, object: VersionedObject): string | number {
  const field = type.fields.find(({ name }) => name === storage.key);
  if (field === undefined) throw new Error(`${type.name} has no field ${storage.key}`);
  const value: unknown = object.$$value(field) ?? Reflect.get(object, field.property);
  const wire: unknown =
    field.codec === undefined ? value : field.codec.encode(value, type.known.newest);
  if (typeof wire === 'string' || typeof wire === 'number') return wire;
  throw new TypeError(`the key of ${type.name} is neither a text nor a number`);
}

/** How often a row may be migrated while it is saved. */
const ATTEMPTS = 5;

/** Writes what changed in an object; what its version cannot say stays changed. */
export async function saveObject(
  session: Session,
  stored: StoredTree,
  object: VersionedObject,
  works: Works,
): Promise<void> {
  const { type } = stored;
  const changed = new Set(object.objWhatChanged());
  if (changed.size === 0) return;
  // What was edited in place was checked by nobody yet.
  settleObject(object, { deep: true, moved: false });
  const fields = type.fields.filter(({ property }) => changed.has(property));
  works.layout.assertWritable(type, writtenAt(stored, works.writing));
  const key = keyParameter(stored, session.engine, keyOf(stored, object));
  const saved = snapshotOf(object, fields);
  const saving: Saving = { stored, object, saved, fields, key, works };
  assertSameRow(saving, session.rowOf(object));
  if (await isSavedAtOnce(session, saving)) return;
  await session.transaction(type.name, async (tx) => {
    const known = tx.rowOf(object);
    let row = isEnough(stored, works, known) ? known : await current(tx, saving);
    if (known !== undefined && row !== known) row = untouched(saving, known, row);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await saveOver(tx, saving, row)) return;
      // Another has it now, has migrated it, or has contracted its table.
      await works.layout.refresh(tx);
      works.layout.assertWritable(type, writtenAt(stored, works.writing));
      const now = await current(tx, saving);
      row = untouched(saving, row, now);
    }
    throw new LostRaceError(type.name, key, []);
  });
}

/** One statement is all or nothing by itself. False where it takes more than one, or the row is not as it was. */
async function isSavedAtOnce(session: Session, saving: Saving): Promise<boolean> {
  const known = session.rowOf(saving.object);
  if (session.isTransaction || !isEnough(saving.stored, saving.works, known)) return false;
  const losses: Loss[] = [];
  const change = changeOf(saving, known, losses);
  return change.sides.size === 0 && write(session, saving, known, { change, losses });
}

/** Who changes the key means another row. */
function assertSameRow({ stored, object }: Saving, known: StoredRow | undefined): void {
  if (known === undefined) return;
  const { type, storage, key } = stored;
  const was = known.columns[key.column];
  if (String(was) !== String(keyOf(stored, object))) {
    throw new ReadOnlyFieldError(type.name, storage.key);
  }
}

/**
 * Whether a row that was read before will do. Not where versions are crossed: what is written comes of more columns then
 * than are written, and the guard is of these alone.
 */
function isEnough(
  stored: StoredTree,
  { writing }: Works,
  row: StoredRow | undefined,
): row is StoredRow {
  const { newest } = stored.type;
  const isFresh = row?.isWhole === true && row.asked === undefined && row.stale === undefined;
  return isFresh && row.ordinal === newest && writtenAt(stored, writing) === newest;
}

/**
 * Brings a row, and all that is stored in it, to the versions that are written; the caller holds its lock. False where the
 * table was contracted meanwhile.
 */
export async function convertRow(
  tx: Session,
  stored: StoredTree,
  row: StoredRow,
  works: Works,
): Promise<boolean> {
  const object = readRow(stored, row);
  const key = row.columns[stored.key.column];
  const saving: Saving = { stored, object, saved: new Map(), fields: [], key, works };
  const losses: Loss[] = [];
  return write(tx, saving, row, { change: conversion(saving, row, losses), losses });
}

async function current(tx: Session, { stored, object, key }: Saving): Promise<StoredRow> {
  const row = await loadRow(tx, stored, key, true);
  if (row !== undefined) return row;
  const { type, storage } = stored;
  throw new RowNotFoundError(type.name, `${storage.key} ${String(keyOf(stored, object))}`);
}

/**
 * Holds a row to what it was in what is to be written: another label alone does no harm. What others have changed besides
 * is noted: the object has older values of it, and is not to write those later.
 */
function untouched({ stored, fields, key }: Saving, before: StoredRow, now: StoredRow): StoredRow {
  const { type } = stored;
  const [was, is] = [readRow(stored, before), readRow(stored, now)];
  const stale = new Map<FieldInfo, unknown>();
  for (const field of type.fields) {
    const a = before.stale?.has(field) === true ? before.stale.get(field) : was.$$value(field);
    // Of a row that was read in part nothing is known of what was left out.
    const isKnown = before.asked?.has(field.name) !== false;
    if (isKnown && !isSame(field, a, is.$$value(field))) stale.set(field, a);
  }
  const lost = fields.filter((field) => stale.has(field)).map(({ name }) => name);
  if (lost.length > 0) throw new LostRaceError(type.name, key, lost);
  return stale.size === 0 ? now : { ...now, stale };
}

function saveOver(tx: Session, saving: Saving, row: StoredRow): Promise<boolean> {
  const losses: Loss[] = [];
  return write(tx, saving, row, { change: changeOf(saving, row, losses), losses });
}

/** Writes a change to a row that is still as it was read; false where it is not. */
async function write(
  tx: Session,
  saving: Saving,
  row: StoredRow,
  { change, losses }: { readonly change: Change; readonly losses: readonly Loss[] },
): Promise<boolean> {
  const { stored, object, saved, fields, key, works } = saving;
  const { writing, layout, onLoss } = works;
  if (changesRow(change, row) || change.sides.size > 0) {
    if (!(await updateRow(tx, stored, row, change, layout.isStill(stored.type)))) return false;
    if (change.sides.size > 0) {
      await assertSides(tx, saving, row, change);
      await writeSides(tx, stored, key, change.sides);
    }
  }
  const after = rowAfter(stored, row, change, writtenAt(stored, writing));
  const all = [...losses, ...unsaid(saving, after, losses)];
  tx.remember(object, after);
  tx.whenKept(() => {
    settle(object, saved, all);
    for (const loss of lossesOf(object, all, fields)) onLoss(loss);
  });
  return true;
}

/**
 * Fields that the version does not know, and whose columns go on to say something else. What is no more than what a
 * step fills in is lost in no backport; in a row it is, where a column counts in the place of that.
 */
function unsaid(
  { stored, object, saved }: Saving,
  after: StoredRow,
  losses: readonly Loss[],
): readonly Loss[] {
  const { type } = stored;
  if (after.ordinal === type.newest || after.state.counting.size === 0) return [];
  const told = new Set(losses.map((loss) => fieldOf(object, loss)));
  const isUnknown = (field: FieldInfo): boolean =>
    nameAt(type, type.fields.indexOf(field), after.ordinal) === undefined;
  const asked = [...saved].filter(([field]) => isUnknown(field) && !told.has(field));
  if (asked.length === 0) return [];
  const now = readRow(stored, after);
  return asked
    .filter(([field, value]) => !isSame(field, now.$$value(field), value))
    .map(([field]) => dropOf(stored, field, after.ordinal));
}

function dropOf({ type }: StoredTree, field: FieldInfo, ordinal: number): Loss {
  const line = type.fields.indexOf(field);
  let since = ordinal + 1;
  while (nameAt(type, line, since) === undefined) since++;
  const [from, to] = [labelOf(type, since), labelOf(type, since - 1)];
  const path = `${type.name}.${nameAt(type, line, since) ?? field.name}`;
  return { object: type.name, path, from, to, kind: 'drop', since: from };
}

/** Under the guard of its owner a side table changes no more: what it has must be what was read. */
async function assertSides(
  tx: Session,
  { stored, key }: Saving,
  row: StoredRow,
  { sides }: Change,
): Promise<void> {
  const now = await loadRow(tx, stored, key);
  const { sideOf } = stored.shapes.at(now?.ordinal ?? row.ordinal);
  const lost = [...sides].filter(([table, { field }]) => {
    const side = sideOf.get(field);
    // Of a table that had nothing of the row before, nothing was read that another could have changed.
    if (now === undefined || side === undefined || !row.sides.has(table)) return false;
    const [was, is] = [row, { ...now, state: row.state }].map((one) =>
      JSON.stringify(sideValue(stored, one, side)),
    );
    return was !== is;
  });
  if (lost.length === 0) return;
  throw new LostRaceError(
    stored.type.name,
    key,
    lost.map(([, { field }]) => field),
  );
}

/** The row as it is when a change was written to it. */
export function rowAfter(
  stored: StoredTree,
  row: StoredRow,
  { columns, sides, label, state }: Change,
  ordinal: number,
): StoredRow {
  const kept = new Map(row.sides);
  for (const [table, { elements }] of sides) kept.set(table, elements);
  // Side tables of the new version that were empty before are empty still.
  for (const { table } of stored.shapes.at(ordinal).sides) {
    if (!kept.has(table)) kept.set(table, []);
  }
  const written = Object.fromEntries([...columns].map(([name, { value }]) => [name, value]));
  return {
    columns: { ...row.columns, ...written, [LABEL_COLUMN]: label, [STATE_COLUMN]: state },
    sides: kept,
    label,
    ordinal,
    state: readState(state),
    isWhole: true,
    ...(row.stale === undefined ? {} : { stale: row.stale }),
  };
}
