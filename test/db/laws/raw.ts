// Rows of parcels as the database has them, without the store: each value as on the wire, and what the label and the
// state beside it say.

import { sql } from 'kysely';
import type { JsonValue } from '../../../src/core/json.js';
import type { ObjectModel } from '../../../src/model/index.js';
import type { Database } from '../../../src/db/index.js';
import { placesAt } from './page.js';

export interface RawRow {
  /** All of it as text: what is the same here was touched by nobody. */
  readonly texts: ReadonlyMap<string, string>;
  readonly label: string | null;
  /** The words of the state. */
  readonly words: ReadonlySet<string>;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly sides: ReadonlyMap<string, readonly Element[]>;
}

interface Element {
  readonly place: unknown;
  readonly value: unknown;
}

export const TABLES = ['parcel_notes', 'parcel_ports', 'parcel_watchers'] as const;
const PLACES = { parcel_notes: 'place', parcel_ports: 'place', parcel_watchers: 'value' };
const OWNERS = { parcel_notes: 'owner', parcel_ports: 'parcel_id', parcel_watchers: 'owner' };
const VALUES = { parcel_notes: 'value', parcel_ports: 'port', parcel_watchers: 'value' };

export async function rawRow({ db }: Database, id: number): Promise<RawRow> {
  const { rows } = await sql<
    Record<string, unknown>
  >`select * from parcels where id = ${id}`.execute(db);
  const [columns] = rows;
  if (columns === undefined) throw new Error(`there is no parcel ${id}`);
  const texts = new Map(Object.entries(columns).map(([name, value]) => [name, textOf(value)]));
  const sides = new Map<string, readonly Element[]>();
  for (const table of TABLES) {
    const found = await sql<Element>`
      select ${sql.id(PLACES[table])} as place, ${sql.id(VALUES[table])} as value from ${sql.id(table)}
      where ${sql.id(OWNERS[table])} = ${id} order by ${sql.id(PLACES[table])}`.execute(db);
    sides.set(table, found.rows);
    texts.set(table, textOf(found.rows));
  }
  const { obj_version: label, obj_state: state } = columns;
  const words = typeof state === 'string' ? state.split(' ').filter((word) => word !== '') : [];
  return {
    texts,
    label: typeof label === 'string' ? label : null,
    words: new Set(words),
    columns,
    sides,
  };
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `${one}n` : one));
}

/** What a column or side table has for the field of this name at this version; undefined where it is unset. */
export function valueIn(
  raw: RawRow,
  object: ObjectModel,
  ordinal: number,
  field: string,
): JsonValue | undefined {
  const name = placesAt(object, ordinal).get(field) ?? '';
  const stored = object.storage?.[ordinal]?.fields.get(field);
  const type = object.shapes[ordinal]?.fields.get(field)?.type;
  if (stored === undefined || type === undefined) throw new Error(`${field} is not stored`);
  if (raw.words.has(`-${name}`)) return undefined;
  if (stored.kind === 'table') {
    if (raw.words.has(`~${name}`)) return null;
    const elements = raw.sides.get(name) ?? [];
    if (type.kind !== 'map') return elements.map(({ value }) => plain(stored.type, value));
    return Object.fromEntries(
      elements.map(({ place, value }) => [String(place), plain(stored.type, value)]),
    );
  }
  const value = raw.columns[name];
  if (value === null || value === undefined) return type.nullable ? null : undefined;
  const isDigits = type.kind === 'scalar' && type.scalar === 'bigint';
  if (isDigits) return plain('text', value);
  const isText = type.kind === 'scalar' || type.kind === 'enum';
  // A column of texts that keeps what is no text has it as JSON.
  return plain(stored.type === 'text' && !isText ? 'json' : stored.type, value);
}

/** A driver's value, as JSON. */
function plain(type: string, value: unknown): JsonValue {
  switch (type) {
    case 'integer':
    case 'float':
      return Number(value);
    case 'boolean':
      return Boolean(Number(value));
    case 'datetime': {
      const time = new Date(value instanceof Date ? value : String(value)).toISOString();
      return time.replace('.000Z', 'Z');
    }
    case 'bytes':
      return Buffer.from(new Uint8Array(value as ArrayBuffer | Uint8Array)).toString('base64');
    case 'json':
      return JSON.parse(String(value)) as JsonValue;
    default:
      return String(value);
  }
}
