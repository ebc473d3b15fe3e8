// The object types of a registry that are stored, looked up once.

import type { Manifest } from '../core/envelope.js';
import type { AnyObjectType } from '../runtime/object-type.js';
import type { Registry } from '../runtime/index.js';
import { treeOf } from '../runtime/target.js';
import { Labels } from './label.js';
import type { Engine } from './engine.js';
import type { StoredType } from './row.js';
import type { Writing } from './write-row.js';
import { RowShapes } from './row-shape.js';

/** What a store knows of a type beside what its schema says. */
export interface StoredTree extends StoredType {
  /** Objects that may stand inside, by the name that labels have. */
  readonly tree: ReadonlyMap<string, AnyObjectType>;
  readonly labels: Labels;
  /** Columns that hold bytes at some version. */
  readonly byteColumns: readonly string[];
}

export class StoredTypes {
  readonly #registry: Registry;
  readonly #known = new Map<AnyObjectType, StoredTree>();
  #newest: Manifest | undefined = undefined;
  #pinned: { readonly pin: Manifest; readonly manifest: Manifest } | undefined = undefined;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** By what a process writes that has a pin, or none. */
  writingBy(engine: Engine, pin: Manifest | undefined): Writing {
    const registry = this.#registry;
    const nameOf = (type: AnyObjectType): string => this.nameOf(type);
    const manifest = this.manifestWith(pin);
    return { engine, registry, manifest, isPinned: pin !== undefined, nameOf };
  }

  /** Every object has an entry. */
  manifestWith(pin: Manifest | undefined): Manifest {
    // The same object for the same pin: targets are looked up by it.
    this.#newest ??= this.#registry.manifest();
    if (pin === undefined) return this.#newest;
    const known = this.#pinned;
    if (known?.pin === pin && Object.isFrozen(pin)) return known.manifest;
    const manifest = Object.freeze({ ...this.#newest, ...pin });
    this.#pinned = { pin, manifest };
    return manifest;
  }

  get all(): readonly AnyObjectType[] {
    return this.#registry.types.filter(({ storage }) => storage !== undefined);
  }

  /** One for each table: of majors that share it, the one whose history has the other's versions. */
  get heads(): readonly AnyObjectType[] {
    const { all } = this;
    return all.filter((type) => !all.some((other) => other !== type && reads(other, type)));
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
    // Of several majors the newest, which knows best what is too new.
    const inside = [...treeOf(type)]
      .filter((one) => one !== type)
      .sort((a, b) => a.major - b.major);
    const tree = new Map(inside.map((one) => [this.nameOf(one), one]));
    const bytes = storage.columns.filter((one) => one.type === 'bytes');
    const made: StoredTree = {
      type,
      storage,
      key,
      tree,
      shapes: new RowShapes(type, storage),
      labels: new Labels(),
      byteColumns: [...new Set(bytes.map(({ column }) => column))],
    };
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

/** Whether rows of one are rows of another: they have one table, and its versions are among the other's. */
function reads(type: AnyObjectType, other: AnyObjectType): boolean {
  return (
    type.storage?.table === other.storage?.table &&
    type.major > other.major &&
    other.versions.every((version) => type.ordinals.has(version))
  );
}
