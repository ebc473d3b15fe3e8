// What a conductor brings down for older callers, asked or in its answers, and who hears what was left out of it.

import type { Loss, Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { type Codec, encodeValue, type Registry, type VersionedObject } from '../runtime/index.js';
import { readHere } from './too-new.js';
import { guarded } from './transport/events.js';
import { backportEvent } from './watching/backport-event.js';
import { type RpcObserver, teller } from './watching/events.js';

/** For whom, and who listens. */
export interface Hearing {
  readonly registry: Registry;
  readonly observer?: RpcObserver;
  readonly onLoss?: (loss: Loss) => void;
}

export class BringingDown {
  readonly #registry: Registry;
  readonly #tell: RpcObserver;
  readonly #onLoss: (loss: Loss) => void;
  /** Where nobody listens, encoders write older versions at once. */
  readonly #isHeard: boolean;

  constructor({ registry, observer, onLoss }: Hearing) {
    this.#registry = registry;
    this.#tell = teller(observer);
    this.#onLoss = guarded(onLoss);
    this.#isHeard = observer !== undefined || onLoss !== undefined;
  }

  /** A primitive that a caller sent; of one that is too new for this conductor it hears that. */
  primitive(value: JsonValue, manifest: Manifest): JsonValue {
    return readHere(this.#registry, () => this.#lowered(value, manifest));
  }

  /** An object that a method was called on. */
  object(object: VersionedObject, manifest: Manifest): JsonValue {
    // Primitives are JSON by construction.
    if (!this.#isToBeTold(manifest)) return object.objToPrimitive({ manifest }) as JsonValue;
    return this.#lowered(object.objToPrimitive() as JsonValue, manifest);
  }

  /** What a method gave. */
  result(codec: Codec<unknown>, value: unknown, manifest: Manifest): JsonValue {
    if (codec.cross === undefined || !this.#isToBeTold(manifest)) {
      // A codec writes JSON.
      return encodeValue(codec, value, manifest) as JsonValue;
    }
    const newest = encodeValue(codec, value);
    const nested = (_type: unknown, one: unknown): JsonValue =>
      this.#lowered(one as JsonValue, manifest);
    return codec.cross(newest, '', { nested }) as JsonValue;
  }

  #lowered(value: JsonValue, manifest: Manifest): JsonValue {
    const { primitive, losses } = this.#registry.backport(value, { manifest });
    const older = primitive as JsonValue;
    if (this.#isHeard) this.#told(value, older, losses);
    return older;
  }

  #told(before: JsonValue, after: JsonValue, losses: readonly Loss[]): void {
    if (!sameJson(before, after)) {
      this.#tell(backportEvent(this.#registry, before, after, losses.length));
    }
    for (const loss of losses) {
      this.#onLoss(loss);
      const { object, kind, from, to } = loss;
      this.#tell({ kind: 'lost', object, loss: kind, from, to });
    }
  }

  /** Whether somebody listens, and the caller may be older. */
  #isToBeTold(manifest: Manifest): boolean {
    if (!this.#isHeard) return false;
    const newest = Object.entries(this.#registry.manifest());
    // More names than these are those of namespaces, which count before the bare ones.
    const isNewest = newest.length === Object.keys(manifest).length;
    return !isNewest || newest.some(([name, version]) => manifest[name] !== version);
  }
}
