// What both sides of the house say about rows: the types of columns, by what they hold and not by an engine's
// name for them.

/**
 * What a column can hold. `integer` has 64 bits, `numeric` any size; `json` keeps its text as it was written.
 * SQLite keeps `boolean` as 0 and 1, `datetime` and `numeric` as text.
 */
export type ColumnType =
  'text' | 'integer' | 'numeric' | 'float' | 'boolean' | 'datetime' | 'bytes' | 'json';

export const COLUMN_TYPES: readonly ColumnType[] = [
  'text',
  'integer',
  'numeric',
  'float',
  'boolean',
  'datetime',
  'bytes',
  'json',
];

/** Where a row says at which version it is: `1.1`, or `1.1 Tag=1.0` where other objects are stored inside. */
export const LABEL_COLUMN = 'obj_version';

/** Where a row says which fields are unset though null is a value of theirs, and which other columns count. */
export const STATE_COLUMN = 'obj_state';

/** What every stored object can be told of its row; a reader, and `list`, are the class's own. */
export const ROW_METHODS = ['create', 'save', 'destroy', 'refresh'] as const;
export type RowMethod = (typeof ROW_METHODS)[number];
