// A store: objects of one set of classes, in the tables of one database.

import type { Loss, Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import type { AnyObjectType, FieldInfo } from '../runtime/object-type.js';
import type { Registry, VersionedObject } from '../runtime/index.js';
import type { WireCondition, WireQuery } from '../runtime/query.js';
import { keyParameter } from './content.js';
import type { Database } from './database.js';
import { RowNotFoundError, UniqueViolationError } from './errors.js';
import { Layout } from './layout.js';
import { loadRow, loadRows } from './load-rows.js';
import { type Asked, selectRows, selectWhere } from './query/index.js';
import { readRow } from './read-row.js';
import { keyOf, rowAfter, saveObject, settle, type Works } from './save.js';
import { Session } from './session.js';
import { formatState, readState } from './state.js';
import { type StoredTree, StoredTypes } from './stored-types.js';
import { deleteRow, insertRow, writeSides } from './update-row.js';
import { contentFor, labelAfter, stateAfter, writtenAt } from './write-row.js';

export interface StoreOptions {
  readonly database: Database;
  readonly registry: Registry;
  /** What this process writes; the newest of everything when absent. */
  readonly pin?: () => Manifest | undefined;
  /** Told of what a pin cannot say. */
  readonly onLoss?: (loss: Loss) => void;
}

/** Opens a store; looks up how old rows may be. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { database } = options;
  const session = new Session(database.db, database.engine);
  const layout = new Layout();
  await layout.load(session);
  return new Store(options, session, layout, new StoredTypes(options.registry));
}

export class Store {
  readonly #options: StoreOptions;
  readonly #session: Session;
  readonly #layout: Layout;
  readonly #types: StoredTypes;

  /** Use `openStore`. @internal */
  constructor(options: StoreOptions, session: Session, layout: Layout, types: StoredTypes) {
    this.#options = options;
    this.#session = session;
    this.#layout = layout;
    this.#types = types;
  }

  /** Runs all or nothing: what is done through the store that is handed over is kept when the function ends well. */
  transaction<T>(run: (store: Store) => Promise<T>): Promise<T> {
    return this.#session.transaction('', (session) =>
      run(new Store(this.#options, session, this.#layout, this.#types)),
    );
  }

  /** The one object with these values, by names and values of the wire; `RowNotFoundError` where there is none. */
  async get(
    type: AnyObjectType,
    values: Readonly<Record<string, JsonValue>>,
  ): Promise<VersionedObject> {
    const stored = this.#types.of(type);
    const all = Object.entries(values).map(([field, value]): WireCondition => {
      // Unique fields hold single values.
      return { kind: 'in', field, values: [value as string | number | boolean | null] };
    });
    const statement = selectWhere(this.#asked(type), { kind: 'and', all });
    const [row] = await this.#again(() => loadRows(this.#session, stored, statement, undefined));
    if (row === undefined) {
      const asked = Object.entries(values).map(([name, value]) => `${name} ${String(value)}`);
      throw new RowNotFoundError(type.name, asked.join(', '));
    }
    return this.#known(stored, row);
  }

  /** The objects that a query asks for, in its order. */
  async list(type: AnyObjectType, query: WireQuery): Promise<readonly VersionedObject[]> {
    const stored = this.#types.of(type);
    return this.#again(async () => {
      const { statement, wanted } = selectRows(this.#asked(type), query);
      const rows = await loadRows(this.#session, stored, statement, wanted);
      return rows.map((row) => {
        const object = this.#known(stored, row);
        if (query.fields !== undefined)
          leave(object, [
            stored.storage.key,
            ...query.fields,
            ...query.order.map(({ field }) => field),
          ]);
        return object;
      });
    });
  }

  /** Makes a row of an object; its key is the database's to give where it is an unset integer. */
  async create(object: VersionedObject): Promise<void> {
    const { $$type: type } = object;
    const stored = this.#types.of(type);
    const works = this.#works();
    this.#layout.assertWritable(type, writtenAt(stored, works.writing));
    const keyField = fieldNamed(type, stored.storage.key);
    const isNumbered = object.$$value(keyField) === undefined && stored.key.type === 'integer';
    const losses: Loss[] = [];
    const content = contentFor(stored, works.writing, object, undefined, losses);
    const label = labelAfter(stored, works.writing, object, undefined);
    const state = formatState(stateAfter(stored, undefined, content));
    const { engine } = this.#session;
    const cells = new Map<string, unknown>();
    if (!isNumbered)
      cells.set(stored.key.column, keyParameter(stored, engine, keyOf(stored, object)));
    for (const [name, { value }] of content.columns) if (value !== null) cells.set(name, value);
    cells.set('obj_version', label).set('obj_state', state);
    await this.#named(stored, () =>
      this.#session.transaction(type.name, async (tx) => {
        const key = await insertRow(tx, stored, cells, this.#layout.isStill(type));
        if (key === undefined) {
          throw new Error(`no row was made of ${type.name}`);
        }
        await writeSides(tx, stored, key, content.sides);
        if (isNumbered) {
          object.$$put(keyField, Number(key));
          tx.whenUndone(() => {
            object.$$put(keyField, undefined);
          });
        }
        const columns = Object.fromEntries([
          ...[...content.columns].map(([name, { value }]) => [name, value] as const),
          [stored.key.column, key] as const,
        ]);
        const bare = {
          columns: {},
          sides: new Map(),
          label,
          ordinal: content.ordinal,
          state: readState(state),
          isWhole: true,
        };
        const change = {
          columns: new Map(Object.entries(columns)),
          sides: content.sides,
          label,
          state,
        };
        tx.remember(object, rowAfter(stored, bare, change, content.ordinal));
        tx.whenKept(() => {
          settle(object, type.fields, losses);
          for (const loss of losses) works.onLoss(loss);
        });
      }),
    );
  }

  /** Writes what changed. */
  async save(object: VersionedObject): Promise<void> {
    const stored = this.#types.of(object.$$type);
    await this.#named(stored, () => saveObject(this.#session, stored, object, this.#works()));
  }

  /** Takes an object's row away. */
  async destroy(object: VersionedObject): Promise<void> {
    const stored = this.#types.of(object.$$type);
    const key = keyOf(stored, object);
    const isGone = await this.#session.transaction(stored.type.name, (tx) =>
      deleteRow(tx, stored, keyParameter(stored, tx.engine, key)),
    );
    if (!isGone)
      throw new RowNotFoundError(stored.type.name, `${stored.storage.key} ${String(key)}`);
  }

  /** Brings an object to what its row is now; changes in it are forgotten. */
  async refresh(object: VersionedObject): Promise<void> {
    const { stored, row, now } = await this.#rowNow(object);
    for (const field of object.$$type.fields) object.$$put(field, now.$$value(field));
    object.objResetChanges();
    this.#session.remember(object, row);
    void stored;
  }

  /** The value that a field of an object's row has, put in the object as no change. */
  async load(object: VersionedObject, field: FieldInfo): Promise<void> {
    const { now } = await this.#rowNow(object);
    object.$$put(field, now.$$value(field));
  }

  async #rowNow(object: VersionedObject) {
    const stored = this.#types.of(object.$$type);
    const key = keyOf(stored, object);
    const parameter = keyParameter(stored, this.#session.engine, key);
    const row = await loadRow(this.#session, stored, parameter);
    if (row === undefined) {
      throw new RowNotFoundError(stored.type.name, `${stored.storage.key} ${String(key)}`);
    }
    return { stored, row, now: readRow(stored, row) };
  }

  #known(stored: StoredTree, row: Awaited<ReturnType<typeof loadRow>> & object): VersionedObject {
    const object = readRow(stored, row);
    this.#session.remember(object, row);
    return object;
  }

  #works(): Works {
    const { registry, pin, onLoss = () => undefined } = this.#options;
    const manifest = { ...registry.manifest(), ...pin?.() };
    const nameOf = (type: AnyObjectType): string => this.#types.nameOf(type);
    const writing = { engine: this.#session.engine, registry, manifest, nameOf };
    return { writing, layout: this.#layout, onLoss };
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
  async #again<T>(run: () => Promise<T>): Promise<T> {
    if (this.#session.isTransaction) return run();
    try {
      return await run();
    } catch (error) {
      if (!isNotExpanded(error)) throw error;
      await this.#layout.refresh(this.#session);
      return run();
    }
  }

  /** Columns in an error are told as the fields that they keep. */
  async #named<T>(stored: StoredTree, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof UniqueViolationError)) throw error;
      const names = error.fields.map(
        (column) =>
          stored.storage.columns.find(
            (one) => one.column === column && one.until >= stored.type.newest,
          )?.field ?? column,
      );
      throw new UniqueViolationError(stored.type.name, names, error.cause);
    }
  }
}

function isNotExpanded(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'not-expanded';
}

function fieldNamed(type: AnyObjectType, name: string): FieldInfo {
  const field = type.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`${type.name} has no field ${name}`);
  return field;
}

/** Only these fields stay set. */
function leave(object: VersionedObject, names: readonly string[]): void {
  for (const field of object.$$type.fields) {
    if (!names.includes(field.name)) object.$$put(field, undefined);
  }
}
