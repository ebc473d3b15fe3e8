// Making a row of an object: the columns of the version that is written, and no other.

import type { Loss } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { LABEL_COLUMN, STATE_COLUMN } from '../core/storage.js';
import { Decoding } from '../runtime/decoding.js';
import type { VersionedObject } from '../runtime/index.js';
import type { AnyObjectType, FieldInfo } from '../runtime/object-type.js';
import { settleObject } from '../runtime/tracking.js';
import { define } from '../runtime/wire.js';
import type { Works } from './change-of.js';
import { keyParameter } from './content.js';
import { given } from './engine.js';
import { NotExpandedError } from './errors.js';
import type { StoredRow } from './row.js';
import { keyOf, rowAfter } from './save.js';
import type { Session } from './session.js';
import { settle, type Snapshot, snapshotOf } from './settle.js';
import { formatState, readState } from './state.js';
import type { StoredTree } from './stored-types.js';
import { type Change, insertRow, writeSides } from './update-row.js';
import { contentFor, labelAfter, stateOf, writtenAt } from './write-row.js';

/** Makes a row of an object; its key is the database's to give where it is an unset integer. */
export async function createObject(
  session: Session,
  stored: StoredTree,
  object: VersionedObject,
  works: Works,
): Promise<void> {
  const { type, key, storage } = stored;
  const { writing, layout, onLoss } = works;
  // What was edited in place was checked by nobody yet.
  settleObject(object, { deep: true, moved: false });
  layout.assertWritable(type, writtenAt(stored, writing));
  const saved = snapshotOf(object, type.fields);
  const losses: Loss[] = [];
  const content = contentFor(stored, writing, withValues(type, saved), undefined, losses);
  const label = labelAfter(stored, writing, content.ordinal, content, null);
  const state = formatState(stateOf(stored, undefined, content));
  const cells = new Map<string, unknown>([
    [LABEL_COLUMN, label],
    [STATE_COLUMN, state],
  ]);
  for (const [name, { value }] of content.columns) if (value !== null) cells.set(name, value);
  const field = type.fields.find(({ name }) => name === storage.key);
  const isNumbered =
    field !== undefined && object.$$value(field) === undefined && key.type === 'integer';
  if (!isNumbered) {
    cells.set(key.column, keyParameter(stored, session.engine, keyOf(stored, object)));
  }
  // Whose key is new has no rows in side tables that somebody left there.
  const sides = isNumbered ? withElements(content.sides) : content.sides;
  const make = async (tx: Session): Promise<void> => {
    const made = await inserted(tx, stored, cells, works);
    await writeSides(tx, stored, made, sides);
    if (isNumbered) giveKey(tx, stored, object, field, given(key.type, made));
    const change = { ...content, label, state };
    const bare = bareRow(key.column, made, content.ordinal);
    tx.remember(object, rowAfter(stored, bare, change, content.ordinal));
    tx.whenKept(() => {
      settle(object, saved, losses);
      for (const loss of losses) onLoss(loss);
    });
  };
  // One statement is all or nothing by itself.
  if (sides.size === 0 && !session.isTransaction) await make(session);
  else await session.transaction(type.name, make);
}

/** An object of these values, in which nothing is changed. */
function withValues(type: AnyObjectType, values: Snapshot): VersionedObject {
  const object = type.create();
  for (const [field, value] of values) object.$$put(field, value);
  return object;
}

function withElements(sides: Change['sides']): Change['sides'] {
  return new Map([...sides].filter(([, { elements }]) => elements.length > 0));
}

/** The key of the new row; its table may have been contracted since this process last looked. */
async function inserted(
  tx: Session,
  stored: StoredTree,
  cells: ReadonlyMap<string, unknown>,
  { layout, writing }: Works,
): Promise<unknown> {
  const { type } = stored;
  const key = await insertRow(tx, stored, cells, layout.isStill(type));
  if (key !== undefined) return key;
  await layout.refresh(tx);
  layout.assertWritable(type, writtenAt(stored, writing));
  const again = await insertRow(tx, stored, cells, layout.isStill(type));
  if (again !== undefined) return again;
  throw new NotExpandedError(type.name, `row of ${type.name} in backlevel_tables that stays`);
}

/** The object has the key from now on, unless the row is undone. */
function giveKey(
  tx: Session,
  { type }: StoredTree,
  object: VersionedObject,
  field: FieldInfo,
  key: JsonValue,
): void {
  const data: Record<string, unknown> = {};
  define(data, field.name, key);
  object.$$put(field, type.decode(data, type.newest, new Decoding()).$$value(field));
  tx.whenUndone(() => {
    object.$$put(field, undefined);
  });
}

function bareRow(keyColumn: string, key: unknown, ordinal: number): StoredRow {
  return {
    columns: { [keyColumn]: key },
    sides: new Map(),
    label: null,
    ordinal,
    state: readState(null),
    isWhole: true,
  };
}
