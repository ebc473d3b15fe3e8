// Calls carried out by a conductor. What they did to the object is taken over.

import type { Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { decodeObject } from '../runtime/decoding.js';
import {
  bind,
  type Calls,
  decodeValue,
  Decoding,
  encodeValue,
  type InstanceCall,
  type MethodInfo,
  type Registry,
  type StaticCall,
  type VersionedObject,
} from '../runtime/index.js';
import type { ConductorClient } from './conductor-client.js';
import { RequestContext } from './context.js';
import { Reader } from './reader.js';
import { mergedWith, takeOver } from './updates.js';

export interface RemoteParts {
  readonly registry: Registry;
  readonly conductor: ConductorClient;
  /** What this process writes; the newest of everything when absent. */
  readonly pin?: () => Manifest | undefined;
}

export class RemoteCalls implements Calls {
  readonly #parts: RemoteParts;
  readonly #reader: Reader;

  constructor(parts: RemoteParts) {
    this.#parts = parts;
    this.#reader = new Reader(parts.registry, parts.conductor);
  }

  async callStatic(call: StaticCall): Promise<unknown> {
    const { type, method } = call;
    const { registry, conductor } = this.#parts;
    const context = requestContext(call);
    const named = registry.types.filter(({ name }) => name === type.name);
    const isShared = named.some(({ namespace }) => namespace !== type.namespace);
    const object = isShared ? `${type.namespace}/${type.name}` : type.name;
    const action = { object, method: method.name, isIdempotent: method.idempotent };
    const result = await conductor.classAction(
      context,
      action,
      registry.manifest(),
      this.#args(call),
    );
    return this.#result(context, call, result);
  }

  async callOn(call: InstanceCall): Promise<unknown> {
    const { object, method } = call;
    const context = requestContext(call);
    const pin = this.#pin();
    // A primitive is JSON by construction.
    const sent = object.objToPrimitive(pin === undefined ? {} : { manifest: pin }) as JsonValue;
    const action = { method: method.name, isIdempotent: method.idempotent };
    const { updates, result } = await this.#parts.conductor.objectAction(
      context,
      action,
      sent,
      this.#args(call),
    );
    const { $$type: type } = object;
    // By its own type: whatever else is in an answer that was brought down, it is nothing to this object.
    const read = (primitive: JsonValue): VersionedObject =>
      decodeObject(type, primitive, type.name, new Decoding());
    const after = await this.#reader.read(context, mergedWith(type, sent, updates), read);
    takeOver(object, read(sent), after);
    bind(object, context);
    return this.#result(context, call, result);
  }

  #pin(): Manifest | undefined {
    return this.#parts.pin?.();
  }

  #args({ method, args }: StaticCall): readonly JsonValue[] {
    const pin = this.#pin();
    // What a codec writes is JSON.
    return method.args.map(({ codec }, i) => encodeValue(codec, args[i], pin) as JsonValue);
  }

  async #result(
    context: RequestContext,
    { type, method }: { readonly type: StaticCall['type']; readonly method: MethodInfo },
    answer: JsonValue,
  ): Promise<unknown> {
    const { returns } = method;
    if (returns === undefined) return undefined;
    const path = `${type.name}.${method.name}()`;
    const result = await this.#reader.read(context, answer, (value) =>
      decodeValue(returns, value, path),
    );
    returns.someObject?.(result, (object) => {
      bind(object, context);
      return false;
    });
    return result;
  }
}

function requestContext({ context }: StaticCall): RequestContext {
  return context instanceof RequestContext ? context : new RequestContext({ calls: context.calls });
}
