// One connection that mends itself: brokers are tried in turn, with growing pauses and some chance in them, so
// that a fleet does not come back all at once.

import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { deferred } from '../deferred.js';
import type { TransportObserver } from '../events.js';
import { orAborted, pause, Span } from '../time.js';
import type { ChannelModel, Connect } from './amqplib.js';
import type { TlsOptions } from './options.js';
import type { BrokerAddress } from './broker-urls.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3000;
/** How long one broker has to greet. */
const GREETING_MS = 10_000;
/** How long the broker has to say goodbye. */
const GOODBYE_MS = 2000;

/** What a connection is made with. */
export interface Connecting {
  readonly connect: Connect;
  readonly brokers: readonly BrokerAddress[];
  readonly tls: TlsOptions | undefined;
  readonly notify: TransportObserver;
}

/** Keeps a connection to one of the brokers. */
export class Connection {
  readonly #options: Connecting;
  readonly #closing = new AbortController();
  #up = deferred<ChannelModel>();
  #model: ChannelModel | undefined;
  #trouble: string | undefined;

  constructor(options: Connecting) {
    this.#options = options;
    // Every channel listens to it.
    setMaxListeners(0, this.#closing.signal);
    void this.#keep();
  }

  /** Why there is no connection, if there is none. */
  get trouble(): string | undefined {
    if (this.#model !== undefined) return undefined;
    return this.#trouble ?? 'there is no connection yet';
  }

  /** Aborted when it is closed for good. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** The connection, as soon as it stands; undefined when the signal is aborted before. */
  async up(signal: AbortSignal): Promise<ChannelModel | undefined> {
    if (signal.aborted) return undefined;
    return orAborted(this.#up.promise, signal);
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    const goodbye = this.#model?.close().catch(() => {
      // It went by itself in this very moment: what was wanted.
    });
    if (goodbye === undefined) return;
    const patience = new Span(GOODBYE_MS);
    await orAborted(goodbye, patience.signal);
    patience.release();
  }

  async #keep(): Promise<void> {
    const { brokers, notify } = this.#options;
    let attempt = 0;
    let next = 0;
    let isAgain = false;
    while (!this.closing.aborted) {
      const broker = brokers[next % brokers.length];
      if (broker === undefined) return;
      attempt += 1;
      const model = await this.#tried(broker);
      if (model === undefined) {
        next += 1;
        // All brokers of a round are tried at once; then comes the pause.
        if (next % brokers.length === 0)
          await pause(pauseMs(attempt / brokers.length), this.closing);
        continue;
      }
      const gone = whenGone(model, broker, notify);
      this.#model = model;
      this.#up.resolve(model);
      notify({ kind: 'connected', broker: broker.title, attempt, isAgain });
      isAgain = true;
      const reason = await gone;
      this.#model = undefined;
      this.#up = deferred();
      this.#trouble = reason;
      notify({ kind: 'disconnected', broker: broker.title, reason });
      attempt = 0;
      await pause(pauseMs(1), this.closing);
    }
  }

  async #tried(broker: BrokerAddress): Promise<ChannelModel | undefined> {
    const { connect, tls, notify } = this.#options;
    const socket = {
      noDelay: true,
      keepAlive: true,
      timeout: GREETING_MS,
      ...(broker.isTls ? tls : {}),
      clientProperties: { connection_name: 'backlevel' },
    };
    try {
      const model = await connect(broker.connect, socket);
      if (!this.closing.aborted) return model;
      await model.close();
      return undefined;
    } catch (error) {
      const reason = broker.scrub(error instanceof Error ? textOf(error) : String(error));
      this.#trouble = `${broker.title}: ${reason}`;
      notify({ kind: 'connect-failed', broker: broker.title, reason });
      return undefined;
    }
  }
}

/** Resolves with the reason when the connection is gone. */
function whenGone(
  model: ChannelModel,
  { scrub }: BrokerAddress,
  notify: TransportObserver,
): Promise<string> {
  return new Promise((resolve) => {
    let reason = 'closed';
    model.on('error', (error: Error) => {
      reason = scrub(error.message);
    });
    model.on('close', () => {
      resolve(reason);
    });
    model.on('blocked', (why: string) => {
      notify({ kind: 'blocked', reason: scrub(why) });
    });
  });
}

/** An error of several attempts, such as to IPv4 and IPv6, has no message of its own. */
function textOf(error: Error): string {
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}

/** Doubled each time; half of it is left to chance. */
function pauseMs(attempt: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 16));
  return longest / 2 + randomInt(Math.ceil(longest / 2));
}
