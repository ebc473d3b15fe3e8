// Objects at any depth of plain arguments and results, for a peer of a known manifest; and back, but only
// where the caller says that an object stands.

import type { Loss, Manifest } from '../core/envelope.js';
import { Decoding, type DecodingOptions, decodeObject } from './decoding.js';
import { encodeObject, encodeText } from './encoding.js';
import { InvalidValueError, LimitExceededError } from './errors.js';
import { atChild, bad } from './fault.js';
import { type ClassOf, VersionedObject } from './object.js';
import type { Registry } from './registry.js';
import { define, isData } from './wire.js';

export interface SerializerOptions extends DecodingOptions {
  /** What the peer speaks; without it everything is written at its newest version. */
  readonly pin?: Manifest;
  /** The longest text that is read, in UTF-16 units; 64 Mi by default. */
  readonly maxLength?: number;
  /** Is given everything that peers will not see. */
  readonly onLoss?: (loss: Loss) => void;
}

/** What stands at a place: a class, any object of the registry, a list or a map of such, or plain data. */
export type Expected =
  | ClassOf<VersionedObject>
  | 'any'
  | 'plain'
  | { readonly list: Expected }
  | { readonly map: Expected };

const LONGEST = 64 * 1024 * 1024;

/** Serializes whatever has objects of a registry in it, as oslo.versionedobjects' VersionedObjectSerializer does. */
export class VersionedObjectSerializer {
  readonly #registry: Registry;
  readonly #options: SerializerOptions;

  constructor(registry: Registry, options: SerializerOptions = {}) {
    this.#registry = registry;
    this.#options = options;
  }

  /** Plain JSON data with every object in it, in arrays and maps at any depth, in its envelope. */
  serializeEntity(entity: unknown, manifest?: Manifest): unknown {
    if (entity instanceof VersionedObject) return this.#encode(entity, manifest);
    if (Array.isArray(entity)) return entity.map((item) => this.serializeEntity(item, manifest));
    if (entity instanceof Set)
      return [...entity].map((item) => this.serializeEntity(item, manifest));
    if (entity instanceof Map) return this.serializeEntity(Object.fromEntries(entity), manifest);
    if (!isData(entity) || entity instanceof Date) return entity;
    const result: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(entity)) {
      define(result, key, this.serializeEntity(value, manifest));
    }
    return result;
  }

  #encode(object: VersionedObject, manifest: Manifest | undefined): unknown {
    const { onLoss } = this.#options;
    const pin = manifest ?? this.#options.pin;
    const losses: Loss[] | undefined = onLoss === undefined ? undefined : [];
    const primitive = encodeObject(object, {
      ...(pin === undefined ? {} : { manifest: pin }),
      ...(losses === undefined ? {} : { losses }),
    });
    for (const loss of losses ?? []) onLoss?.(loss);
    return primitive;
  }

  /** The objects of plain data, where `expected` says that they stand; maps elsewhere stay maps, whatever their keys. */
  deserializeEntity(entity: unknown, expected: Expected = 'any'): unknown {
    return this.#read(entity, expected, new Decoding(this.#options));
  }

  /** One object as JSON text, without a copy between. */
  stringify(object: VersionedObject, manifest?: Manifest): string {
    if (this.#options.onLoss !== undefined) return JSON.stringify(this.#encode(object, manifest));
    const pin = manifest ?? this.#options.pin;
    return encodeText(object, pin === undefined ? {} : { manifest: pin });
  }

  /** One object from JSON text. */
  parse<T extends VersionedObject>(text: string, expected: ClassOf<T>): T {
    const { maxLength = LONGEST } = this.#options;
    const { $$type: type } = expected;
    if (text.length > maxLength) {
      throw new LimitExceededError(type.name, `the text is longer than ${maxLength}`);
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      // Nobody can say which part of such a text is sensitive.
      throw new InvalidValueError(type.name, 'JSON', `a text of ${text.length} that is none`);
    }
    return decodeObject(type, value, type.name, new Decoding(this.#options, true));
  }

  /** `path` is where it stands in what was handed in, which has no name of its own. */
  #read(entity: unknown, expected: Expected, at: Decoding, path = 'input'): unknown {
    if (expected === 'plain') return entity;
    if (expected === 'any' || typeof expected === 'function') {
      return this.#readObject(entity, expected, at, path);
    }
    if ('list' in expected) {
      if (!Array.isArray(entity)) return bad(path, 'a list', entity);
      return Array.from(entity, (item, i) => this.#read(item, expected.list, at, `${path}[${i}]`));
    }
    if (!isData(entity)) return bad(path, 'a map', entity);
    const result: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(entity)) {
      const where = `${path}[${JSON.stringify(key)}]`;
      define(result, key, this.#read(value, expected.map, at, where));
    }
    return result;
  }

  #readObject(
    entity: unknown,
    expected: ClassOf<VersionedObject> | 'any',
    at: Decoding,
    path: string,
  ): VersionedObject {
    try {
      const type = expected === 'any' ? this.#registry.typeOf(entity) : expected.$$type;
      return decodeObject(type, entity, type.name, at);
    } catch (error) {
      // A single object is called by its own name.
      throw path === 'input' ? error : atChild(error, path);
    }
  }
}
