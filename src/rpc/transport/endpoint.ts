// A transport over any broker: one caller, any number of servers.

import { setMaxListeners } from 'node:events';
import type { JsonValue } from '../../core/json.js';
import type { Broker } from './broker.js';
import { Caller } from './caller.js';
import { TransportError } from './errors.js';
import { guarded, type TransportObserver } from './events.js';
import type { Ground } from './ground.js';
import { DEFAULT_LIMITS } from './limits.js';
import { Server } from './server.js';
import { cast, fanout } from './telling.js';
import type {
  CallOptions,
  Handler,
  Message,
  SendOptions,
  Served,
  ServeOptions,
  Target,
  Transport,
  TransportOptions,
} from './transport.js';

/** oslo's default for control_exchange. */
const EXCHANGE = 'openstack';
const PATIENCE_MS = 60_000;

/** A transport; the broker gets the observer that harms nobody. */
export class Endpoint implements Transport {
  readonly #ground: Ground;
  readonly #caller: Caller;
  readonly #closing = new AbortController();

  constructor(
    { exchange = EXCHANGE, limits, observer, patienceMs = PATIENCE_MS }: TransportOptions,
    connect: (notify: TransportObserver) => Broker,
  ) {
    const notify = guarded(observer);
    // Every call in flight listens to it, and Node 20 takes more than ten for a leak.
    setMaxListeners(0, this.#closing.signal);
    this.#ground = {
      broker: connect(notify),
      exchange,
      limits: { ...DEFAULT_LIMITS, ...limits },
      patienceMs,
      notify,
      closing: this.#closing.signal,
    };
    this.#caller = new Caller(this.#ground);
  }

  async call(target: Target, message: Message, options: CallOptions = {}): Promise<JsonValue> {
    this.#mustBeOpen();
    return this.#caller.call(target, message, options);
  }

  async cast(target: Target, message: Message, options: SendOptions = {}): Promise<void> {
    this.#mustBeOpen();
    await cast(this.#ground, target, message, options);
  }

  async fanout(target: Target, message: Message, options: SendOptions = {}): Promise<void> {
    this.#mustBeOpen();
    await fanout(this.#ground, target, message, options);
  }

  async serve(options: ServeOptions, handler: Handler): Promise<Served> {
    this.#mustBeOpen();
    return new Server(this.#ground, options, handler).start();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ground.broker.close();
  }

  #mustBeOpen(): void {
    if (this.#closing.signal.aborted) {
      throw new TransportError('transport-closed', 'the transport is closed');
    }
  }
}
