// Saving what changed in an object: at the label's version the columns of that alone, else the row converted; guarded by
// the old values of all that is written.

import type { Loss } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import type { FieldInfo } from '../runtime/object-type.js';
import type { VersionedObject } from '../runtime/index.js';
import { type Content, keyParameter } from './content.js';
import { LostRaceError, RowNotFoundError } from './errors.js';
import type { Layout } from './layout.js';
import { loadRow } from './load-rows.js';
import { readRow } from './read-row.js';
import { at, type StoredRow } from './row.js';
import type { Session } from './session.js';
import { formatState, readState } from './state.js';
import type { StoredTree } from './stored-types.js';
import { type Change, changesRow, updateRow, writeSides } from './update-row.js';
import {
  contentFor,
  differing,
  labelAfter,
  stateAfter,
  writtenAt,
  type Writing,
} from './write-row.js';

/** What a store brings to each of its works. */
export interface Works {
  readonly writing: Writing;
  readonly layout: Layout;
  readonly onLoss: (loss: Loss) => void;
}

/** The value of an object's key on the wire. */
export function keyOf({ type, storage }: StoredTree, object: VersionedObject): JsonValue {
  const field = type.fields.find(({ name }) => name === storage.key);
  const value = field && object.$$value(field);
  // Reading it says that it is unset.
  if (field === undefined || value === undefined) {
    return Reflect.get(object, field?.property ?? storage.key) as never;
  }
  // Keys are texts and integers, which slots keep as they are on the wire.
  return value as JsonValue;
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
  const fields = type.fields.filter(({ property }) => changed.has(property));
  works.layout.assertWritable(type, writtenAt(stored, works.writing));
  const key = keyParameter(stored, session.engine, keyOf(stored, object));
  await session.transaction(type.name, async (tx) => {
    const known = tx.rowOf(object);
    let row = isEnough(stored, works, known) ? known : await current(tx, stored, key, object);
    if (known !== undefined && row !== known) assertUntouched(stored, known, row, fields, key);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const saved = await saveOver(tx, stored, object, { row, fields, key, works });
      if (saved) return;
      // Another has it now, has migrated it, or has contracted its table.
      await works.layout.refresh(tx);
      works.layout.assertWritable(type, writtenAt(stored, works.writing));
      const now = await current(tx, stored, key, object);
      assertUntouched(stored, row, now, fields, key);
      row = now;
    }
    throw new LostRaceError(type.name, key, []);
  });
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
  return row?.isWhole === true && row.ordinal === newest && writtenAt(stored, writing) === newest;
}

/**
 * Brings a row to the version that is written, as a save without changes would; the caller holds its lock. False where
 * the table was contracted meanwhile.
 */
export async function convertRow(
  tx: Session,
  stored: StoredTree,
  row: StoredRow,
  works: Works,
): Promise<boolean> {
  const object = readRow(stored, row);
  const key = row.columns[stored.key.column];
  return saveOver(tx, stored, object, { row, fields: [], key, works });
}

async function current(
  tx: Session,
  stored: StoredTree,
  key: unknown,
  object: VersionedObject,
): Promise<StoredRow> {
  const row = await loadRow(tx, stored, key, true);
  if (row !== undefined) return row;
  const { type, storage } = stored;
  throw new RowNotFoundError(type.name, `${storage.key} ${String(keyOf(stored, object))}`);
}

/** Holds a row to what it was in what is to be written: another label alone does no harm. */
function assertUntouched(
  stored: StoredTree,
  before: StoredRow,
  now: StoredRow,
  fields: readonly FieldInfo[],
  key: unknown,
): void {
  const [was, is] = [readRow(stored, before), readRow(stored, now)];
  const lost = fields.filter((field) => {
    const [a, b] = [was.$$value(field), is.$$value(field)];
    // Of a row that was read in part nothing is known of what was left out.
    if (a === undefined && !before.isWhole) return false;
    if (a === undefined || b === undefined || field.codec === undefined) return a !== b;
    return !field.codec.equals(a, b);
  });
  if (lost.length === 0) return;
  throw new LostRaceError(
    stored.type.name,
    key,
    lost.map(({ name }) => name),
  );
}

