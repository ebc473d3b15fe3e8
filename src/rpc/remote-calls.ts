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
  LOAD_ATTR,
  type MethodInfo,
  type Registry,
  type StaticCall,
  type VersionedObject,
} from '../runtime/index.js';
import type { AnyObjectType } from '../runtime/object-type.js';
import type { ConductorClient } from './conductor-client.js';
import { RequestContext } from './context.js';
import { nameIn } from './load-attr.js';
import { nameOf } from './watching/call-names.js';
import { Reader } from './reader.js';
import type { Reading } from './reading.js';
import { mergedWith, takeOver } from './updates.js';

/** What remote calls need. */
export interface RemoteParts {
  readonly registry: Registry;
  readonly conductor: ConductorClient;
  /** What this process writes; the newest of everything when absent. */
  readonly pin?: () => Manifest | undefined;
}

/** Carries calls out on a conductor. */
export class RemoteCalls implements Calls {
  readonly #parts: RemoteParts;
  readonly #reader: Reader;

  constructor(parts: RemoteParts) {
    this.#parts = parts;
    this.#reader = new Reader(parts.registry, parts.conductor);
  }

  /** @throws RpcError, TransportError, or what the method threw where it is declared on both sides. */
  async callStatic(call: StaticCall): Promise<unknown> {
    const { type, method } = call;
    const { registry, conductor } = this.#parts;
    const context = requestContext(call);
    const named = registry.types.filter(({ name }) => name === type.name);
    const isShared = named.some(({ namespace }) => namespace !== type.namespace);
    const object = isShared ? `${type.namespace}/${type.name}` : type.name;
    const action = { ...actionOf(type, method), object };
    const result = await conductor.classAction(
      context,
      action,
      // Of several majors the one that was called.
      { ...registry.manifest(), [object]: type.version },
      this.#args(call),
    );
    return this.#result(context, call, result);
  }

  /** @throws RpcError, TransportError, or what the method threw where it is declared on both sides. */
  async callOn(call: InstanceCall): Promise<unknown> {
    const { object, method } = call;
    const context = requestContext(call);
    const pin = this.#pin();
    // A primitive is JSON by construction.
    const sent = object.objToPrimitive(pin === undefined ? {} : { manifest: pin }) as JsonValue;
    const { $$type: type } = object;
    const { updates, result } = await this.#parts.conductor.objectAction(
      context,
      actionOf(type, method),
      sent,
      method === LOAD_ATTR ? [attributeOf(call, sent)] : this.#args(call),
    );
    // By its own type: whatever else is in an answer that was brought down, it is nothing to this object.
    const read = (primitive: JsonValue): VersionedObject =>
      decodeObject(type, primitive, type.name, new Decoding());
    const reading: Reading<VersionedObject> = {
      read,
      cross: (value, path, x) => x.nested(type, value, path),
    };
    const after = await this.#reader.readBy(context, mergedWith(type, sent, updates), reading);
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
    const result = await this.#reader.readBy(context, answer, {
      read: (value) => decodeValue(returns, value, path),
      cross: returns.cross,
    });
    returns.someObject?.(result, (object) => {
      bind(object, context);
      return false;
    });
    return result;
  }
}

/** The field to load, as the version that is sent calls it. */
function attributeOf({ type, object, args }: InstanceCall, sent: JsonValue): string {
  return nameIn(type, object.$$field(String(args[0])), sent);
}

function actionOf(type: AnyObjectType, method: MethodInfo) {
  const { name, idempotent } = method;
  return { method: name, isIdempotent: idempotent, title: nameOf(type, method) };
}

function requestContext({ context }: StaticCall): RequestContext {
  return context instanceof RequestContext ? context : new RequestContext({ calls: context.calls });
}
