// Errors of drivers as ours: by SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), and by SQLite's
// result codes (https://www.sqlite.org/rescode.html).

import { LimitExceededError } from '../runtime/index.js';
import type { Engine } from './engine.js';
import {
  DatabaseFullError,
  DatabaseUnavailableError,
  ForeignKeyError,
  LockedError,
  NotExpandedError,
  NotPermittedError,
  SerializationError,
  StatementTimeoutError,
  StoreError,
  UniqueViolationError,
  ValueNotStorableError,
} from './errors.js';

/** An error of a driver as ours, where it is one that is told; any other as it is. */
export function mapped(engine: Engine, error: unknown, object: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Kysely's word for it, libsql's, and that of pg's pool.
  if (/already been destroyed|connection is not open|pool after calling end/.test(error.message)) {
    return new DatabaseUnavailableError(object, 'it was closed', error);
  }
  return (engine === 'sqlite' ? ofSqlite : ofPostgres)(error, code, object) ?? error;
}

const LOST = 'it cannot be reached, or the connection was lost';
const NONE_FREE = 'no connection was to be had in time';

// ── SQLite ──────────────────────────────────────────────────────────────────────────────────────

/** By the beginnings of result codes: what follows tells more of the same. */
const OF_SQLITE: readonly (readonly [RegExp, (object: string, error: Error) => Error])[] = [
  [
    /^SQLITE_CONSTRAINT_(?:UNIQUE|PRIMARYKEY|ROWID)/,
    (object, error) => new UniqueViolationError(object, columnsIn(error.message), error),
  ],
  [/^SQLITE_CONSTRAINT_FOREIGNKEY/, (object, error) => new ForeignKeyError(object, error)],
  [/^SQLITE_(?:BUSY|LOCKED)/, (object, error) => new LockedError(object, error)],
  [/^SQLITE_FULL/, (object, error) => new DatabaseFullError(object, error)],
  [/^SQLITE_INTERRUPT/, (object, error) => new StatementTimeoutError(object, error)],
  [/^SQLITE_(?:READONLY|PERM|AUTH)/, (object, error) => new NotPermittedError(object, error)],
  [/^SQLITE_TOOBIG/, (object, error) => tooLong(object, 'SQLite takes', error)],
  [/^SQLITE_CANTOPEN/, unavailable('its file cannot be opened')],
  [/^SQLITE_(?:NOTADB|CORRUPT)/, unavailable('its file is damaged, or is no database')],
  [/^SQLITE_IOERR/, unavailable('its disk fails')],
];

function unavailable(why: string): (object: string, error: Error) => Error {
  return (object, error) => new DatabaseUnavailableError(object, why, error);
}

function ofSqlite(error: Error, code: string, object: string): Error | undefined {
  const known = OF_SQLITE.find(([beginning]) => beginning.test(code));
  if (known !== undefined) return known[1](object, error);
  const { message } = error;
  if (/too many SQL variables|Expression tree is too large/.test(message)) return tooMuch(object);
  const missing =
    /no such (?:table|column): (?<name>.+)/.exec(message)?.groups?.['name'] ??
    /has no column named (?<name>.+)/.exec(message)?.groups?.['name'];
  return missing === undefined ? undefined : new NotExpandedError(object, missing, error);
}

function tooLong(object: string, what: string, error: Error): Error {
  return new ValueNotStorableError(object, '', `it is longer than ${what}`, error);
}

function tooMuch(object: string): Error {
  return new LimitExceededError(object, 'a query asks less than one statement can hold');
}

/** `UNIQUE constraint failed: flavors.name, flavors.project_id`: the table stands before each, and either may have dots. */
function columnsIn(message: string): readonly string[] {
  const listed = message.split('failed: ')[1] ?? '';
  return listed.split(', ').filter((name) => name !== '');
}

// ── PostgreSQL ──────────────────────────────────────────────────────────────────────────────────

function ofPostgres(error: Error, code: string, object: string): Error | undefined {
  switch (code) {
    case '23505':
      return new UniqueViolationError(object, columnsOfDetail(error), error);
    case '23503':
      return new ForeignKeyError(object, error);
    case '55P03':
      return new LockedError(object, error);
    case '57014':
      return new StatementTimeoutError(object, error);
    case '40001':
    case '40P01':
      return new SerializationError(object, error);
    case '53100':
    case '53400':
      return new DatabaseFullError(object, error);
    case '25006':
    case '42501':
      return new NotPermittedError(object, error);
    case '54000':
      return tooLong(object, 'an index of PostgreSQL takes', error);
    case '54001':
      return tooMuch(object);
    case '42P01':
    case '42703':
      return new NotExpandedError(object, nameIn(error.message), error);
  }
  const why = whyUnavailable(code, error.message);
  return why === undefined ? undefined : new DatabaseUnavailableError(object, why, error);
}

function whyUnavailable(code: string, message: string): string | undefined {
  if (/^(?:28|3D)/.test(code)) return 'it does not let this process in, or there is none such';
  if (code === '53300' || /timeout exceeded/i.test(message)) return NONE_FREE;
  if (/^57P/.test(code)) return 'it was shut down, or is not ready yet';
  if (/^(?:58|XX00[12]$)/.test(code)) return 'its disk fails, or its files are damaged';
  // 08: connection exceptions; the rest are the sockets' own, and pg's.
  const isLost =
    /^(?:08|E[A-Z]+$)/.test(code) || /connection terminated|not queryable/i.test(message);
  return isLost ? LOST : undefined;
}

/** `Key (name, project_id)=(a, b) already exists.` */
function columnsOfDetail(error: Error): readonly string[] {
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : '';
  // A name with anything but letters in it is quoted, and may have a parenthesis of its own.
  const listed = /^Key \((?<names>(?:"(?:[^"]|"")*"|[^")])*)\)/.exec(detail)?.groups?.['names'];
  const names = listed?.match(/"(?:[^"]|"")*"|[^", ]+/g) ?? [];
  return names.map((name) => name.replace(/^"|"$/g, '').replaceAll('""', '"'));
}

/** `relation "boxes" does not exist`, `column "size" of relation "boxes" does not exist`. */
function nameIn(message: string): string {
  return (
    /(?:relation|column) "(?<name>.+?)"(?: of relation .*)? does not exist/.exec(message)?.groups?.[
      'name'
    ] ?? 'such table or column'
  );
}
