// Side tables: of fields with elements, each with a table of its own that stays the same through versions.

import type { ColumnDeclaration } from '../../load/index.js';
import type { Stored, Type } from '../model.js';
import { report, type Scope } from '../scope.js';
import { isOneField } from './field-lines.js';
import { folded, storedFields, type StoredAt, type StoredField } from './stored-at.js';

type Side = StoredField & { readonly stored: Extract<Stored, { readonly kind: 'table' }> };

/** `all` newest first. */
export function checkSides(all: readonly StoredAt[], scope: Scope): void {
  const told = new Set<string>();
  const uses = new Map<string, { readonly at: StoredAt; readonly side: Side }>();
  const columns = columnsOf(all);
  for (const at of all) {
    const taken = new Map<string, Side>();
    for (const side of storedFields(at).filter(isSide)) {
      const table = folded(side.stored.table);
      if (told.has(table)) continue;
      const why = whyNone(side, at.mapping.columns.get(side.field.name));
      const first = taken.get(table);
      const newer = uses.get(table);
      taken.set(table, first ?? side);
      uses.set(table, newer ?? { at, side });
      const { name: field } = side.field;
      const { table: name } = side.stored;
      if (why !== undefined) {
        report(scope, 'storage/side-table', side.span, { field, why, version: at.version });
      } else if (first !== undefined || table === folded(at.storage.table)) {
        const other = first === undefined ? 'the object itself' : `\`${first.field.name}\``;
        report(scope, 'storage/table-twice', side.span, { table: name, other });
      } else if (columns.has(table)) {
        const parameters = { first: columns.get(table) ?? name, second: name, why: MEETS_COLUMN };
        report(scope, 'storage/names-meet', side.span, parameters);
      } else if (newer === undefined || isSame(newer, { at, side }, scope)) {
        continue;
      }
      told.add(table);
    }
  }
}

const MEETS_COLUMN = 'the one is a column of the object, the other a side table of it';

function isSide(one: StoredField): one is Side {
  return one.stored.kind === 'table';
}

/** The columns of the object's own table at any version, by their folded names: a row's state names both alike. */
function columnsOf(all: readonly StoredAt[]): ReadonlyMap<string, string> {
  return new Map(
    all
      .flatMap(storedFields)
      .flatMap(({ stored }) =>
        stored.kind === 'column' ? [[folded(stored.column), stored.column] as const] : [],
      ),
  );
}

function whyNone(
  { field: { type }, stored }: Side,
  said: ColumnDeclaration | undefined,
): string | undefined {
  if (!('element' in type)) return 'it is no list, set or map';
  if (!isPlain(type.element)) return 'its elements are no scalars and no enum';
  if (type.kind === 'set' && said?.kind === 'table' && said.place !== undefined) {
    return 'the elements of a set have no place';
  }
  const { owner, place = '', value } = stored;
  const names = [owner, place, value].map(folded);
  return new Set(names).size < names.length ? 'two of its columns have one name' : undefined;
}

function isPlain(element: Type): boolean {
  return element.kind === 'scalar' || element.kind === 'enum';
}

/** Whether the table is to the older version what it is to the newer; a finding tells what is not so. */
function isSame(
  newer: { readonly at: StoredAt; readonly side: Side },
  older: { readonly at: StoredAt; readonly side: Side },
  scope: Scope,
): boolean {
  const [is, was] = [newer.side, older.side];
  const { table } = is.stored;
  const related = [{ message: 'what it was', span: was.span }];
  const why = difference(is, was);
  if (why !== undefined) {
    const parameters = { table, why, newer: newer.at, older: older.at };
    report(scope, 'storage/side-table-differs', is.span, parameters, { related });
    return false;
  }
  const [line, before] = [newer.at.lines.get(is.field.name), older.at.lines.get(was.field.name)];
  if (isOneField(line, before)) return true;
  const parameters = {
    name: table,
    newer: { field: is.field.name, version: newer.at.version },
    older: { field: was.field.name, version: older.at.version },
  };
  report(scope, 'storage/column-reused', is.span, parameters, { related });
  return false;
}

function difference(is: Side, was: Side): string | undefined {
  if (is.stored.table !== was.stored.table) return 'the names differ in case alone';
  if (is.field.type.kind !== was.field.type.kind) {
    return `it holds a ${is.field.type.kind} and held a ${was.field.type.kind}`;
  }
  if (is.stored.type !== was.stored.type) {
    return `its values are ${is.stored.type} and were ${was.stored.type}`;
  }
  const names = ({ owner, place, value }: Side['stored']): string =>
    [owner, ...(place === undefined ? [] : [place]), value].join(', ');
  const [now, then] = [names(is.stored), names(was.stored)];
  return now === then ? undefined : `its columns are ${now} and were ${then}`;
}
