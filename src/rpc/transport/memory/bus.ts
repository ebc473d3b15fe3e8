// A broker in memory, an argument and never a global: queues and bindings as RabbitMQ keeps them, with faults
// where a test wants some. Each endpoint stands for a process.

import type { Address, Parcel } from '../broker.js';
import { type Faults, type Passage, passage } from './faults.js';
import { Queue } from './queue.js';

/** Something connected to the bus. */
export interface Plugged {
  readonly name: string;
  unplugged(reason: string): void;
  pluggedIn(): void;
}

/** Joins endpoints of one process, or of one test. */
export class MemoryBus {
  readonly #queues = new Map<string, Queue>();
  /** Queues by what they are bound to. */
  readonly #bindings = new Map<string, Set<string>>();
  readonly #plugged = new Set<Plugged>();
  readonly #cut = new Set<string>();
  #pass: Passage = (body, arrive) => {
    arrive(body);
  };

  /** From now on messages meet these faults. */
  inject(faults: Faults): void {
    this.#pass = passage(faults);
  }

  /** Cuts an endpoint off by its name, or all. What they were given and had not taken goes to others. */
  cut(name?: string): void {
    for (const plugged of this.#plugged) {
      if (name !== undefined && plugged.name !== name) continue;
      this.#cut.add(plugged.name);
      plugged.unplugged('the bus is cut');
    }
  }

  /** Joins what was cut. */
  mend(name?: string): void {
    for (const plugged of this.#plugged) {
      if (name !== undefined && plugged.name !== name) continue;
      if (this.#cut.delete(plugged.name)) plugged.pluggedIn();
    }
  }

  /** As a broker that starts anew: queues and messages are gone; cut endpoints stay so. */
  restart(): void {
    const up = [...this.#plugged].filter(({ name }) => !this.#cut.has(name));
    for (const plugged of up) plugged.unplugged('the bus restarts');
    this.#queues.clear();
    this.#bindings.clear();
    for (const plugged of up) plugged.pluggedIn();
  }

  /** How many messages wait in a queue. */
  depth(queue: string): number {
    return this.#queues.get(queue)?.length ?? 0;
  }

  /** Puts bytes of anyone's making into a queue: for tests of hostile peers. */
  put(queue: string, body: Buffer): void {
    this.#queues.get(queue)?.put(body, undefined);
  }

  /** @internal */
  $plug(plugged: Plugged): void {
    this.#plugged.add(plugged);
  }

  /** @internal */
  $unplug(plugged: Plugged): void {
    this.#plugged.delete(plugged);
    this.#cut.delete(plugged.name);
  }

  /** The queue, made if there is none, and bound. @internal */
  $queue(name: string, bound?: Address): Queue {
    const queue = this.#queues.get(name) ?? new Queue();
    this.#queues.set(name, queue);
    if (bound !== undefined) {
      const key = keyOf(bound);
      this.#bindings.set(key, (this.#bindings.get(key) ?? new Set()).add(name));
    }
    return queue;
  }

  /** @internal */
  $delete(name: string): void {
    this.#queues.delete(name);
    for (const names of this.#bindings.values()) names.delete(name);
  }

  /** Whether any queue is there for it. @internal */
  $publish({ to, body, expiresMs }: Parcel): boolean {
    const names = to.kind === 'queue' ? [to.name] : [...(this.#bindings.get(keyOf(to)) ?? [])];
    const queues = names.flatMap((name) => this.#queues.get(name) ?? []);
    for (const queue of queues) {
      this.#pass(body, (arriving) => {
        queue.put(arriving, expiresMs);
      });
    }
    return queues.length > 0;
  }
}

function keyOf(address: Address): string {
  switch (address.kind) {
    case 'topic':
      return JSON.stringify([address.exchange, address.key]);
    case 'fanout':
      return JSON.stringify([address.topic]);
    case 'queue':
      return address.name;
  }
}
