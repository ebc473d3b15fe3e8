// What can go wrong with rows, each by its own name and the same on both engines. No message has a value of a
// row in it, but for its key.

import { describe } from '../runtime/index.js';
import { StoreError } from './store-error.js';

export { isStoreError, StoreError, type StoreErrorCode } from './store-error.js';

/** No row has this key, or these values. */
export class RowNotFoundError extends StoreError {
  declare readonly code: 'row-not-found';
  /** What was asked for: `id 7`. */
  readonly asked: string;
  constructor(object: string, asked: string) {
    super('row-not-found', object, `there is no ${object} with ${asked}`);
    this.asked = asked;
  }
}

/** What is to be written was changed by another since it was read. */
export class LostRaceError extends StoreError {
  declare readonly code: 'lost-race';
  /** The row's key, as text. */
  readonly key: string;
  /** The fields that another has changed, where that is known. */
  readonly fields: readonly string[];
  constructor(object: string, key: unknown, fields: readonly string[]) {
    const what = fields.length === 0 ? 'it' : fields.join(', ');
    super(
      'lost-race',
      object,
      `${object} ${String(key)} was not saved: another has changed ${what} since it was read; refresh it and decide anew`,
    );
    this.key = String(key);
    this.fields = fields;
  }
}

/** Another row has these values already. */
export class UniqueViolationError extends StoreError {
  declare readonly code: 'unique-violation';
  /** Empty where the engine does not say which. */
  readonly fields: readonly string[];
  constructor(object: string, fields: readonly string[], cause?: unknown) {
    const what = fields.length === 0 ? 'what must be unique' : fields.join(', ');
    super('unique-violation', object, `another ${object} has the same ${what}`, cause);
    this.fields = fields;
  }
}

/** A row refers to one that is not there, or is referred to. */
export class ForeignKeyError extends StoreError {
  declare readonly code: 'foreign-key';
  constructor(object: string, cause?: unknown) {
    const why = 'a row that it refers to is not there, or others refer to it';
    super('foreign-key', object, `${object}: ${why}`, cause);
  }
}

/** A row that no object can be made of. */
export class DamagedRowError extends StoreError {
  declare readonly code: 'damaged-row';
  readonly table: string;
  /** As text. */
  readonly key: string;
  readonly label: string | null;
  readonly why: string;
  constructor(
    object: string,
    row: { readonly table: string; readonly key: unknown; readonly label: string | null },
    why: string,
  ) {
    const label = row.label === null ? 'no label' : `the label ${describe(row.label)}`;
    super(
      'damaged-row',
      object,
      `the row ${String(row.key)} of ${row.table}, with ${label}, cannot be read: ${why}`,
    );
    this.table = row.table;
    this.key = String(row.key);
    this.label = row.label;
    this.why = why;
  }
}

/** A value that the schema allows and a column cannot hold. */
export class ValueNotStorableError extends StoreError {
  declare readonly code: 'value-not-storable';
  /** Empty where the engine does not say which. */
  readonly field: string;
  readonly why: string;
  constructor(object: string, field: string, why: string, cause?: unknown) {
    const what = field === '' ? `a value of ${object}` : `${object}.${field}`;
    super('value-not-storable', object, `${what} cannot be stored: ${why}`, cause);
    this.field = field;
    this.why = why;
  }
}

/** This process writes rows of a version that the tables have no place for any more. */
export class LabelTooOldError extends StoreError {
  declare readonly code: 'label-too-old';
  readonly label: string;
  readonly oldest: string;
  constructor(object: string, label: string, oldest: string) {
    super(
      'label-too-old',
      object,
      `rows of ${object} ${label} are not written any more: its table was contracted to ${oldest}; lift the pin`,
    );
    this.label = label;
    this.oldest = oldest;
  }
}

/** Tables or columns are missing that this process needs. */
export class NotExpandedError extends StoreError {
  declare readonly code: 'not-expanded';
  readonly missing: string;
  constructor(object: string, missing: string, cause?: unknown) {
    super(
      'not-expanded',
      object,
      `the database has no ${missing}, which ${object} needs: run \`backlevel db migrate\` first`,
      cause,
    );
    this.missing = missing;
  }
}

/** Rows that are there already have the same where a new version wants them to differ. */
export class DuplicateRowsError extends StoreError {
  declare readonly code: 'duplicate-rows';
  readonly table: string;
  /** The unique index that could not be made. */
  readonly index: string;
  /** Empty where the engine does not say which. */
  readonly columns: readonly string[];
  constructor(
    object: string,
    { table, index, columns }: Pick<DuplicateRowsError, 'table' | 'index' | 'columns'>,
    cause?: unknown,
  ) {
    const what = columns.length === 0 ? 'what must be unique' : columns.join(', ');
    super(
      'duplicate-rows',
      object,
      `rows of ${table} have the same ${what}, so that its unique index ${index} cannot be made: make them differ, then run this again`,
      cause,
    );
    this.table = table;
    this.index = index;
    this.columns = columns;
  }
}

/** The database cannot be reached, or the connection to it was lost. */
export class DatabaseUnavailableError extends StoreError {
  declare readonly code: 'database-unavailable';
  /** What kept it: `the connection was lost`. */
  readonly why: string;
  constructor(object: string, why: string, cause?: unknown) {
    super('database-unavailable', object, `the database cannot be used: ${why}`, cause);
    this.why = why;
  }
}

/** It is open for reading alone, or a right is missing. */
export class NotPermittedError extends StoreError {
  declare readonly code: 'not-permitted';
  constructor(object: string, cause?: unknown) {
    const why = 'the database does not permit it: it is read-only, or a right is missing';
    super('not-permitted', object, about(object, why), cause);
  }
}

/** Another holds a lock for longer than one waits. */
export class LockedError extends StoreError {
  declare readonly code: 'locked';
  constructor(object: string, cause?: unknown) {
    super('locked', object, about(object, 'another holds a lock on it for too long'), cause);
  }
}

/** A statement took longer than this process, or the server, allows. */
export class StatementTimeoutError extends StoreError {
  declare readonly code: 'statement-timeout';
  constructor(object: string, cause?: unknown) {
    super(
      'statement-timeout',
      object,
      about(object, 'the database took longer than it may'),
      cause,
    );
  }
}

/** Two transactions were in each other's way; the whole of this one may be done again. */
export class SerializationError extends StoreError {
  declare readonly code: 'serialization';
  constructor(object: string, cause?: unknown) {
    const why = 'another transaction was in the way; this one was undone and may be done again';
    super('serialization', object, about(object, why), cause);
  }
}

/** The disk is full, or a limit that was set on the database's size is reached. */
export class DatabaseFullError extends StoreError {
  declare readonly code: 'database-full';
  constructor(object: string, cause?: unknown) {
    super('database-full', object, about(object, 'the database has no room left'), cause);
  }
}

/** A package that this needs is not installed, or cannot be loaded. */
export class DriverMissingError extends StoreError {
  declare readonly code: 'driver-missing';
  /** The package: `libsql` or `pg`. */
  readonly driver: string;
  /** What it is needed for, and how to get it. */
  readonly why: string;
  constructor(driver: string, why: string, cause?: unknown) {
    super('driver-missing', '', why, cause);
    this.driver = driver;
    this.why = why;
  }
}

/** A transaction as a whole is of no object. */
function about(object: string, why: string): string {
  return object === '' ? why : `${object}: ${why}`;
}
