// What the nodes were told, kept for the reckoning with what the store has.

import type { CallRecord, Told, WireCount } from '../messages.js';

/** How a drain ended, and whose it was. */
interface Drain {
  readonly name: string;
  readonly finished: number;
  readonly abandoned: number;
}

export class Ledger {
  readonly calls: CallRecord[] = [];
  readonly drains: Drain[] = [];
  readonly breaches: string[] = [];
  /** When the broker answered again; milliseconds since 1970. */
  brokerBackAt: number | undefined;
  /** The last word of each process; of those that ended, their sum. */
  readonly #wires = new Map<string, WireCount>();
  #finished: WireCount = { received: 0, sent: 0, retries: 0, asked: 0 };

  breach(what: string): void {
    this.breaches.push(what);
  }

  brokerCameBack(): void {
    this.brokerBackAt = Date.now();
  }

  hear(name: string, told: Told): void {
    switch (told.kind) {
      case 'call':
        this.calls.push(told.call);
        break;
      case 'breach':
        this.breach(told.what);
        break;
      case 'wire':
        this.#wires.set(name, told.wire);
        break;
      case 'drained':
        this.drains.push({ name, ...told });
        this.#close(name);
        if (told.abandoned > 0) this.breach(`${name} abandoned ${told.abandoned} calls`);
        break;
      default:
        break;
    }
  }

  /** What all saw on their wires. */
  get wire(): WireCount {
    return [...this.#wires.values()].reduce(sum, this.#finished);
  }

  /** How many calls of a node came to a good end. */
  doneBy(node: string): number {
    return this.calls.filter((call) => call.node === node && isGood(call)).length;
  }

  /** The next process of that name counts from nothing. */
  #close(name: string): void {
    const last = this.#wires.get(name);
    if (last === undefined) return;
    this.#finished = sum(this.#finished, last);
    this.#wires.delete(name);
  }
}

/** Whether nothing went wrong: that somebody else wrote first is no failure. */
export function isGood({ outcome }: CallRecord): boolean {
  return outcome === 'done' || outcome === 'conflict';
}

function sum(a: WireCount, b: WireCount): WireCount {
  return {
    received: a.received + b.received,
    sent: a.sent + b.sent,
    retries: a.retries + b.retries,
    asked: a.asked + b.asked,
  };
}
