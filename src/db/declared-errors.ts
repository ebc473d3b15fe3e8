// The errors of a store as both sides of a call declare them, so that they cross as what they are: each class is made
// anew from its fields, and says the same there.

import type { JsonValue } from '../core/json.js';
import {
  DamagedRowError,
  DatabaseFullError,
  DatabaseUnavailableError,
  DriverMissingError,
  DuplicateRowsError,
  ForeignKeyError,
  isStoreError,
  LabelTooOldError,
  LockedError,
  LostRaceError,
  NotExpandedError,
  NotPermittedError,
  RowNotFoundError,
  SerializationError,
  StatementTimeoutError,
  type StoreError,
  type StoreErrorCode,
  UniqueViolationError,
  ValueNotStorableError,
} from './errors.js';

type Fields = { readonly [key: string]: JsonValue };

/** In the form that `serveConductor` and `conductorPort` of `backlevel/rpc` take. */
export interface CrossingError {
  readonly name: string;
  readonly module: string;
  /** The fields of an error that is of this class; undefined for any other. */
  readonly fieldsOf: (error: unknown) => Fields | undefined;
  /** The error from what crossed. */
  readonly make: (message: string, fields: Fields) => Error;
}

const REMADE = {
  'row-not-found': (f) => new RowNotFoundError(text(f, 'object'), text(f, 'asked')),
  'lost-race': (f) => new LostRaceError(text(f, 'object'), text(f, 'key'), texts(f, 'fields')),
  'unique-violation': (f) => new UniqueViolationError(text(f, 'object'), texts(f, 'fields')),
  'foreign-key': (f) => new ForeignKeyError(text(f, 'object')),
  'damaged-row': (f) =>
    new DamagedRowError(
      text(f, 'object'),
      {
        table: text(f, 'table'),
        key: text(f, 'key'),
        label: f['label'] === null ? null : text(f, 'label'),
      },
      text(f, 'why'),
    ),
  'value-not-storable': (f) =>
    new ValueNotStorableError(text(f, 'object'), text(f, 'field'), text(f, 'why')),
  'label-too-old': (f) =>
    new LabelTooOldError(text(f, 'object'), text(f, 'label'), text(f, 'oldest')),
  'not-expanded': (f) => new NotExpandedError(text(f, 'object'), text(f, 'missing')),
  'duplicate-rows': (f) =>
    new DuplicateRowsError(text(f, 'object'), {
      table: text(f, 'table'),
      index: text(f, 'index'),
      columns: texts(f, 'columns'),
    }),
  'database-unavailable': (f) => new DatabaseUnavailableError(text(f, 'object'), text(f, 'why')),
  locked: (f) => new LockedError(text(f, 'object')),
  'statement-timeout': (f) => new StatementTimeoutError(text(f, 'object')),
  serialization: (f) => new SerializationError(text(f, 'object')),
  'not-permitted': (f) => new NotPermittedError(text(f, 'object')),
  'database-full': (f) => new DatabaseFullError(text(f, 'object')),
  'driver-missing': (f) => new DriverMissingError(text(f, 'driver'), text(f, 'why')),
} satisfies Record<StoreErrorCode, (fields: Fields) => StoreError>;

/** Give it to both sides: `errors: [...storeErrors]`. */
export const storeErrors: readonly CrossingError[] = Object.entries(REMADE).map(([code, make]) => ({
  name: make({}).name,
  module: 'backlevel.db',
  fieldsOf: (error) => (isStoreError(error) && error.code === code ? fieldsOf(error) : undefined),
  make: (_message, fields) => make(fields),
}));

/** All that an error has of its own; a cause is a driver's, and stays where it happened. */
function fieldsOf(error: StoreError): Fields {
  const own = Object.entries(error).filter(([name]) => name !== 'name' && name !== 'code');
  return Object.fromEntries(
    own.flatMap(([name, value]: [string, unknown]): [string, JsonValue][] => {
      if (value === null || typeof value === 'string') return [[name, value]];
      return Array.isArray(value) ? [[name, value.map(String)]] : [];
    }),
  );
}

function text(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value : '';
}

function texts(fields: Fields, name: string): readonly string[] {
  const value: unknown = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return Array.isArray(value) ? value.map(String) : [];
}
