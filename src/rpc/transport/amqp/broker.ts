// RabbitMQ as a broker: one connection, channels for what must not disturb each other.

import type { Broker, Delivery, Parcel, Sent, Source, Subscription } from '../broker.js';
import type { TransportObserver } from '../events.js';
import { Connection, type Connecting } from './connection.js';
import { Publisher } from './publisher.js';
import { receiveReplies, receiveRequests } from './receiver.js';
import type { TopologyOptions } from './options.js';

/** Speaks AMQP 0-9-1. */
export class AmqpBroker implements Broker {
  readonly #connection: Connection;
  readonly #topology: TopologyOptions;
  readonly #notify: TransportObserver;
  readonly #publisher: Publisher;
  /** Apart, from the first one on: their exchange may go at any time, which closes the channel. */
  #fanouts: Publisher | undefined;

  constructor(connecting: Connecting, topology: TopologyOptions) {
    this.#connection = new Connection(connecting);
    this.#topology = topology;
    this.#notify = connecting.notify;
    this.#publisher = new Publisher(this.#connection, topology, connecting.notify);
  }

  get trouble(): string | undefined {
    return this.#connection.trouble;
  }

  publish(parcel: Parcel, signal: AbortSignal, onLeave: () => void): Promise<Sent> {
    if (parcel.to.kind !== 'fanout') return this.#publisher.publish(parcel, signal, onLeave);
    this.#fanouts ??= new Publisher(this.#connection, this.#topology, this.#notify);
    return this.#fanouts.publish(parcel, signal, onLeave);
  }

  receive(
    source: Source,
    deliver: (delivery: Delivery) => void,
    drop: () => void,
    signal: AbortSignal,
  ): Promise<Subscription> {
    const to = {
      connection: this.#connection,
      topology: this.#topology,
      notify: this.#notify,
      deliver,
      drop,
      signal,
    };
    return source.kind === 'replies' ? receiveReplies(source, to) : receiveRequests(source, to);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
