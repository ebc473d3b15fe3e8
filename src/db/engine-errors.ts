// Errors of drivers as ours: by SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), and by SQLite's
// result codes (https://www.sqlite.org/rescode.html).

import type { Engine } from './engine.js';
import {
  DatabaseFullError,
  DatabaseUnavailableError,
  ForeignKeyError,
  LockedError,
  NotExpandedError,
  SerializationError,
  StatementTimeoutError,
  StoreError,
  UniqueViolationError,
} from './errors.js';

/** An error of a driver as ours, where it is one that is told; any other as it is. */
export function mapped(engine: Engine, error: unknown, object: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (engine === 'sqlite' ? ofSqlite : ofPostgres)(error, code, object) ?? error;
}

function ofSqlite(error: Error, code: string, object: string): StoreError | undefined {
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return new UniqueViolationError(object, columnsIn(error.message), error);
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return new ForeignKeyError(object, error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new LockedError(object, error);
  }
  if (code.startsWith('SQLITE_FULL')) return new DatabaseFullError(object, error);
  if (code.startsWith('SQLITE_INTERRUPT')) return new StatementTimeoutError(object, error);
  if (/^SQLITE_(?:CANTOPEN|IOERR|NOTADB|CORRUPT)/.test(code) || /not open/.test(error.message)) {
    return new DatabaseUnavailableError(object, error);
  }
  const missing =
    /no such (?:table|column): (?<name>.+)/.exec(error.message)?.groups?.['name'] ??
    /has no column named (?<name>.+)/.exec(error.message)?.groups?.['name'];
  return missing === undefined ? undefined : new NotExpandedError(object, missing, error);
}

/** `UNIQUE constraint failed: flavors.name, flavors.project_id`. */
function columnsIn(message: string): readonly string[] {
  const listed = message.split('failed: ')[1] ?? '';
  return listed
    .split(', ')
    .map((name) => name.slice(name.indexOf('.') + 1))
    .filter((name) => name !== '');
}

function ofPostgres(error: Error, code: string, object: string): StoreError | undefined {
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
    case '42P01':
    case '42703':
      return new NotExpandedError(object, nameIn(error.message), error);
  }
  // 08: connection exceptions; 28 and 3D: not let in, or there is none such; 57P: shut down; 53300: too many
  // connections; the rest are the sockets' own, and pg's.
  const isLost =
    /^(?:08|28|3D|57P|53300|E[A-Z]+$)/.test(code) ||
    /connection terminated|not queryable|timeout exceeded|pool after calling end/i.test(
      error.message,
    );
  return isLost ? new DatabaseUnavailableError(object, error) : undefined;
}

/** `Key (name, project_id)=(a, b) already exists.` */
function columnsOfDetail(error: Error): readonly string[] {
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : '';
  const listed = /^Key \((?<names>.*?)\)=/.exec(detail)?.groups?.['names'];
  const names = listed?.match(/"(?:[^"]|"")*"|[^", ]+/g) ?? [];
  return names.map((name) => name.replace(/^"|"$/g, '').replaceAll('""', '"'));
}

function nameIn(message: string): string {
  return (
    /(?:relation|column) "(?<name>.+?)"/.exec(message)?.groups?.['name'] ?? 'such table or column'
  );
}
