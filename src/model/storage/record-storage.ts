// Storage as it is recorded: one entry for each thing that can change, and of columns those that are not what follows
// by rule. So a field that comes, goes or changes its type is no change of storage.

import { isList, type JsonValue } from '../../core/json.js';
import { COLUMN_TYPES } from '../../core/storage.js';
import { formatVersion, parseVersion } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type { ColumnDeclaration, FieldListDeclaration } from '../../load/index.js';
import type { FieldShape, StorageShape, Stored } from '../model.js';
import { byName } from '../records/record-shape.js';
import type { JsonObject } from '../records/record.js';
import { columnTypesFor } from './column-types.js';
import type { StorageMapping } from './mapping.js';

/** The names of entries begin with one of these and a blank; behind it stand fields. */
export const PARTS = ['unique', 'index', 'column'] as const;

export function recordStorage(
  { table, key, unique, indexes, unlabelled, fields: stored }: StorageShape,
  fields: ReadonlyMap<string, FieldShape>,
): JsonObject {
  const columns = [...fields.values()].flatMap((field) => {
    const how = storedOtherwise(field, stored.get(field.name));
    return how === undefined ? [] : [[`column ${field.name}`, how] as const];
  });
  return byName([
    ['table', table],
    ['key', key],
    ...(unlabelled === undefined ? [] : [['unlabelled', formatVersion(unlabelled)] as const]),
    ...unique.map((names) => [`unique ${names.join(', ')}`, true] as const),
    ...indexes.map((names) => [`index ${names.join(', ')}`, true] as const),
    ...columns,
  ]);
}

/** Undefined where it follows by rule. */
function storedOtherwise(
  { name, type }: FieldShape,
  stored: Stored | undefined,
): JsonValue | undefined {
  if (stored === undefined) return 'none';
  if (stored.kind === 'table') {
    const { table, owner, place, value } = stored;
    return { table, owner, ...(place === undefined ? {} : { place }), value };
  }
  const differs = {
    ...(stored.column === name ? {} : { column: stored.column }),
    ...(stored.type === columnTypesFor(type)[0] ? {} : { type: stored.type }),
  };
  return Object.keys(differs).length === 0 ? undefined : differs;
}

/** The fields that an entry is about; none for what is the same at every version: table, key, `unlabelled`. */
export function fieldsOfPart(part: string): readonly string[] {
  const kind = PARTS.find((one) => part.startsWith(`${one} `));
  return kind === undefined ? [] : part.slice(kind.length + 1).split(', ');
}

/** Undefined where the record cannot be read: it was written by hand. */
export function storageFromRecord(record: JsonObject, source: Span): StorageMapping | undefined {
  const at = <T>(value: T): { readonly value: T; readonly span: Span } => ({ value, span: source });
  const { table, key, unlabelled } = record;
  if (typeof table !== 'string' || typeof key !== 'string') return undefined;
  const version = typeof unlabelled === 'string' ? parseVersion(unlabelled) : undefined;
  const unique: FieldListDeclaration[] = [];
  const indexes: FieldListDeclaration[] = [];
  const columns = new Map<string, ColumnDeclaration>();
  for (const [part, value] of Object.entries(record)) {
    const names = fieldsOfPart(part);
    const [first] = names;
    if (first === undefined) continue;
    if (part.startsWith('column ')) {
      const column = columnFrom(first, value, source);
      if (column === undefined) return undefined;
      columns.set(first, column);
    } else {
      const lists = part.startsWith('unique ') ? unique : indexes;
      lists.push({ fields: names.map(at), span: source });
    }
  }
  return {
    table: at(table),
    key: at(key),
    unique,
    indexes,
    ...(version === undefined ? {} : { unlabelled: at(version) }),
    columns,
    span: source,
  };
}

function columnFrom(name: string, value: JsonValue, span: Span): ColumnDeclaration | undefined {
  const head = { field: { value: name, span }, span };
  if (value === 'none') return { ...head, kind: 'none' };
  if (typeof value !== 'object' || value === null || isList(value)) return undefined;
  const text = (key: string): { readonly value: string; readonly span: Span } | undefined => {
    const said = value[key];
    return typeof said === 'string' ? { value: said, span } : undefined;
  };
  const [table, owner, place, element] = ['table', 'owner', 'place', 'value'].map(text);
  if (table !== undefined) {
    return {
      ...head,
      kind: 'table',
      table,
      ...(owner === undefined ? {} : { owner }),
      ...(place === undefined ? {} : { place }),
      ...(element === undefined ? {} : { value: element }),
    };
  }
  const [column, type] = [text('column'), text('type')];
  const known = COLUMN_TYPES.find((one) => one === type?.value);
  return {
    ...head,
    kind: 'column',
    ...(column === undefined ? {} : { column }),
    ...(known === undefined ? {} : { type: { value: known, span } }),
  };
}
