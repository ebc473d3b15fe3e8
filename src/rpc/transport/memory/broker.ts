// One endpoint's connection to a bus.

import type { Broker, Delivery, Parcel, Sent, Source, Subscription } from '../broker.js';
import { type Deferred, deferred } from '../deferred.js';
import type { TransportObserver } from '../events.js';
import { orAborted } from '../time.js';
import { newId } from '../wire/ids.js';
import type { MemoryBus, Plugged } from './bus.js';
import type { Consumer } from './queue.js';

/** What is received, and how it is taken up again after a cut. */
interface Receiving {
  readonly plug: () => void;
  readonly unplug: () => void;
}

/** A broker that is a bus in memory. */
export class MemoryBroker implements Broker, Plugged {
  readonly name: string;
  readonly #bus: MemoryBus;
  readonly #notify: TransportObserver;
  readonly #receiving = new Set<Receiving>();
  #mended: Deferred<void> | undefined;
  #connections = 1;
  trouble: string | undefined;

  constructor(bus: MemoryBus, name: string, notify: TransportObserver) {
    this.#bus = bus;
    this.name = name;
    this.#notify = notify;
    bus.$plug(this);
    notify({ kind: 'connected', broker: 'memory', attempt: 1, isAgain: false });
  }

  async publish(parcel: Parcel, signal: AbortSignal, onLeave: () => void): Promise<Sent> {
    while (this.#mended !== undefined) {
      await orAborted(this.#mended.promise, signal);
      if (signal.aborted) return 'unsent';
    }
    onLeave();
    return this.#bus.$publish(parcel) || !parcel.isMandatory ? 'taken' : 'returned';
  }

  async receive(
    source: Source,
    deliver: (delivery: Delivery) => void,
    drop: () => void,
    signal: AbortSignal,
  ): Promise<Subscription> {
    const receiving =
      source.kind === 'replies'
        ? this.#replies(source, deliver)
        : this.#requests(source, deliver, drop);
    this.#receiving.add(receiving);
    if (this.#mended === undefined) receiving.plug();
    else await orAborted(this.#mended.promise, signal);
    return {
      cancel: () => {
        this.#receiving.delete(receiving);
        receiving.unplug();
        return Promise.resolve();
      },
    };
  }

  unplugged(reason: string): void {
    this.#mended = deferred();
    this.trouble = reason;
    for (const receiving of this.#receiving) receiving.unplug();
    this.#notify({ kind: 'disconnected', broker: 'memory', reason });
  }

  pluggedIn(): void {
    this.trouble = undefined;
    for (const receiving of this.#receiving) receiving.plug();
    const attempt = ++this.#connections;
    this.#notify({ kind: 'connected', broker: 'memory', attempt, isAgain: true });
    const mended = this.#mended;
    this.#mended = undefined;
    mended?.resolve();
  }

  close(): Promise<void> {
    for (const receiving of this.#receiving) receiving.unplug();
    this.#receiving.clear();
    this.#bus.$unplug(this);
    return Promise.resolve();
  }

  #replies(
    { queue }: { readonly queue: string },
    deliver: (delivery: Delivery) => void,
  ): Receiving {
    const consumer: Consumer = {
      prefetch: Infinity,
      deliver: (delivery) => {
        void delivery.take();
        deliver(delivery);
      },
    };
    return {
      plug: () => {
        this.#bus.$queue(queue).add(consumer);
      },
      unplug: () => {
        this.#bus.$queue(queue).remove(consumer);
      },
    };
  }

  #requests(
    source: Extract<Source, { readonly kind: 'requests' }>,
    deliver: (delivery: Delivery) => void,
    drop: () => void,
  ): Receiving {
    const { exchange, topic, server, prefetch } = source;
    const ofServer = `${topic}.${server}`;
    const ofAll = `${topic}_fanout_${newId()}`;
    const consumer: Consumer = { prefetch, deliver };
    return {
      plug: () => {
        for (const key of [topic, ofServer]) {
          this.#bus.$queue(key, { kind: 'topic', exchange, key }).add(consumer);
        }
        this.#bus.$queue(ofAll, { kind: 'fanout', topic }).add(consumer);
      },
      unplug: () => {
        for (const name of [topic, ofServer]) this.#bus.$queue(name).remove(consumer);
        this.#bus.$delete(ofAll);
        drop();
      },
    };
  }
}
