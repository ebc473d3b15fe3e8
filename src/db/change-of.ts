// What a save writes of a row: the columns of what changed where no version is crossed, else all of the row that becomes
// another at the version that is written.

import type { Loss } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { FieldInfo } from '../runtime/object-type.js';
import type { VersionedObject } from '../runtime/index.js';
import { copyJson, define } from '../runtime/wire.js';
import { type Content, contentOf } from './content.js';
import type { Layout } from './layout.js';
import { readRow } from './read-row.js';
import { columnValue, sideValue, type StoredRow } from './row.js';
import type { Snapshot } from './settle.js';
import { formatState } from './state.js';
import type { StoredTree } from './stored-types.js';
import type { Change } from './update-row.js';
import {
  contentFor,
  labelAfter,
  stateOf,
  stateWith,
  writtenAt,
  type Writing,
} from './write-row.js';

/** What a store brings to each of its works. */
export interface Works {
  readonly writing: Writing;
  readonly layout: Layout;
  readonly onLoss: (loss: Loss) => void;
}

/** What one save is about. */
export interface Saving {
  readonly stored: StoredTree;
  readonly object: VersionedObject;
  /** What is to be written of it, as it was when the save began. */
  readonly saved: Snapshot;
  readonly fields: readonly FieldInfo[];
  /** As the driver takes it. */
  readonly key: unknown;
  readonly works: Works;
}

export function changeOf(saving: Saving, row: StoredRow, losses: Loss[]): Change {
  const { stored, works } = saving;
  const ordinal = writtenAt(stored, works.writing);
  if (row.ordinal !== ordinal) return conversion(saving, row, losses);
  if (ordinal === stored.type.newest && !works.writing.isPinned) return direct(saving, row);
  return pinned(saving, row, losses);
}

/** Row and writing are both at the newest version: the columns of what changed, and nothing besides. */
function direct(saving: Saving, row: StoredRow): Change {
  const { stored, saved, works } = saving;
  const { type } = stored;
  const data: Record<string, unknown> = {};
  const names = new Set<string>();
  for (const [{ name, codec }, value] of saved) {
    names.add(name);
    const wire = codec === undefined ? value : codec.encode(value, type.known.newest);
    define(data, name, wire === undefined ? undefined : copyJson(wire));
  }
  const content = contentOf(stored, works.writing.engine, data, type.newest, names);
  return sameVersion(saving, row, picked(content, different(stored, row, content)));
}

/** A row stays at the version of a pin: what the change makes another there. */
function pinned(saving: Saving, row: StoredRow, losses: Loss[]): Change {
  const { stored, works } = saving;
  const object = changed(saving, readRow(stored, row));
  const content = contentFor(stored, works.writing, object, row, losses);
  // What only the way up and down makes another is none of it.
  const before = contentFor(stored, works.writing, readRow(stored, row), row, []);
  const isWritten = (name: string): boolean => {
    const [column, side] = [content.columns.get(name), content.sides.get(name)];
    if (column !== undefined) return !isEqual(column.wire, before.columns.get(name)?.wire);
    return side !== undefined && !isEqual(side.wire, before.sides.get(name)?.wire);
  };
  return sameVersion(saving, row, picked(content, isWritten));
}

function sameVersion(
  { stored, works }: Saving,
  row: StoredRow,
  written: Pick<Content, 'columns' | 'sides'>,
): Change {
  const label = labelAfter(stored, works.writing, row.ordinal, written, row.label);
  return { ...written, label, state: formatState(stateWith(row, written)) };
}

/** The row becomes of another version, with all that is stored in it: all that is another then. */
export function conversion(saving: Saving, row: StoredRow, losses: Loss[]): Change {
  const { stored, works } = saving;
  const object = changed(saving, readRow(stored, row));
  const content = contentFor(stored, works.writing, object, row, losses);
  const label = labelAfter(stored, works.writing, content.ordinal, content, null);
  const written = picked(content, different(stored, row, content));
  return { ...written, label, state: formatState(stateOf(stored, row, content)) };
}

/** The object with what was changed put into it. */
function changed({ saved }: Saving, object: VersionedObject): VersionedObject {
  for (const [field, value] of saved) object.$$put(field, value);
  return object;
}

/** Whether a column or side table is written; by its name. */
type IsWritten = (name: string) => boolean;

function picked(
  { columns, sides }: Content,
  isWritten: IsWritten,
): Pick<Content, 'columns' | 'sides'> {
  return {
    columns: new Map([...columns].filter(([name]) => isWritten(name))),
    sides: new Map([...sides].filter(([name]) => isWritten(name))),
  };
}

/** What becomes another than it is in the row. */
function different(stored: StoredTree, row: StoredRow, content: Content): IsWritten {
  const { columnOf, sideOf } = stored.shapes.at(content.ordinal);
  const before = stored.shapes.at(row.ordinal).columns;
  return (name) => {
    const cell = content.columns.get(name) ?? content.sides.get(name);
    if (cell === undefined) return false;
    const [column, side] = [columnOf.get(cell.field), sideOf.get(cell.field)];
    const was = before.find((one) => one.column === column?.column);
    // The same text says another thing where it was none of JSON's before, or is none now.
    if (was !== undefined && was.isJson !== column?.isJson) return true;
    if (column !== undefined) return !isEqual(columnValue(stored, row, column), cell.wire);
    return side !== undefined && !isEqual(sideValue(stored, row, side), cell.wire);
  };
}

function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameJson(a, b);
}
