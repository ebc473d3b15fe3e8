// The columns that some fields of the newest version are read from, in rows of any live label.

import { LABEL_COLUMN, STATE_COLUMN } from '../../core/storage.js';
import type { AnyObjectType } from '../../runtime/object-type.js';
import type { StorageInfo } from '../../runtime/storage.js';
import { columnAt, type Source, sourcesOf } from './source.js';

/** What of a row and its side tables has to be read. */
export interface Wanted {
  readonly columns: readonly string[];
  /** Names of side tables. */
  readonly sides: readonly string[];
}

/**
 * What has to be read for these fields, the key with them; undefined where that is everything: some label's rows need a
 * hook, or a rule that looks at other fields.
 */
export function wantedFor(
  type: AnyObjectType,
  storage: StorageInfo,
  fields: readonly string[],
  oldest: number,
): Wanted | undefined {
  const isHooked = type.hooks.some(({ at, direction }) => direction === 'upgrade' && at > oldest);
  if (isHooked) return undefined;
  const columns = new Set([LABEL_COLUMN, STATE_COLUMN]);
  const sides = new Set<string>();
  for (const field of [storage.key, ...fields]) {
    if (columnAt(storage, field, type.newest) === undefined) {
      const side = storage.sides.filter((row) => row.field === field);
      // Where it was a column once, or had another name, a reader has to see the whole row.
      const isAlways = side.some(({ since, until }) => since <= oldest && type.newest <= until);
      if (!isAlways) return undefined;
      for (const { table } of side) sides.add(table);
      continue;
    }
    for (const { source } of sourcesOf(type, storage, field, oldest)) {
      if (!addColumns(source, columns)) return undefined;
    }
  }
  return { columns: [...columns], sides: [...sides] };
}

/** Adds the columns of a source; false where it has none of its own. */
function addColumns(source: Source, columns: Set<string>): boolean {
  switch (source.kind) {
    case 'column':
      columns.add(source.row.column);
      return true;
    case 'unset':
    case 'value':
      return true;
    case 'carried':
      return addColumns(source.of, columns);
    case 'filled':
      for (const { column } of source.owns) columns.add(column);
      return (
        source.owns.every(({ value }) => addColumns(value, columns)) &&
        addColumns(source.otherwise, columns)
      );
    case 'opaque':
      return false;
  }
}