interface Saving {
  readonly row: StoredRow;
  readonly fields: readonly FieldInfo[];
  readonly key: unknown;
  readonly works: Works;
}

async function saveOver(
  tx: Session,
  stored: StoredTree,
  object: VersionedObject,
  { row, fields, key, works }: Saving,
): Promise<boolean> {
  const { writing, layout } = works;
  const losses: Loss[] = [];
  const { content, columns, sides } = planned(stored, writing, object, row, fields, losses);
  const state = stateAfter(stored, row, content);
  const change: Change = {
    columns: new Map(columns.map((name) => [name, content.columns.get(name)?.value ?? null])),
    sides: new Map(
      sides.flatMap((name) => {
        const side = content.sides.get(name);
        return side === undefined ? [] : [[name, side]];
      }),
    ),
    label: labelAfter(stored, writing, object, row),
    state: formatState(state),
  };
  if (changesRow(change, row) || change.sides.size > 0) {
    const alive = layout.isStill(stored.type);
    if (!(await updateRow(tx, stored, row, change, alive))) {
      return false;
    }
    if (change.sides.size > 0) {
      await assertSides(tx, stored, row, change, key);
      await writeSides(tx, stored, key, change.sides);
    }
  }
  tx.remember(object, rowAfter(stored, row, change, content.ordinal));
  tx.whenKept(() => {
    settle(object, fields, losses);
    for (const loss of losses) works.onLoss(loss);
  });
  return true;
}

/** The content of the row, and what of it is to be written. */
function planned(
  stored: StoredTree,
  writing: Writing,
  object: VersionedObject,
  row: StoredRow,
  fields: readonly FieldInfo[],
  losses: Loss[],
): {
  readonly content: Content;
  readonly columns: readonly string[];
  readonly sides: readonly string[];
} {
  const before = readRow(stored, row);
  const merged = before.objClone();
  for (const field of fields) merged.$$put(field, object.$$value(field));
  const content = contentFor(stored, writing, merged, row, losses);
  if (content.ordinal !== row.ordinal) return { content, ...differing(stored, row, content) };
  // What the way up and down makes another is none of this save's doing.
  const same = contentFor(stored, writing, before, row, []);
  const isOther = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  return {
    content,
    columns: [...content.columns]
      .filter(([name, { wire }]) => isOther(wire, same.columns.get(name)?.wire))
      .map(([name]) => name),
    sides: [...content.sides]
      .filter(([name, { wire }]) => isOther(wire, same.sides.get(name)?.wire))
      .map(([name]) => name),
  };
}

/** Under the guard of its owner a side table changes no more: what it has must be what was read. */
async function assertSides(
  tx: Session,
  stored: StoredTree,
  row: StoredRow,
  { sides }: Change,
  key: unknown,
): Promise<void> {
  const now = await loadRow(tx, stored, key);
  const told = (one: StoredRow | undefined, table: string): string =>
    JSON.stringify(
      (one?.sides.get(table) ?? []).map(({ place, value }) => [String(place), String(value)]),
    );
  const other = [...sides].filter(
    ([table]) => row.sides.has(table) && told(row, table) !== told(now, table),
  );
  if (other.length > 0) {
    throw new LostRaceError(
      stored.type.name,
      key,
      other.map(([, { field }]) => field),
    );
  }
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
  for (const { table } of at(stored.storage.sides, ordinal)) {
    if (!kept.has(table)) kept.set(table, []);
  }
  return {
    columns: {
      ...row.columns,
      ...Object.fromEntries(columns),
      obj_version: label,
      obj_state: state,
    },
    sides: kept,
    label,
    ordinal,
    state: readState(state),
    isWhole: true,
  };
}

/** Nothing is changed any more but what could not be written. */
export function settle(
  object: VersionedObject,
  fields: readonly FieldInfo[],
  losses: readonly Loss[],
): void {
  const { $$type: type } = object;
  const unsaid = fields.filter(({ name }) =>
    losses.some(({ kind, path }) => kind === 'drop' && path === `${type.name}.${name}`),
  );
  object.objResetChanges();
  for (const field of unsaid) object.$$tracked().mark(type.fields.indexOf(field));
}
