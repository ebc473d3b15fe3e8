// A queue of the bus: messages wait in order, consumers take turns, and none holds more than its share.

import type { Delivery } from '../broker.js';
import { after, type Timer } from '../time.js';

/** A message in a queue. */
interface Waiting {
  readonly body: Buffer;
  readonly expiresMs: number | undefined;
  readonly expiry: Timer | undefined;
}

/** Who receives from a queue. */
export interface Consumer {
  /** The most that it holds and has not taken. */
  readonly prefetch: number;
  readonly deliver: (delivery: Delivery) => void;
}

/** Messages that wait for consumers. */
export class Queue {
  #messages: Waiting[] = [];
  /** What each consumer holds and has not taken; whose turn it is stands first. */
  readonly #held = new Map<Consumer, Set<Waiting>>();
  #isHandingOut = false;

  get length(): number {
    return this.#messages.length;
  }

  put(body: Buffer, expiresMs: number | undefined): void {
    const expiry =
      expiresMs === undefined
        ? undefined
        : after(
            expiresMs,
            () => {
              this.#expire(message);
            },
            true,
          );
    const message: Waiting = { body, expiresMs, expiry };
    this.#messages.push(message);
    this.#handOut();
  }

  add(consumer: Consumer): void {
    this.#held.set(consumer, new Set());
    this.#handOut();
  }

  /** What it held goes back to the front. */
  remove(consumer: Consumer): void {
    const held = this.#held.get(consumer);
    if (held === undefined) return;
    this.#held.delete(consumer);
    this.#messages.unshift(...held);
    this.#handOut();
  }

  /** Gives out what there is, later and not in the middle of its caller's work. */
  #handOut(): void {
    if (this.#isHandingOut) return;
    this.#isHandingOut = true;
    void Promise.resolve().then(() => {
      this.#isHandingOut = false;
      while (this.#messages.length > 0) {
        const next = [...this.#held].find(([consumer, held]) => held.size < consumer.prefetch);
        const message = next === undefined ? undefined : this.#messages.shift();
        if (next === undefined || message === undefined) return;
        this.#give(next[0], next[1], message);
      }
    });
  }

  #give(consumer: Consumer, held: Set<Waiting>, message: Waiting): void {
    // Round robin: who got one stands last.
    this.#held.delete(consumer);
    this.#held.set(consumer, held);
    held.add(message);
    consumer.deliver({
      body: message.body,
      expiresMs: message.expiresMs,
      take: () => {
        const isOurs = this.#held.get(consumer) === held && held.delete(message);
        if (isOurs) message.expiry?.stop();
        this.#handOut();
        return Promise.resolve(isOurs);
      },
      giveBack: () => {
        if (!held.delete(message)) return;
        this.#messages.unshift(message);
        this.#handOut();
      },
    });
  }

  #expire(message: Waiting): void {
    this.#messages = this.#messages.filter((other) => other !== message);
  }
}
