// A store: objects of one set of classes, in the tables of one database.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Loss, Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import {
  bind,
  contextOf,
  describe,
  MASK,
  type Registry,
  type VersionedObject,
} from '../runtime/index.js';
import type { AnyObjectType } from '../runtime/object-type.js';
import type { WireCondition, WireQuery } from '../runtime/query.js';
import { isSingle } from '../runtime/stored-field.js';
import type { Works } from './change-of.js';
import { keyParameter } from './content.js';
import { createObject } from './create.js';
import type { Database } from './database.js';
import { isStoreError, RowNotFoundError, UniqueViolationError } from './errors.js';
import { Layout } from './layout.js';
import { loadRow, loadRows } from './load-rows.js';
import { type Asked, selectRows, selectWhere } from './query/index.js';
import { readRow } from './read-row.js';
import type { StoredRow } from './row.js';
import { keyOf, saveObject } from './save.js';
import { Session } from './session.js';
import { type StoredTree, StoredTypes } from './stored-types.js';
import { deleteRow } from './update-row.js';
import { writtenAt } from './write-row.js';

/** What a store works with. */
export interface StoreOptions {
  readonly database: Database;
  readonly registry: Registry;
  /** What this process writes, asked for at each write; the newest of everything when absent. */
  readonly pin?: () => Manifest | undefined;
  /** Told of what a pin cannot say. */
  readonly onLoss?: (loss: Loss) => void;
}

/** How a transaction is run. */
export interface TransactionOptions {
  /** How often all of it is run when others' transactions are in the way (`SerializationError`); 1 when absent. */
  readonly attempts?: number;
}

/** Opens a store; looks up how old rows may be. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { database } = options;
  const session = new Session(database.db, database.engine);
  const layout = new Layout();
  await layout.load(session);
  return new Store(options, session, layout);
}

/** Rows of a database as objects; `openStore` opens it. */
export class Store {
  readonly #options: StoreOptions;
  readonly #outside: Session;
  /** The transaction that code runs in, whatever it reaches the store through. */
  readonly #inside = new AsyncLocalStorage<Session>();
  readonly #layout: Layout;
  readonly #types: StoredTypes;

  /** Use `openStore`. @internal */
  constructor(options: StoreOptions, session: Session, layout: Layout) {
    this.#options = options;
    this.#outside = session;
    this.#layout = layout;
    this.#types = new StoredTypes(options.registry);
  }

