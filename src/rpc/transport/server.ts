// A server: requests come in, so many at once, and are taken before they run.

import { setMaxListeners } from 'node:events';
import { Answers } from './answering.js';
import type { Delivery, Subscription } from './broker.js';
import { dispatch, type Dispatcher } from './dispatch.js';
import { closed } from './endings.js';
import type { Ground } from './ground.js';
import { Seen } from './seen.js';
import { orAborted, Span } from './time.js';
import type { Drained, Handler, Served, ServeOptions } from './transport.js';
import { readRequest } from './wire/request.js';

const CONCURRENCY = 64;
const WAITING = 16;
const REMEMBERED = 1024;

/** Answers one topic. */
export class Server implements Served {
  readonly #ground: Ground;
  readonly #options: ServeOptions;
  readonly #answers: Answers;
  readonly #dispatcher: Dispatcher;
  readonly #seen: Seen;
  readonly #aborting = new AbortController();
  readonly #running = new Set<Promise<void>>();
  /** Given to us and not begun; bounded by the prefetch of each queue. */
  #waiting: Delivery[] = [];
  #subscription: Subscription | undefined;
  #isTaking = true;

  constructor(ground: Ground, options: ServeOptions, handler: Handler) {
    this.#ground = ground;
    this.#options = options;
    this.#answers = new Answers(ground);
    this.#seen = new Seen(options.remembered ?? REMEMBERED);
    const aborting = this.#aborting.signal;
    setMaxListeners(0, aborting);
    this.#dispatcher = { ground, options, handler, answers: this.#answers, aborting };
    ground.closing.addEventListener('abort', this.#abort, { once: true });
  }

  /** Resolves when requests arrive. */
  async start(): Promise<this> {
    const { broker, closing, exchange: own } = this.#ground;
    const { topic, server, exchange = own, waiting = WAITING } = this.#options;
    // None would mean any number to RabbitMQ.
    const prefetch = Math.max(1, waiting);
    this.#subscription = await broker.receive(
      { kind: 'requests', exchange, topic, server, prefetch },
      (delivery) => {
        this.#arrived(delivery);
      },
      () => {
        // The broker gives them to others now.
        this.#waiting = [];
      },
      closing,
    );
    if (closing.aborted) throw closed(`serving ${topic}`, false);
    return this;
  }

  async drain(timeoutMs: number): Promise<Drained> {
    const atFirst = this.#running.size;
    await this.#stopTaking();
    const span = new Span(timeoutMs, this.#aborting.signal);
    const done = await orAborted(this.#settled(), span.signal);
    span.release();
    const abandoned = done?.unanswered ?? this.#running.size + this.#answers.waiting;
    this.#abort();
    return { finished: Math.max(0, atFirst - abandoned), abandoned };
  }

  async close(): Promise<void> {
    this.#abort();
    await this.#stopTaking();
  }

  readonly #abort = (): void => {
    this.#aborting.abort();
    this.#isTaking = false;
    this.#ground.closing.removeEventListener('abort', this.#abort);
  };

  async #stopTaking(): Promise<void> {
    this.#isTaking = false;
    this.#waiting = [];
    // What was waiting goes to others with it.
    await this.#subscription?.cancel();
  }

  async #settled(): Promise<{ readonly unanswered: number }> {
    await Promise.all(this.#running);
    return { unanswered: await this.#answers.settled() };
  }

  #arrived(delivery: Delivery): void {
    if (!this.#isTaking) {
      delivery.giveBack();
      return;
    }
    this.#waiting.push(delivery);
    this.#fill();
  }

  /** Runs what waits, as far as there is place. */
  #fill(): void {
    const { concurrency = CONCURRENCY } = this.#options;
    while (this.#running.size < Math.max(1, concurrency)) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      const run = this.#run(next);
      this.#running.add(run);
      void run.finally(() => {
        this.#running.delete(run);
        this.#fill();
      });
    }
  }

  async #run(delivery: Delivery): Promise<void> {
    const { limits, notify } = this.#ground;
    const { topic } = this.#options;
    // Taken before it runs: what is not surely ours may run elsewhere too.
    if (!(await delivery.take())) return;
    const read = readRequest(delivery.body, limits);
    if ('refused' in read) {
      notify({ kind: 'request-refused', topic, why: read.refused });
      return;
    }
    const { uniqueId, message } = read.value;
    if (uniqueId !== undefined && !this.#seen.add(uniqueId)) {
      notify({ kind: 'duplicate', topic });
      return;
    }
    const { method } = message;
    notify({ kind: 'request-started', topic, method });
    const failure = await dispatch(this.#dispatcher, read.value, delivery.expiresMs);
    notify({ kind: 'request-ended', topic, method, failure: failure?.class });
  }
}
