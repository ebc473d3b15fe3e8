// All objects of one set of generated classes, by namespace and name, several majors of one side by side.
// It is an argument, never a global.

import { type BackportGoal, type Converted, backport, upgrade } from './convert.js';
import { Decoding, type DecodingOptions, decodeObject, pick } from './decoding.js';
import { UnsupportedObjectError } from './errors.js';
import { short } from './fault.js';
import type { VersionedObject } from './object.js';
import type { AnyObjectType } from './object-type.js';
import type { Manifest } from '../core/envelope.js';
import { treeOf } from './target.js';
import { isData, type Wire } from './wire.js';

/**
 * The classes of a program, by their names on the wire: decodes, backports and upgrades trees of them. `registry`
 * of generated code is one.
 */
export class Registry {
  readonly #types: readonly AnyObjectType[];
  /** By how envelopes look, which is mostly one way, then by name. */
  readonly #byName = new Map<Wire, Map<unknown, AnyObjectType[]>>();
  /** Of all, once it was asked for: each call says it. */
  #manifest: Manifest | undefined;

  constructor(types: readonly AnyObjectType[]) {
    this.#types = types;
    for (const type of types) {
      const names = this.#byName.get(type.wire) ?? new Map<unknown, AnyObjectType[]>();
      this.#byName.set(type.wire, names);
      names.set(type.name, [...(names.get(type.name) ?? []), type]);
    }
  }

  /** Every object, every major of it. */
  get types(): readonly AnyObjectType[] {
    return this.#types;
  }

  /** The type that an envelope names; of several majors, the newest that can read it. */
  typeOf(primitive: unknown): AnyObjectType {
    const named: AnyObjectType[] = [];
    if (isData(primitive)) {
      for (const [wire, names] of this.#byName) {
        named.push(...(names.get(wire.open(primitive).name) ?? []));
      }
    }
    if (named.length === 0) throw unknown(this.#types, primitive);
    return pick(named, primitive, named[0]?.name ?? '');
  }

  /** The type with this name, newest major first; undefined when there is none. `namespace/Name`, `Name` and `Name@1` are names. */
  find(name: string): AnyObjectType | undefined {
    const [bare = '', major] = name.split('@');
    return this.#types
      .filter((type) => type.name === bare || `${type.namespace}/${type.name}` === bare)
      .filter((type) => major === undefined || String(type.major) === major)
      .sort((a, b) => b.major - a.major)[0];
  }

  /** Reads any object that this registry knows. */
  decode(primitive: unknown, options: DecodingOptions = {}): VersionedObject {
    const type = this.typeOf(primitive);
    return decodeObject(type, primitive, type.name, new Decoding(options));
  }

  /** Brings a primitive to an older version: the whole tree by a manifest, or its root alone. */
  backport(primitive: unknown, goal: BackportGoal, options: DecodingOptions = {}): Converted {
    return backport(this.typeOf(primitive), primitive, goal, options);
  }

  /** Brings a primitive, and all in it, to the newest version. */
  upgrade(primitive: unknown, options: DecodingOptions = {}): Converted {
    return upgrade(this.typeOf(primitive), primitive, options);
  }

  /** The newest version of every object in the tree of one, or of all: what a peer with these classes speaks. */
  manifest(root?: string): Manifest {
    if (root === undefined) return (this.#manifest ??= manifestOf(this.#types));
    const type = this.find(root);
    if (type === undefined) {
      throw new UnsupportedObjectError(root, root, 'an object of this registry');
    }
    return manifestOf([...treeOf(type)]);
  }
}

/** An object type by its names alone. */
type Named = Pick<AnyObjectType, 'key' | 'name' | 'namespace' | 'version'>;

/**
 * Of types that are only looked at where the registry is used: a bundler leaves out both where nobody does.
 *
 * A compiler that holds a thousand classes against one another, member by member, takes fifteen seconds for it: so the
 * list is a tuple, whose members are not compared, and they are asked for no more than their names.
 */
export function registryOf(types: () => readonly [] | readonly Named[]): Registry {
  // Only object types have a key, and a class does not matter here.
  return new Registry(types() as readonly AnyObjectType[]);
}

function manifestOf(types: readonly AnyObjectType[]): Manifest {
  const entries = new Map<string, AnyObjectType>();
  for (const type of types) {
    const shared = types.some((t) => t.name === type.name && t.namespace !== type.namespace);
    const name = shared ? `${type.namespace}/${type.name}` : type.name;
    const held = entries.get(name);
    if (held === undefined || held.major < type.major) entries.set(name, type);
  }
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.freeze(Object.fromEntries(sorted.map(([name, type]) => [name, type.version])));
}

function nameOf(type: AnyObjectType, primitive: unknown): unknown {
  return isData(primitive) ? type.wire.open(primitive).name : undefined;
}

function unknown(types: readonly AnyObjectType[], primitive: unknown): UnsupportedObjectError {
  const first = types[0];
  const name = first === undefined ? undefined : nameOf(first, primitive);
  const prefix = first?.wire.prefix ?? '';
  return typeof name === 'string'
    ? new UnsupportedObjectError(short(name), short(name), 'an object of this registry')
    : new UnsupportedObjectError(
        'input',
        'thing without an envelope',
        `an object (${prefix}.name, …)`,
      );
}
