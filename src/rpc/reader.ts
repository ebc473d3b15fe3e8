// Reading what others sent: what is too new is brought down by a conductor, once, and checked.

import type { Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { isError, type Registry } from '../runtime/index.js';
import type { ConductorClient } from './conductor-client.js';
import type { RequestContext } from './context.js';
import { RpcError } from './errors.js';

export class Reader {
  readonly #registry: Registry;
  readonly #conductor: ConductorClient;

  constructor(registry: Registry, conductor: ConductorClient) {
    this.#registry = registry;
    this.#conductor = conductor;
  }

  /**
   * Reads with `read`; where something in it is too new, every object at the top of it is backported in one
   * request each, and read again. What is too new even then is an error: nobody is asked twice.
   */
  async read<T>(
    context: RequestContext,
    received: JsonValue,
    read: (value: JsonValue) => T,
  ): Promise<T> {
    try {
      return read(received);
    } catch (error) {
      if (!isError(error, 'incompatible-version')) throw error;
    }
    const manifest = this.#registry.manifest();
    const older = await this.#backported(context, received, manifest);
    try {
      return read(older);
    } catch (error) {
      if (!isError(error, 'incompatible-version')) throw error;
      throw new RpcError(
        'bad-answer',
        error.object,
        `the conductor was asked for what this process speaks, and answered with something newer: ${error.message}`,
      );
    }
  }

  async #backported(
    context: RequestContext,
    value: JsonValue,
    manifest: Manifest,
  ): Promise<JsonValue> {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const items = value as readonly JsonValue[];
      return Promise.all(items.map((item) => this.#backported(context, item, manifest)));
    }
    if (this.#isEnvelope(value)) return this.#conductor.backport(context, value, manifest);
    const entries = Object.entries(value).map(async ([key, item]): Promise<[string, JsonValue]> => [
      key,
      await this.#backported(context, item, manifest),
    ]);
    // From entries: a key of a map may be called `__proto__`.
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Whether it names an object that is known here; others stay what they are. */
  #isEnvelope(value: object): boolean {
    const [type] = this.#registry.types;
    const name: unknown = type && Reflect.get(value, `${type.wire.prefix}.name`);
    return this.#registry.types.some((one) => one.name === name);
  }
}
