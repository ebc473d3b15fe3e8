// The services of both releases, started and retired; what they told of their calls, and what they wrote down.

import { join } from 'node:path';
import { type Entry, readLedger } from '../ledger.js';
import type { CallFigures, Role, Told, WriterOrder } from '../messages.js';
import { Child } from './child.js';
import type { SoakSettings } from './settings.js';

interface Writer {
  readonly role: Role;
  readonly child: Child;
  readonly ledger: string;
}

type Calls = Extract<Told, { kind: 'calls' }>;

export class Writers {
  readonly #settings: SoakSettings;
  readonly #breach: (what: string) => void;
  readonly #all: Writer[] = [];
  readonly #calls = new Map<Role, Calls[]>();

  constructor(settings: SoakSettings, breach: (what: string) => void) {
    this.#settings = settings;
    this.#breach = breach;
  }

  /** Starts all of a role; done when they are at work. */
  async start(role: Role): Promise<void> {
    const { writers } = this.#settings;
    await Promise.all(Array.from({ length: writers }, (_, place) => this.#start(role, place)));
  }

  /** They finish what they do, and end. */
  async retire(role: Role): Promise<void> {
    const them = this.#all.filter((one) => one.role === role);
    for (const { child } of them) child.say({ kind: 'leave' });
    const ends = await Promise.all(them.map(({ child }) => child.ended()));
    const told = this.#calls.get(role)?.length ?? 0;
    if (ends.includes(false) || told < them.length) this.#breach(`a writer (${role}) was killed`);
  }

  /** Tells them where the migration is. */
  lead(key: number): void {
    for (const { child } of this.#all) child.say({ kind: 'frontier', key });
  }

  kill(): void {
    for (const { child } of this.#all) if (!child.hasEnded) child.kill();
  }

  get ledgers(): readonly (readonly Entry[])[] {
    return this.#all.map(({ ledger }) => readLedger(ledger));
  }

  /** Of those that have retired. */
  callsOf(role: Role): Readonly<Record<'get' | 'save', CallFigures>> {
    const all = this.#calls.get(role) ?? [];
    return { get: sum(all.map(({ get }) => get)), save: sum(all.map(({ save }) => save)) };
  }

  #start(role: Role, place: number): Promise<void> {
    const { code, database, folder, rows, restMs, seed, writers: peers } = this.#settings;
    const name = `${role}-${place}`;
    const ledger = join(folder, `${name}.jsonl`);
    const order: WriterOrder = {
      ...{ code: join(code, 'generated'), database, rows, restMs, ledger },
      ...{ name, role, place, peers, seed: seed + this.#all.length },
    };
    return new Promise((isReady, fail) => {
      const file = join(code, 'processes/writer.js');
      const child = new Child(file, order, name, (told) => {
        if (told.kind === 'ready') isReady();
        else if (told.kind === 'breach') this.#breach(told.what);
        else if (told.kind === 'calls')
          this.#calls.set(role, [...(this.#calls.get(role) ?? []), told]);
      });
      this.#all.push({ role, child, ledger });
      // One that ends by itself before it has begun.
      child.ended().then(() => {
        isReady();
      }, fail);
    });
  }
}

function sum(all: readonly CallFigures[]): CallFigures {
  const errors: Record<string, number> = {};
  for (const one of all) {
    for (const [code, many] of Object.entries(one.errors))
      errors[code] = (errors[code] ?? 0) + many;
  }
  return { ms: all.flatMap(({ ms }) => ms), errors };
}
