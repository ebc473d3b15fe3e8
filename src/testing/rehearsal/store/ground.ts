// The database of one mix: its tables as the releases make them, a store for each process, and what an operator does
// to it.

import type { Migrated, Store } from '../../../db/index.js';
import type { Release } from '../../../evolution/rollout/index.js';
import type { Side } from '../side.js';
import type { Driver } from './driver.js';

type Database = Awaited<ReturnType<Driver['sqliteDatabase']>>;

/** A process that works with rows. */
export interface Worker {
  readonly side: Side;
  readonly pin: Release | undefined;
}

export class Ground {
  readonly #driver: Driver;
  readonly #database: Database;
  readonly #stores = new Map<string, Promise<Store>>();

  private constructor(driver: Driver, database: Database) {
    this.#driver = driver;
    this.#database = database;
  }

  /** A database whose tables were expanded for one release after the other. */
  static async open(driver: Driver, releases: readonly Side[]): Promise<Ground> {
    const database = await driver.sqliteDatabase(':memory:');
    const [first] = releases;
    for (const side of releases) {
      const { registry } = side.peer(undefined);
      const types = driver.storedTypesOf(registry);
      const oldest = driver.keptBy(registry, (first ?? side).manifest);
      await driver.expand({ ...database, types, oldest });
    }
    return new Ground(driver, database);
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  storeOf({ side, pin }: Worker): Promise<Store> {
    const key = JSON.stringify([side.name, pin?.name]);
    const known = this.#stores.get(key);
    if (known !== undefined) return known;
    const { registry } = side.peer(undefined);
    const manifest = pin && Object.freeze({ ...pin.manifest });
    const opened = this.#driver.openStore({
      database: this.#database,
      registry,
      pin: () => manifest,
    });
    this.#stores.set(key, opened);
    return opened;
  }

  /** What `db migrate --online --pin` and `db migrate --to` do with the code of a release. */
  migrate(code: Side, to: Release, isWayBack: boolean): Promise<readonly Migrated[]> {
    const { registry } = code.peer(undefined);
    const { manifest } = to;
    return this.#driver.migrateOnline({ database: this.#database, registry, manifest, isWayBack });
  }

  /** What `db contract` does; why it refuses to, if it does. */
  async contract({ manifest, peer }: Side): Promise<string | undefined> {
    const { registry } = peer(undefined);
    const options = { database: this.#database, registry, keep: manifest, speakers: [] };
    const done = await this.#driver.contract(options);
    return done.ok ? undefined : JSON.stringify(done.obstacles);
  }

  /** The same by force: what `db contract` refuses while anybody needs what goes. */
  async drop({ manifest, peer }: Side): Promise<void> {
    const { registry } = peer(undefined);
    const { db, engine } = this.#database;
    const found = await this.#driver.findTables(db, engine);
    const types = this.#driver.storedTypesOf(registry);
    const keep = this.#driver.keptBy(registry, manifest);
    for (const { statement } of this.#driver.planContract(engine, types, found, keep)) {
      await statement.execute(db);
    }
  }
}