  get #session(): Session {
    return this.#inside.getStore() ?? this.#outside;
  }

  /**
   * Runs all or nothing: all that the function does and awaits with objects of this store, directly, through contexts or
   * in transactions within. When it throws, rows and objects are as before: what was changed in them still is.
   *
   * @example
   * await store.transaction(async () => {
   *   await instance.save();
   *   await host.save();
   * });
   */
  async transaction<T>(
    run: (tx: Store) => Promise<T>,
    { attempts = 1 }: TransactionOptions = {},
  ): Promise<T> {
    const session = this.#session;
    for (let attempt = 1; ; attempt++) {
      try {
        return await session.transaction('', (inner) => this.#inside.run(inner, () => run(this)));
      } catch (error) {
        const isLast = attempt >= attempts || session.isTransaction;
        if (isLast || !isStoreError(error, 'serialization')) throw error;
      }
    }
  }

  /** The one object with these values, by names and values of the wire; `RowNotFoundError` where there is none. */
  async get(
    type: AnyObjectType,
    values: Readonly<Record<string, JsonValue>>,
  ): Promise<VersionedObject> {
    const all = Object.entries(values).map(([field, value]): WireCondition => {
      if (!isSingle(value)) throw new TypeError(`${type.name}.${field} is found by single values`);
      return { kind: 'eq', field, value };
    });
    const stored = this.#types.of(type);
    const [row] = await this.#again((session) => {
      const statement = selectWhere(this.#asked(type), { kind: 'and', all });
      return loadRows(session, stored, statement, undefined);
    });
    if (row !== undefined) return this.#known(stored, row);
    const asked = Object.entries(values).map(
      ([name, value]) => `${name} ${shown(type, name, value)}`,
    );
    throw new RowNotFoundError(type.name, asked.join(', '));
  }

  /** The objects that a query asks for, in its order. */
  async list(type: AnyObjectType, query: WireQuery): Promise<readonly VersionedObject[]> {
    const stored = this.#types.of(type);
    const rows = await this.#again((session) => {
      const { statement, wanted } = selectRows(this.#asked(type), query);
      return loadRows(session, stored, statement, wanted);
    });
    const { fields, order } = query;
    if (fields === undefined) return rows.map((row) => this.#known(stored, row));
    const asked = new Set([stored.storage.key, ...fields, ...order.map(({ field }) => field)]);
    return rows.map((row) => {
      const object = this.#known(stored, { ...row, asked });
      leave(object, asked);
      return object;
    });
  }

  /** Makes a row of an object; its key is the database's to give where it is an unset integer. */
  async create(object: VersionedObject): Promise<void> {
    const stored = this.#types.of(object.$$type);
    await this.#written(stored, (works) => createObject(this.#session, stored, object, works));
  }

  /** Writes what changed, and nothing else. */
  async save(object: VersionedObject): Promise<void> {
    const stored = this.#types.of(object.$$type);
    await this.#written(stored, (works) => saveObject(this.#session, stored, object, works));
  }

  /** Takes an object's row away. */
  async destroy(object: VersionedObject): Promise<void> {
    const stored = this.#types.of(object.$$type);
    const { type, storage } = stored;
    const session = this.#session;
    const key = keyOf(stored, object);
    const parameter = keyParameter(stored, session.engine, key);
    const isGone = await session.transaction(type.name, (tx) =>
      deleteRow(tx, stored, parameter, this.#layout.oldestOf(type)),
    );
    if (!isGone) throw new RowNotFoundError(type.name, `${storage.key} ${String(key)}`);
  }

  /** Brings an object to what its row is now; changes in it are forgotten. */
  async refresh(object: VersionedObject): Promise<void> {
    const stored = this.#types.of(object.$$type);
    const session = this.#session;
    const key = keyOf(stored, object);
    const parameter = keyParameter(stored, session.engine, key);
    const row = await this.#again((part) => loadRow(part, stored, parameter));
    if (row === undefined) {
      throw new RowNotFoundError(stored.type.name, `${stored.storage.key} ${String(key)}`);
    }
    const before = valuesOf(object);
    const changed = object.objWhatChanged();
    put(object, valuesOf(readRow(stored, row)));
    object.objResetChanges();
    const context = contextOf(object);
    // What stands in it now was made anew.
    if (context !== undefined) bind(object, context);
    session.remember(object, row);
    session.whenUndone(() => {
      put(object, before);
      for (const name of changed) object.$$tracked().mark(object.$$type.bits.get(name) ?? 0);
    });
  }

  #known(stored: StoredTree, row: StoredRow): VersionedObject {
    const object = readRow(stored, row);
    this.#session.remember(object, row);
    return object;
  }

  #works(): Works {
    const { pin, onLoss = () => undefined } = this.#options;
    const writing = this.#types.writingBy(this.#session.engine, pin?.());
    return { writing, layout: this.#layout, onLoss };
  }

  /** A column that is missing where it was contracted away means that this process writes too old a version. */
  async #written(stored: StoredTree, run: (works: Works) => Promise<void>): Promise<void> {
    const works = this.#works();
    try {
      await named(stored, () => run(works));
    } catch (error) {
      if (isStoreError(error, 'not-expanded')) {
        // What failed of a transaction was a part of its own, and outside of it there may be no connection to be had.
        await this.#layout.refresh(this.#session);
        this.#layout.assertWritable(stored.type, writtenAt(stored, works.writing));
      }
      throw error;
    }
  }

  #asked(type: AnyObjectType): Asked {
    return {
      engine: this.#session.engine,
      type,
      unlabelled: type.storage?.unlabelled,
      oldest: this.#layout.oldestOf(type),
    };
  }

  /** A statement that names a column which is contracted away is made again, once. */
  async #again<T>(run: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#session;
    // Within a transaction a part of its own: PostgreSQL gives up what fails as a whole.
    const once = (): Promise<T> =>
      session.isTransaction ? session.transaction('', run) : run(session);
    try {
      return await once();
    } catch (error) {
      if (!isStoreError(error, 'not-expanded')) throw error;
      await this.#layout.refresh(session);
      return once();
    }
  }
}

/** Columns in an error are told as the fields that they keep. */
async function named<T>({ type, storage }: StoredTree, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UniqueViolationError)) throw error;
    const fields = error.fields.map((told) => {
      // SQLite puts the table before it.
      const rows = storage.columns
        .filter(({ column }) => told === column || told === `${storage.table}.${column}`)
        .sort((x, y) => y.until - x.until);
      return rows[0]?.field ?? told;
    });
    throw new UniqueViolationError(type.name, fields, error.cause);
  }
}

function shown(type: AnyObjectType, name: string, value: JsonValue): string {
  const isSensitive = type.fields.find((one) => one.name === name)?.sensitive === true;
  return isSensitive ? MASK : describe(value);
}

type Values = ReadonlyMap<AnyObjectType['fields'][number], unknown>;

function valuesOf(object: VersionedObject): Values {
  return new Map(object.$$type.fields.map((field) => [field, object.$$value(field)]));
}

function put(object: VersionedObject, values: Values): void {
  for (const [field, value] of values) object.$$put(field, value);
}

/** Only these fields stay set. */
function leave(object: VersionedObject, names: ReadonlySet<string>): void {
  for (const field of object.$$type.fields) {
    if (!names.has(field.name)) object.$$put(field, undefined);
  }
}
