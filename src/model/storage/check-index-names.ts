// Names of indexes, which follow from tables and columns: a database has one list of names for tables, indexes and sequences,
// and who comes second to one is passed over without a word, its constraint with it.

import { bytesOf, indexName, MOST_BYTES } from '../../core/index-name.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import type { ObjectModel, StorageShape } from '../model.js';
import type { DeclaredNames } from '../name-table.js';
import { declarationOf } from './check-tables.js';
import { folded } from './stored-at.js';

interface Named {
  readonly object: ObjectModel;
  readonly table: string;
  /** What has the name, as one would say it: `flavors (name, host)`. */
  readonly what: string;
  readonly name: string;
  readonly span: Span;
}

export function checkIndexNames(
  objects: ReadonlyMap<string, ObjectModel>,
  names: Pick<DeclaredNames, 'objects'>,
  found: Diagnostic[],
): void {
  const taken = new Map<string, Named>();
  const told = new Set<string>();
  // Tables first: the index is the one whose name nobody chose.
  const all = [...objects.values()].flatMap((object) => namesOf(object, names));
  for (const one of [...all.filter(isTable), ...all.filter((named) => !isTable(named))]) {
    const id = folded(one.name);
    const first = taken.get(id);
    taken.set(id, first ?? one);
    if (first === undefined || isSame(first, one) || told.has(one.what)) continue;
    told.add(one.what);
    const why = `both would be called \`${one.name}\` in the database`;
    const related = [{ message: 'what has the name', span: first.span }];
    const parameters = { first: first.what, second: one.what, why };
    const details = { object: one.object.name, related };
    found.push(diagnose('storage/names-meet', one.span, parameters, details));
  }
}

function isTable({ name, table }: Named): boolean {
  return name === table;
}

/** One thing at two versions, or in two majors; of two objects in one table another finding tells. */
function isSame(first: Named, second: Named): boolean {
  if (folded(first.table) !== folded(second.table)) return false;
  return first.what === second.what || first.object.name !== second.object.name;
}

/** Newest first: it is told where it stands now, if it does. */
function namesOf(object: ObjectModel, names: Pick<DeclaredNames, 'objects'>): readonly Named[] {
  const declared = declarationOf(object, names);
  const lists = [...(declared?.unique ?? []), ...(declared?.indexes ?? [])];
  return [...(object.storage ?? [])].reverse().flatMap((storage) => {
    const { table, unique, indexes, source: span } = storage;
    const listed = (fields: readonly string[], isUnique: boolean): readonly Named[] => {
      const columns = columnsOf(storage, fields);
      if (columns === undefined) return [];
      const place = lists.find(
        ({ fields: all }) => all.map(({ value }) => value).join() === fields.join(),
      );
      const what = `${table} (${columns.join(', ')})`;
      return [
        {
          object,
          table,
          what,
          name: indexName(table, columns, isUnique),
          span: place?.span ?? span,
        },
      ];
    };
    const tables = [table, ...sideTablesOf(storage)];
    return [
      ...tables.map((name) => ({ object, table: name, what: name, name, span })),
      ...tables.flatMap((name) => implied(object, name, columnsOf(storage, [storage.key]), span)),
      ...unique.flatMap((fields) => listed(fields, true)),
      ...indexes.flatMap((fields) => listed(fields, false)),
    ];
  });
}

/** What PostgreSQL makes beside a table, by names of its own. */
function implied(
  object: ObjectModel,
  table: string,
  key: readonly string[] | undefined,
  span: Span,
): readonly Named[] {
  return [`${table}_pkey`, ...(key ?? []).map((column) => `${table}_${column}_seq`)]
    .filter((name) => bytesOf(name) <= MOST_BYTES)
    .map((name) => ({ object, table, what: `the key of ${table}`, name, span }));
}

function sideTablesOf({ fields }: StorageShape): readonly string[] {
  return [...fields.values()].flatMap((stored) => (stored.kind === 'table' ? [stored.table] : []));
}

function columnsOf(
  { fields: stored }: StorageShape,
  fields: readonly string[],
): readonly string[] | undefined {
  const columns = fields.flatMap((field) => {
    const one = stored.get(field);
    return one?.kind === 'column' ? [one.column] : [];
  });
  return columns.length === fields.length ? columns : undefined;
}
