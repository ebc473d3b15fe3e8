// The conductor as its callers see it: four methods of version 3.0 behind a transport.

import type { Manifest } from '../core/envelope.js';
import { isList, type JsonValue } from '../core/json.js';
import type { Registry } from '../runtime/index.js';
import { contextToWire, type RequestContext } from './context.js';
import { isForeignFailure } from './declared-errors.js';
import { RpcError } from './errors.js';
import { loweredTo } from './labels.js';
import { nameOfOwn } from './watching/call-names.js';
import type { RpcObserver, Watching } from './watching/events.js';
import { Watched } from './watching/watched.js';

/** What the client asks of a transport: a call that is answered, or fails. */
export interface CallPort {
  /**
   * Sends it and waits for the answer.
   *
   * @throws TransportError, or what the server answered with.
   */
  call(request: {
    readonly method: string;
    readonly args: Readonly<Record<string, JsonValue>>;
    readonly context: Readonly<Record<string, JsonValue>>;
    /** Milliseconds until nobody waits any more; undefined leaves it to the transport. */
    readonly timeoutMs: number | undefined;
    /** Whether it may be sent again where nobody knows if it was done. */
    readonly isIdempotent: boolean;
    /** Told each time before it is sent again, with the code of the error. */
    readonly onRepeat?: (why: string) => void;
  }): Promise<JsonValue>;
}

/** A method of an object, as it is asked for. */
interface Action {
  readonly method: string;
  readonly isIdempotent: boolean;
  /** What watchers know it by: `compute.Flavor/save`. */
  readonly title?: string;
}

/** Asks a conductor: calls of methods, and backports of what is too new. */
export class ConductorClient {
  readonly #port: CallPort;
  readonly #now: () => number;
  readonly #watched: Watched;
  /** Backports under way, by what was asked: equal requests share one answer. */
  readonly #asked = new Map<string, Promise<JsonValue>>();
  /** Learnt of a conductor that is not ours: its backports are of single objects. */
  #takesOneByOne = false;

  constructor(port: CallPort, now: () => number, watching: Watching = {}) {
    this.#port = port;
    this.#now = now;
    this.#watched = new Watched(watching);
  }

  /** Tells whoever watches this client; it never throws. */
  get tell(): RpcObserver {
    return this.#watched.tell;
  }

  /** Whether a conductor answers: it gives the text back, as `{ pong }`. */
  ping(context: RequestContext, text: string): Promise<JsonValue> {
    return this.#call(context, 'ping', { arg: text }, { isIdempotent: true });
  }

  /** A static method, called there; the result is at the versions given. */
  classAction(
    context: RequestContext,
    action: Action & { readonly object: string },
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
    return this.#call(context, 'object_class_action_versions', sent, action);
  }

  /** A method of an object, called there; what became of the object, and the result. */
  async objectAction(
    context: RequestContext,
    action: Action,
    primitive: JsonValue,
    args: readonly JsonValue[],
  ): Promise<{ readonly updates: JsonValue; readonly result: JsonValue }> {
    const sent = { objinst: primitive, objmethod: action.method, args, kwargs: {} };
    const answer = await this.#call(context, 'object_action', sent, action);
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

  /** Primitives brought to what a registry speaks, by one request where the conductor takes lists. */
  async backports(
    context: RequestContext,
    primitives: readonly JsonValue[],
    registry: Registry,
  ): Promise<readonly JsonValue[]> {
    const manifest = registry.manifest();
    const each = (): Promise<readonly JsonValue[]> =>
      Promise.all(primitives.map((one) => this.#single(context, one, registry, manifest)));
    if (primitives.length <= 1 || this.#takesOneByOne) return each();
    let answer: JsonValue;
    try {
      answer = await this.backport(context, primitives, manifest);
    } catch (error) {
      if (!isForeignFailure(error)) throw error;
      const answers = await each();
      // They could be brought down, only not together.
      this.#takesOneByOne = true;
      return answers;
    }
    if (isList(answer) && answer.length === primitives.length) return answer;
    const told = `a conductor answers ${primitives.length} objects with as many`;
    throw new RpcError('bad-answer', 'object_backport_versions', told);
  }

  /** A conductor of Python's refuses an object that is older than what is asked for, whatever newer one is in it. */
  async #single(
    context: RequestContext,
    primitive: JsonValue,
    registry: Registry,
    manifest: Manifest,
  ): Promise<JsonValue> {
    try {
      return await this.backport(context, primitive, manifest);
    } catch (error) {
      const lowered = isForeignFailure(error)
        ? loweredTo(registry, primitive, manifest)
        : undefined;
      if (lowered === undefined) throw error;
      return this.backport(context, primitive, lowered);
    }
  }

  /** A primitive, or a list of such, brought to a manifest; equal requests that are under way are one. */
  backport(context: RequestContext, primitive: JsonValue, manifest: Manifest): Promise<JsonValue> {
    const key = JSON.stringify([primitive, Object.entries(manifest).sort()]);
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const sent = { objinst: primitive, object_versions: manifest };
    const method = 'object_backport_versions';
    const answer = this.#call(context, method, sent, { isIdempotent: true }).finally(() => {
      this.#asked.delete(key);
    });
    this.#asked.set(key, answer);
    return answer;
  }

  #call(
    context: RequestContext,
    method: string,
    args: Readonly<Record<string, JsonValue>>,
    { isIdempotent, title = nameOfOwn(method) }: Pick<Action, 'isIdempotent' | 'title'>,
  ): Promise<JsonValue> {
    const { deadline } = context;
    const timeoutMs = deadline === undefined ? undefined : Math.max(0, deadline - this.#now());
    return this.#watched.outgoing(title, (carried) =>
      this.#port.call({
        method,
        args,
        context: { ...contextToWire(context), ...carried },
        timeoutMs,
        isIdempotent,
        onRepeat: (why) => {
          this.tell({ kind: 'sent-again', method: title, why });
        },
      }),
    );
  }
}
