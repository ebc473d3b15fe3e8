// The conductor as its callers see it: four methods of version 3.0 behind a transport.

import type { Manifest } from '../core/envelope.js';
import { isList, type JsonValue } from '../core/json.js';
import { contextToWire, type RequestContext } from './context.js';
import { RpcError } from './errors.js';

/** What the client asks of a transport: a call that is answered, or fails. */
export interface CallPort {
  call(request: {
    readonly method: string;
    readonly args: Readonly<Record<string, JsonValue>>;
    readonly context: Readonly<Record<string, JsonValue>>;
    /** Milliseconds until nobody waits any more; undefined leaves it to the transport. */
    readonly timeoutMs: number | undefined;
    /** Whether it may be sent again where nobody knows if it was done. */
    readonly isIdempotent: boolean;
  }): Promise<JsonValue>;
}

export class ConductorClient {
  readonly #port: CallPort;
  readonly #now: () => number;
  /** Backports under way, by what was asked: equal requests share one answer. */
  readonly #asked = new Map<string, Promise<JsonValue>>();

  constructor(port: CallPort, now: () => number) {
    this.#port = port;
    this.#now = now;
  }

  ping(context: RequestContext, text: string): Promise<JsonValue> {
    return this.#call(context, 'ping', { arg: text }, true);
  }

  /** A static method, called there; the result is at the versions given. */
  classAction(
    context: RequestContext,
    action: { readonly object: string; readonly method: string; readonly isIdempotent: boolean },
    versions: Manifest,
    args: readonly JsonValue[],
  ): Promise<JsonValue> {
    const sent = {
      objname: action.object,
      objmethod: action.method,
      object_versions: versions,
      args,
      kwargs: {},
    };
    return this.#call(context, 'object_class_action_versions', sent, action.isIdempotent);
  }

  /** A method of an object, called there; what became of the object, and the result. */
  async objectAction(
    context: RequestContext,
    action: { readonly method: string; readonly isIdempotent: boolean },
    primitive: JsonValue,
    args: readonly JsonValue[],
  ): Promise<{ readonly updates: JsonValue; readonly result: JsonValue }> {
    const sent = { objinst: primitive, objmethod: action.method, args, kwargs: {} };
    const answer = await this.#call(context, 'object_action', sent, action.isIdempotent);
    const [updates, result, ...more] = isList(answer) ? answer : [];
    if (updates === undefined || result === undefined || more.length > 0) {
      throw new RpcError(
        'bad-answer',
        action.method,
        'a conductor answers an action with two things',
      );
    }
    return { updates, result };
  }

  /** A primitive brought to a manifest; equal requests that are under way are one. */
  backport(context: RequestContext, primitive: JsonValue, manifest: Manifest): Promise<JsonValue> {
    const key = JSON.stringify([primitive, Object.entries(manifest).sort()]);
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const sent = { objinst: primitive, object_versions: manifest };
    const answer = this.#call(context, 'object_backport_versions', sent, true).finally(() => {
      this.#asked.delete(key);
    });
    this.#asked.set(key, answer);
    return answer;
  }

  #call(
    context: RequestContext,
    method: string,
    args: Readonly<Record<string, JsonValue>>,
    isIdempotent: boolean,
  ): Promise<JsonValue> {
    const { deadline } = context;
    const timeoutMs = deadline === undefined ? undefined : Math.max(0, deadline - this.#now());
    return this.#port.call({
      method,
      args,
      context: contextToWire(context),
      timeoutMs,
      isIdempotent,
    });
  }
}
