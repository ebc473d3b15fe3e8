// The object types of a registry that are stored, looked up once.

import { type AnyObjectType } from '../runtime/object-type.js';
import type { Registry } from '../runtime/index.js';
import { treeOf } from '../runtime/target.js';
import type { StoredType } from './row.js';

/** What a store knows of a type beside what its schema says. */
export interface StoredTree extends StoredType {
  /** Objects that may stand inside, by the name that labels have. */
  readonly tree: ReadonlyMap<string, AnyObjectType>;
}

export class StoredTypes {
  readonly #registry: Registry;
  readonly #known = new Map<AnyObjectType, StoredTree>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  get all(): readonly AnyObjectType[] {
    return this.#registry.types.filter(({ storage }) => storage !== undefined);
  }

  of(type: AnyObjectType): StoredTree {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    const { storage } = type;
    const key = storage?.columns.find(
      ({ field, until }) => field === storage.key && until >= type.newest,
    );
    if (storage === undefined || key === undefined) {
      throw new TypeError(`${type.name} is not stored: its schema has no \`storage:\``);
    }
    const inside = [...treeOf(type)].filter((one) => one !== type);
    const tree = new Map(inside.map((one) => [this.nameOf(one), one]));
    const made = { type, storage, key, tree };
    this.#known.set(type, made);
    return made;
  }

  /** Bare, or with its namespace where two share the bare name. */
  nameOf({ name, namespace }: AnyObjectType): string {
    const isShared = this.#registry.types.some(
      (one) => one.name === name && one.namespace !== namespace,
    );
    return isShared ? `${namespace}/${name}` : name;
  }
}
