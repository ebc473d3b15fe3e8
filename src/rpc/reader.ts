// Reading what others sent: what is too new is brought down by a conductor, once, and checked.

import type { JsonValue } from '../core/json.js';
import type {
  ClassOf,
  Codec,
  Expected,
  Nested,
  Registry,
  VersionedObject,
} from '../runtime/index.js';
import type { ConductorClient } from './conductor-client.js';
import type { RequestContext } from './context.js';
import { RpcError } from './errors.js';
import { type Reading, readingOf } from './reading.js';
import { isTooNew } from './too-new.js';
import { objectName } from './watching/call-names.js';

/** Reads primitives of any version: those that are too new come down through a conductor. */
export class Reader {
  readonly #registry: Registry;
  readonly #conductor: ConductorClient;

  constructor(registry: Registry, conductor: ConductorClient) {
    this.#registry = registry;
    this.#conductor = conductor;
  }

  /**
   * Reads what came beside calls, an argument of a cast for example, as what is expected there.
   *
   * @throws RpcError `bad-answer` where a conductor brings it to nothing that can be read here.
   */
  read<T extends VersionedObject>(
    context: RequestContext,
    received: JsonValue,
    expected: ClassOf<T>,
  ): Promise<T>;
  read<T extends VersionedObject>(
    context: RequestContext,
    received: JsonValue,
    expected: { readonly list: ClassOf<T> },
  ): Promise<T[]>;
  read(context: RequestContext, received: JsonValue, expected: 'any'): Promise<VersionedObject>;
  read(context: RequestContext, received: JsonValue, expected: Expected): Promise<unknown>;
  read(context: RequestContext, received: JsonValue, expected: Expected): Promise<unknown> {
    return this.readBy(context, received, readingOf(this.#registry, expected));
  }

  /**
   * Reads; where something is too new, all objects at the top of it are backported in one request, and it is read
   * again. What is too new even then is an error: nobody is asked twice.
   */
  async readBy<T>(
    context: RequestContext,
    received: JsonValue,
    { read, cross }: Reading<T>,
  ): Promise<T> {
    try {
      return read(received);
    } catch (error) {
      if (cross === undefined || !isTooNew(error, this.#registry)) throw error;
      this.#conductor.tell({ kind: 'too-new', object: objectName(this.#registry, error.object) });
    }
    const older = await this.#backported(context, received, cross);
    try {
      return read(older);
    } catch (error) {
      if (!isTooNew(error, this.#registry)) throw error;
      throw new RpcError(
        'bad-answer',
        error.object,
        `the conductor was asked for what this process speaks, and answered with something newer: ${error.message}`,
      );
    }
  }

  /** Only what stands where the schema has an object is brought down; envelopes elsewhere are data. */
  async #backported(
    context: RequestContext,
    value: JsonValue,
    cross: NonNullable<Codec<unknown>['cross']>,
  ): Promise<JsonValue> {
    const found: JsonValue[] = [];
    cross(
      value,
      '',
      objectsBy((one) => void found.push(one)),
    );
    const older = await this.#conductor.backports(context, found, this.#registry);
    const rest = older.values();
    return cross(
      value,
      '',
      objectsBy(() => rest.next().value),
    ) as JsonValue;
  }
}

/** Visits the objects of JSON, in the order in which a codec meets them. */
function objectsBy(visit: (value: JsonValue) => unknown): Nested {
  // What stands in JSON is JSON.
  return { nested: (_type, value) => visit(value as JsonValue) };
}
