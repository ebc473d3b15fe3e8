// The machines that a node knows of: its own latest, and of others what it was told. Many nodes write to one, so
// that they get in each other's way.

import type { Machine } from '../machine.js';

/** A machine with more tokens is left alone: its home makes a new one. */
const FULL = 30;

export class Pool {
  readonly #home: string;
  readonly #breach: (what: string) => void;
  readonly #known = new Map<string, Machine>();
  /** The highest revision that was read, by machine. */
  readonly #read = new Map<string, number>();

  constructor(home: string, breach: (what: string) => void) {
    this.#home = home;
    this.#breach = breach;
  }

  get machines(): readonly Machine[] {
    return [...this.#known.values()];
  }

  get needsNew(): boolean {
    const own = this.#known.get(this.#home);
    return own === undefined || own.tokens.length >= FULL;
  }

  /** The latest of its home: homes count what they make. */
  take(machine: Machine): void {
    const before = this.#known.get(machine.home);
    if (before === undefined || before.revision <= machine.revision || before.id !== machine.id) {
      this.#known.set(machine.home, machine);
    }
  }

  /** What a read that begins now may not fall behind. */
  revisionOf(id: string): number {
    return this.#read.get(id) ?? 0;
  }

  /** Whether what was read is no older than what was read or written before. */
  wasRead(machine: Machine, atLeast: number): void {
    const { id, revision } = machine;
    if (revision < atLeast) this.#breach(`${id} was read at ${revision}, after ${atLeast}`);
    this.#read.set(id, Math.max(revision, this.revisionOf(id)));
  }
}
