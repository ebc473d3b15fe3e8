// What tests of rows do over and over: a database with the tables of a domain, stores of several releases on it, objects
// in and out by the names of the wire, and rows as they are.

import { sql } from 'kysely';
import type { Manifest } from '../../src/core/envelope.js';
import { type Database, expand, openStore, type Store } from '../../src/db/index.js';
import type { Loss, Registry, VersionedObject } from '../../src/runtime/index.js';
import type { AnyObjectType } from '../../src/runtime/object-type.js';

export type Values = Readonly<Record<string, unknown>>;

/** The one stored type of a domain. */
export function typeIn(registry: Registry): AnyObjectType {
  const type = registry.types.find(({ storage }) => storage !== undefined);
  if (type === undefined) throw new Error('nothing is stored there');
  return type;
}

/** Makes the tables that a registry's newest release needs beside all older ones. */
export async function expanded(database: Database, registry: Registry): Promise<Database> {
  const { db, engine } = database;
  const types = registry.types.filter(({ storage }) => storage !== undefined);
  await expand({ db, engine, types, oldest: (type) => type.base });
  return database;
}

/** One process: a release's classes, what it writes, and the database. */
export class Shelf {
  readonly store: Store;
  readonly type: AnyObjectType;
  readonly registry: Registry;
  /** What was told to be lost. */
  readonly losses: Loss[];

  constructor(store: Store, registry: Registry, losses: Loss[]) {
    this.store = store;
    this.registry = registry;
    this.type = typeIn(registry);
    this.losses = losses;
  }

  static async open(database: Database, registry: Registry, pin?: Manifest): Promise<Shelf> {
    const losses: Loss[] = [];
    const onLoss = (loss: Loss): void => {
      losses.push(loss);
    };
    const store = await openStore({
      database,
      registry,
      onLoss,
      ...(pin === undefined ? {} : { pin: () => pin }),
    });
    return new Shelf(store, registry, losses);
  }

  /** A new object, all that it has changed in it. */
  make(values: Values): VersionedObject {
    return this.given(values, Object.keys(values));
  }

  /** An object as a caller sends it. */
  given(
    values: Values,
    changes: readonly string[] = [],
    version = this.type.version,
  ): VersionedObject {
    const { wire, name, namespace } = this.type;
    return this.registry.decode(wire.seal(name, namespace, version, values, changes));
  }

  async create(values: Values): Promise<VersionedObject> {
    const object = this.make(values);
    await this.store.create(object);
    return object;
  }

  get(key: string | number): Promise<VersionedObject> {
    return this.store.get(this.type, { id: key });
  }

  /** Reads a row, changes these properties and saves it. */
  async change(key: string | number, properties: Values): Promise<VersionedObject> {
    const object = await this.get(key);
    Object.assign(object, properties);
    await this.store.save(object);
    return object;
  }

  /** The data of a row as this process sees it, by the names of the wire. */
  async data(key: string | number): Promise<Values> {
    return dataOf(await this.get(key));
  }
}

export function dataOf(object: VersionedObject): Values {
  const { data } = object.$$type.wire.open(object.objToPrimitive());
  return data as Values;
}

/** A row as the engine has it, values as text so that both engines say the same of them. */
export async function rawRow(
  { db }: Database,
  table: string,
  key: string | number,
): Promise<Readonly<Record<string, string | null>>> {
  const { rows } = await sql<
    Record<string, unknown>
  >`select * from ${sql.table(table)} where id = ${key}`.execute(db);
  const texts = Object.entries(rows[0] ?? {}).map(([name, value]) => [
    name,
    value === null
      ? null
      : typeof value === 'boolean'
        ? String(Number(value))
        : `${value as string | number}`,
  ]);
  return Object.fromEntries(texts) as Readonly<Record<string, string | null>>;
}

/** All that some statement says, as it is. */
export async function run(
  { db }: Database,
  statement: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = await sql<Record<string, unknown>>`${sql.raw(statement)}`.execute(db);
  return rows;
}
