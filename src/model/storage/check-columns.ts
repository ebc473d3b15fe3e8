// Columns: what they hold fits, at one version and over all whose rows stand in the table.

import type { Version } from '../../core/version.js';
import { formatType } from '../format-type.js';
import type { Stored } from '../model.js';
import { report, type Scope } from '../scope.js';
import { columnTypesFor } from './column-types.js';
import { isOneField } from './field-lines.js';
import { folded, storedFields, type StoredAt, type StoredField } from './stored-at.js';

type Column = StoredField & { readonly stored: Extract<Stored, { readonly kind: 'column' }> };

/** `all` newest first. */
export function checkColumns(all: readonly StoredAt[], scope: Scope): void {
  const told = new Set<string>();
  const uses = new Map<string, { readonly at: StoredAt; readonly column: Column }>();
  for (const at of all) {
    const columns = storedFields(at).filter(isColumn);
    checkOneEach(columns, at.version, told, scope);
    for (const column of columns) {
      checkHolds(column, at.version, told, scope);
      const name = folded(column.stored.column);
      const newer = uses.get(name);
      if (newer === undefined) uses.set(name, { at, column });
      else if (!told.has(name) && !isSameUse(newer, { at, column }, scope)) told.add(name);
    }
  }
}

function isColumn(one: StoredField): one is Column {
  return one.stored.kind === 'column';
}

function checkOneEach(
  columns: readonly Column[],
  version: Version,
  told: Set<string>,
  scope: Scope,
): void {
  const taken = new Map<string, Column>();
  for (const column of columns) {
    const name = folded(column.stored.column);
    const first = taken.get(name);
    taken.set(name, first ?? column);
    if (first === undefined || told.has(name)) continue;
    told.add(name);
    // Of the two, the one that was given the column is the slip, not the one that has it by its name.
    const [kept, given] =
      column.stored.column === column.field.name ? [column, first] : [first, column];
    const parameters = {
      column: given.stored.column,
      first: kept.field.name,
      second: given.field.name,
      version,
    };
    const related = [{ message: `\`${kept.field.name}\` is stored by this`, span: kept.span }];
    report(scope, 'storage/column-twice', given.span, parameters, { related });
  }
}

function checkHolds(
  { field, stored, span }: Column,
  version: Version,
  told: Set<string>,
  scope: Scope,
): void {
  const allowed = columnTypesFor(field.type);
  const id = `${field.name} ${stored.type}`;
  if (allowed.includes(stored.type) || told.has(id)) return;
  told.add(id);
  const type = formatType({ ...field.type, nullable: false }, scope.namespace);
  const parameters = { field: field.name, type, column: stored.type, allowed, version };
  const related = [{ message: 'the field is declared here', span: field.source }];
  report(scope, 'storage/cannot-hold', span, parameters, { related });
}

/** Whether a column is to the older version what it is to the newer; a finding tells what is not so. */
function isSameUse(
  newer: { readonly at: StoredAt; readonly column: Column },
  older: { readonly at: StoredAt; readonly column: Column },
  scope: Scope,
): boolean {
  const [is, was] = [newer.column, older.column];
  const [now, then] = [newer.at.version, older.at.version];
  const { column: name } = is.stored;
  const related = [{ message: 'what it was', span: was.span }];
  if (name !== was.stored.column) {
    const why = 'the names differ in case alone';
    const parameters = { first: was.stored.column, second: name, why };
    report(scope, 'storage/names-meet', is.span, parameters, { related });
    return false;
  }
  if (is.stored.type !== was.stored.type) {
    const parameters = {
      column: name,
      newer: { version: now, type: is.stored.type },
      older: { version: then, type: was.stored.type },
    };
    report(scope, 'storage/column-types', is.span, parameters, { related });
    return false;
  }
  const [line, before] = [newer.at.lines.get(is.field.name), older.at.lines.get(was.field.name)];
  if (isOneField(line, before)) return true;
  const parameters = {
    name,
    newer: { field: is.field.name, version: now },
    older: { field: was.field.name, version: then },
  };
  report(scope, 'storage/column-reused', is.span, parameters, { related });
  return false;
}
