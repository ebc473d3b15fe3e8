// Types of tables, for kysely: every column of any version, since rows of several versions stand in one table.

import { LABEL_COLUMN, STATE_COLUMN, type ColumnType } from '../core/storage.js';
import type { Model, ObjectModel, StorageShape } from '../model/index.js';
import { capital } from './checks.js';
import { comment } from './class.js';
import { type Doc, hardline, indent, join } from './doc.js';
import { memberKey, text } from './literals.js';
import type { ObjectPlan } from './plan.js';
import { type SideTable, storedFields } from './storage-rows.js';
import { annotation, generic, literalType } from './type-syntax.js';

/** A table that an object has, now or in rows of older versions. */
interface Table {
  readonly name: string;
  /** What its type is called. */
  readonly type: string;
  /** Their types, by name. */
  readonly columns: ReadonlyMap<string, Doc>;
  readonly doc: string;
}

/** The types of the tables of one object. */
export function tableTypes({ model, object }: ObjectPlan): readonly Doc[] {
  return tablesOf(model, object).map(({ type, columns, doc }) => {
    const members = [...columns].map(([name, column]) => [`${memberKey(name)}:`, column, ';']);
    const body = indent(hardline, ...join(hardline, members));
    return [comment([doc]), hardline, `export interface ${type} {`, body, hardline, '}'];
  });
}

/** The interface of all tables, and the names that it takes from each object's file; undefined where none is stored. */
export function databaseType(
  model: Model,
):
  | { readonly declaration: Doc; readonly types: ReadonlyMap<ObjectModel, readonly string[]> }
  | undefined {
  const members = new Map<string, string>();
  const types = new Map<ObjectModel, string[]>();
  // Where majors share a table it is the newest one's.
  const objects = [...model.objects.values()].sort((a, b) => b.major - a.major);
  for (const object of objects) {
    for (const { name, type } of tablesOf(model, object)) {
      if (members.has(name)) continue;
      members.set(name, type);
      types.set(object, [...(types.get(object) ?? []), type]);
    }
  }
  if (members.size === 0) return undefined;
  const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([name, type]) => `${memberKey(name)}: ${type};`);
  const head = `export interface ${freeName(model, 'Database')} {`;
  const doc = comment(['Every table of these schemas, for `Kysely<Database>`.']);
  const body = indent(hardline, ...join(hardline, lines));
  return { declaration: [doc, hardline, head, body, hardline, '}'], types };
}

function tablesOf(model: Model, object: ObjectModel): readonly Table[] {
  const { storage = [], typescriptName, name } = object;
  const now = storage.at(-1);
  if (now === undefined) return [];
  const own: Table = {
    name: now.table,
    type: freeName(model, `${typescriptName}Table`),
    columns: columnsOf(object, storage, now.key),
    doc: `Rows of ${name}, of every version.`,
  };
  return [own, ...sideTablesOf(model, object, storage, now)];
}

/** Present fields first, in their order. */
function columnsOf(
  object: ObjectModel,
  storage: readonly StorageShape[],
  key: string,
): ReadonlyMap<string, Doc> {
  const columns = new Map<string, Doc>();
  for (const [i, { fields }] of [...storage.entries()].reverse()) {
    const shape = object.shapes[i];
    if (shape === undefined) continue;
    for (const [field, stored] of storedFields(fields, shape)) {
      if (stored.kind === 'table' || columns.has(stored.column)) continue;
      const isKey = i === storage.length - 1 && field.name === key;
      columns.set(stored.column, columnType(isKey ? 'rt.KeyColumn' : 'rt.Column', stored.type));
    }
  }
  for (const name of [LABEL_COLUMN, STATE_COLUMN])
    columns.set(name, columnType('rt.Column', 'text'));
  return columns;
}

function sideTablesOf(
  model: Model,
  object: ObjectModel,
  storage: readonly StorageShape[],
  { key, fields: newest }: StorageShape,
): readonly Table[] {
  const stored = newest.get(key);
  const owner = stored?.kind === 'column' ? stored.type : 'text';
  const tables = new Map<string, Table>();
  for (const [i, { fields }] of [...storage.entries()].reverse()) {
    const shape = object.shapes[i];
    if (shape === undefined) continue;
    for (const [{ name, type }, side] of storedFields(fields, shape)) {
      if (side.kind !== 'table' || tables.has(side.table)) continue;
      tables.set(side.table, {
        name: side.table,
        type: sideType(model, object, name),
        columns: sideColumns(side, owner, type.kind),
        doc: `What ${object.name} has in \`${name}\`.`,
      });
    }
  }
  return [...tables.values()];
}

function sideColumns(
  { owner, place, value, type }: SideTable,
  ownerType: ColumnType,
  kind: string,
): ReadonlyMap<string, Doc> {
  const placeType = kind === 'list' ? 'integer' : 'text';
  return new Map([
    [owner, columnType('rt.RequiredColumn', ownerType)],
    ...(place === undefined ? [] : [[place, columnType('rt.RequiredColumn', placeType)] as const]),
    [value, columnType('rt.Column', type)],
  ]);
}

function columnType(name: string, type: ColumnType): Doc {
  return annotation([generic(name, [[literalType(text(type))]])]);
}

/** Named after the field, and unlike the type of every object's own table. */
function sideType(model: Model, object: ObjectModel, field: string): string {
  const wanted = `${object.typescriptName}${capital(field)}`;
  const isClass = [...model.objects.values()].some((one) => one.typescriptName === wanted);
  return freeName(model, isClass ? `${wanted}SideTable` : `${wanted}Table`);
}

/** Not the name of a type of the schemas, which stands in the same index. */
function freeName(model: Model, wanted: string): string {
  const all = [...model.objects.values(), ...model.enums.values()];
  return all.some(({ typescriptName }) => typescriptName === wanted)
    ? freeName(model, `Stored${wanted}`)
    : wanted;
}
