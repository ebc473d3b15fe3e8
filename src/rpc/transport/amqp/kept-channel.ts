// A channel that is made again, with all that was declared on it, whenever it or its connection is gone: after a
// broker's restart there is nothing left of either.

import { deferred } from '../deferred.js';
import { TransportError } from '../errors.js';
import type { TransportObserver } from '../events.js';
import { orAborted, pause } from '../time.js';
import type { Channel, ChannelModel } from './amqplib.js';
import type { Connection } from './connection.js';

/** What a channel is for. */
export interface Purpose<C extends Channel> {
  readonly open: (model: ChannelModel) => Promise<C>;
  /** Declares and consumes; it is ready when this resolves. */
  readonly setUp: (channel: C) => Promise<void>;
  /** It is gone, and will come again. */
  readonly lost: () => void;
}

/** AMQP's codes for what will not be right the next time either. */
const REFUSED = [403, 405, 406];
const PAUSE_MS = 250;
const LONG_PAUSE_MS = 5000;

/** Keeps one channel open. */
export class KeptChannel<C extends Channel> {
  readonly #connection: Connection;
  readonly #purpose: Purpose<C>;
  readonly #notify: TransportObserver;
  readonly #closing = new AbortController();
  #current: C | undefined;
  #refusal: TransportError | undefined;
  #changed = deferred();

  constructor(connection: Connection, purpose: Purpose<C>, notify: TransportObserver) {
    this.#connection = connection;
    this.#purpose = purpose;
    this.#notify = notify;
    connection.closing.addEventListener('abort', this.#close, { once: true });
    void this.#keep();
  }

  /** The channel, as soon as it is set up; undefined when the signal is aborted before. Throws if the broker refuses. */
  async ready(signal: AbortSignal): Promise<C | undefined> {
    while (this.#current === undefined && !signal.aborted && !this.#closing.signal.aborted) {
      if (this.#refusal !== undefined) throw this.#refusal;
      await orAborted(this.#changed.promise, signal);
    }
    return signal.aborted ? undefined : this.#current;
  }

  /** Does something on the channel, if there is one, as far as it gets. */
  async use(act: (channel: C) => Promise<void>): Promise<void> {
    const channel = this.#current;
    if (channel === undefined) return;
    await act(channel).catch(() => {
      // It went meanwhile, and all that was on it.
    });
  }

  async close(): Promise<void> {
    const channel = this.#current;
    this.#close();
    await channel?.close().catch(() => {
      // Its connection is gone, and it with that.
    });
  }

  readonly #close = (): void => {
    this.#connection.closing.removeEventListener('abort', this.#close);
    this.#closing.abort();
    this.#wake();
  };

  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    for (;;) {
      const model = await this.#connection.up(signal);
      if (model === undefined) return;
      const trouble = await this.#live(model);
      if (signal.aborted) return;
      if (trouble !== undefined) {
        this.#notify({ kind: 'topology-refused', reason: trouble.message });
        this.#refusal = trouble;
        this.#wake();
      }
      await pause(trouble === undefined ? PAUSE_MS : LONG_PAUSE_MS, signal);
    }
  }

  /** One channel from its opening to its end; what the broker refused, if that was it. */
  async #live(model: ChannelModel): Promise<TransportError | undefined> {
    let channel: C | undefined;
    try {
      channel = await this.#purpose.open(model);
      const gone = whenGone(channel);
      await this.#purpose.setUp(channel);
      this.#current = channel;
      this.#refusal = undefined;
      this.#wake();
      await gone;
      return undefined;
    } catch (error) {
      await channel?.close().catch(() => {
        // It is closed, by the broker or with its connection.
      });
      return refusalOf(error);
    } finally {
      this.#current = undefined;
      this.#purpose.lost();
    }
  }

  #wake(): void {
    const changed = this.#changed;
    this.#changed = deferred();
    changed.resolve();
  }
}

/** The broker's refusal, if the error is one. All others end with the channel, and it is made again. */
export function refusalOf(error: unknown): TransportError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (typeof error.code !== 'number' || !REFUSED.includes(error.code)) return undefined;
  return new TransportError('broker-refused', error.message);
}

/** Errors are told by the operation that failed, or by the end; without a listener they would end the process. */
export function whenGone(channel: Channel): Promise<void> {
  return new Promise((resolve) => {
    channel.on('error', () => undefined);
    channel.on('close', resolve);
  });
}
