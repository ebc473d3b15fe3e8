// A transport over any broker: one caller, any number of servers.

import { setMaxListeners } from 'node:events';
import type { JsonValue } from '../../core/json.js';
import type { Broker } from './broker.js';
import { Caller } from './caller.js';
import { keyOf } from './endings.js';
import { TransportError } from './errors.js';
import { guarded, type TransportObserver } from './events.js';
import type { Ground } from './ground.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
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
import { isName } from './wire/ids.js';

/** oslo's default for control_exchange. */
const EXCHANGE = 'openstack';
const PATIENCE_MS = 60_000;
const MAX_TOPIC = 200;
/** An answer that says no more than what went wrong must always fit. */
const MIN_BYTES = 4096;

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
      limits: fitLimits(limits),
      patienceMs,
      notify,
      closing: this.#closing.signal,
    };
    this.#caller = new Caller(this.#ground);
  }

  async call(target: Target, message: Message, options: CallOptions = {}): Promise<JsonValue> {
    this.#mustBeFit(target, message);
    return this.#caller.call(target, message, options);
  }

  async cast(target: Target, message: Message, options: SendOptions = {}): Promise<void> {
    this.#mustBeFit(target, message);
    await cast(this.#ground, target, message, options);
  }

  async fanout(target: Target, message: Message, options: SendOptions = {}): Promise<void> {
    this.#mustBeFit(target, message);
    await fanout(this.#ground, target, message, options);
  }

  async serve(options: ServeOptions, handler: Handler): Promise<Served> {
    this.#mustBeOpen();
    mustBeAddress(options);
    return new Server(this.#ground, options, handler).start();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ground.broker.close();
  }

  #mustBeFit(target: Target, { method }: Message): void {
    this.#mustBeOpen();
    mustBeAddress(target);
    if (!isName(method)) throw new TransportError('bad-setting', 'a method has no fit name');
  }

  #mustBeOpen(): void {
    if (this.#closing.signal.aborted) {
      throw new TransportError('transport-closed', 'the transport is closed');
    }
  }
}

/** A word that is a wildcard of AMQP: a queue bound by it would get what is meant for others. */
const WILDCARD = /(^|\.)[*#](\.|$)/;

function mustBeAddress(target: Target): void {
  const key = keyOf(target);
  const names = [target.topic, target.server ?? 'any', target.exchange ?? 'own', key];
  // The queue of fanouts has the longest name: the topic, and 40 more.
  const isFit = names.every(isName) && target.topic.length <= MAX_TOPIC && !WILDCARD.test(key);
  if (!isFit) throw new TransportError('bad-setting', `${JSON.stringify(key)} is no fit address`);
}

function fitLimits(limits: Partial<Limits> | undefined): Limits {
  const fit = { ...DEFAULT_LIMITS, ...limits };
  if (fit.maxBytes >= MIN_BYTES && fit.maxDepth >= 1) return fit;
  const text = `a message must be allowed ${MIN_BYTES} bytes and a depth of 1 at least`;
  throw new TransportError('bad-setting', text);
}
