// Messages on their way to the broker: each is confirmed, or known to have found no queue, or unsure.

import type { Address, Parcel, Sent } from '../broker.js';
import type { TransportObserver } from '../events.js';
import { orAborted } from '../time.js';
import { uniqueIdOf } from '../wire/request.js';
import type { ConfirmChannel, Message } from './amqplib.js';
import type { Connection } from './connection.js';
import { KeptChannel, refusalOf } from './kept-channel.js';
import { type Leaving, leave } from './leaving.js';
import type { TopologyOptions } from './options.js';
import { declareFanoutExchange, declareTopicExchange } from './topology.js';

/** What lives and ends with one channel. */
interface Session {
  readonly channel: ConfirmChannel;
  readonly leaving: Map<string, Leaving>;
  /** Exchanges that are declared, or about to be. */
  readonly declared: Map<string, Promise<void>>;
}

/** Publishes on a channel of its own. */
export class Publisher {
  readonly #connection: Connection;
  readonly #topology: TopologyOptions;
  readonly #kept: KeptChannel<ConfirmChannel>;
  readonly #sessions = new WeakMap<ConfirmChannel, Session>();

  constructor(connection: Connection, topology: TopologyOptions, notify: TransportObserver) {
    this.#connection = connection;
    this.#topology = topology;
    this.#kept = new KeptChannel(
      connection,
      {
        open: (model) => model.createConfirmChannel(),
        setUp: (channel) => {
          this.#begin(channel);
          return Promise.resolve();
        },
        lost: () => undefined,
      },
      notify,
    );
  }

  /** See `Broker.publish`. */
  async publish(parcel: Parcel, signal: AbortSignal, onLeave: () => void): Promise<Sent> {
    for (;;) {
      const channel = await this.#kept.ready(signal);
      const session = channel === undefined ? undefined : this.#sessions.get(channel);
      if (session === undefined) return 'unsent';
      const exchange = await this.#exchangeOf(session, parcel.to, signal);
      if (signal.aborted) return 'unsent';
      const { channel: own, leaving } = session;
      const sent =
        exchange === undefined
          ? 'never-left'
          : await leave(own, leaving, exchange, parcel, signal, onLeave);
      // Where the channel went before the message left there will be another.
      if (sent !== 'never-left') return sent;
    }
  }

  #begin(channel: ConfirmChannel): void {
    const leaving = new Map<string, Leaving>();
    channel.on('return', ({ content }: Message) => {
      // It comes before the confirmation of the same message.
      const message = leaving.get(uniqueIdOf(content) ?? '');
      if (message !== undefined) message.isReturned = true;
    });
    this.#sessions.set(channel, { channel, leaving, declared: new Map() });
  }

  /** The exchange, declared; undefined where the channel went meanwhile. */
  async #exchangeOf(
    { channel, declared }: Session,
    to: Address,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (to.kind === 'queue') return '';
    try {
      // Those of fanouts go with their last server, so they are declared each time.
      if (to.kind === 'fanout') return await declareFanoutExchange(channel, to.topic);
      const { exchange } = to;
      const underway = declared.get(exchange) ?? this.#declareApart(exchange);
      declared.set(exchange, underway);
      await orAborted(underway, signal);
      return exchange;
    } catch (error) {
      if (to.kind === 'topic') declared.delete(to.exchange);
      const refusal = refusalOf(error);
      if (refusal !== undefined) throw refusal;
      return undefined;
    }
  }

  /** On a channel of its own: a refusal closes it, and with it whatever else is underway there. */
  async #declareApart(exchange: string): Promise<void> {
    const model = await this.#connection.up(this.#connection.closing);
    const channel = await model?.createChannel();
    if (channel === undefined) return;
    // The operation that fails says why.
    channel.on('error', () => undefined);
    await declareTopicExchange(channel, exchange, this.#topology);
    await channel.close();
  }
}
