// A process of one release on the database: its code, and what it writes by.

import type { Manifest } from '../../../src/core/envelope.js';
import { type Database, openStore, type Store } from '../../../src/db/index.js';
import type { Loss, Registry, VersionedObject } from '../../../src/runtime/index.js';
import type { AnyObjectType } from '../../../src/runtime/object-type.js';
import { dataOf, type Values } from '../shelf.js';

export class Side {
  readonly registry: Registry;
  readonly store: Store;
  /** What its pin could not say. */
  readonly losses: Loss[] = [];

  private constructor(registry: Registry, store: Store) {
    this.registry = registry;
    this.store = store;
  }

  static async open(database: Database, registry: Registry, pin?: Manifest): Promise<Side> {
    const losses: Loss[] = [];
    const store = await openStore({
      database,
      registry,
      onLoss: (loss) => {
        losses.push(loss);
      },
      ...(pin === undefined ? {} : { pin: () => pin }),
    });
    const side = new Side(registry, store);
    return Object.assign(side, { losses });
  }

  type(object: string): AnyObjectType {
    const type = this.registry.find(object);
    if (type === undefined) throw new Error(`there is no ${object}`);
    return type;
  }

  /** An object of this release's newest version. */
  made(object: string, data: Values): VersionedObject {
    const { wire, name, namespace, version } = this.type(object);
    return this.registry.decode(wire.seal(name, namespace, version, data, Object.keys(data)));
  }

  get(object: string, key: number | string): Promise<VersionedObject> {
    return this.store.get(this.type(object), { id: key });
  }

  async data(object: string, key: number | string): Promise<Values> {
    return dataOf(await this.get(object, key));
  }

  /** Reads a row and changes these fields in it, by their names and values on the wire. */
  async changed(object: string, key: number | string, values: Values): Promise<VersionedObject> {
    const found = await this.get(object, key);
    const given = this.made(object, values);
    for (const { name, property } of this.type(object).fields) {
      if (name in values) Reflect.set(found, property, Reflect.get(given, property));
    }
    return found;
  }

  /** The same, and saves it. */
  async change(object: string, key: number | string, values: Values): Promise<void> {
    await this.store.save(await this.changed(object, key, values));
  }
}
