// Failures as they are found: each way once, with its smallest value.

import type { AgainstFailure, Skipped, Way } from '../report.js';

export class Failures {
  readonly #found = new Map<string, AgainstFailure>();
  readonly #impossible = new Map<string, Skipped>();
  readonly #hintFor: (object: string) => string | undefined;
  #refused = 0;

  /** @param hintFor What is known about an object that most likely is behind its failures. */
  constructor(hintFor: (object: string) => string | undefined) {
    this.#hintFor = hintFor;
  }

  get all(): readonly AgainstFailure[] {
    return [...this.#found.values()];
  }

  /** What no value could be tried on, as the histories say. */
  get impossible(): readonly Skipped[] {
    return [...this.#impossible.values()];
  }

  get refused(): number {
    return this.#refused;
  }

  add(failure: Omit<AgainstFailure, 'others'>): void {
    const { object, direction, step, from, to } = failure;
    const key = [object, direction, step, from, to].join(' ');
    const known = this.#found.get(key);
    const others = known === undefined ? 0 : known.others + 1;
    const hint = failure.hint ?? this.#hintFor(object);
    const told = { ...failure, ...(hint === undefined ? {} : { hint }), others };
    const isSmaller = known === undefined || sizeOf(told) < sizeOf(known);
    this.#found.set(key, isSmaller ? told : { ...known, others });
  }

  noteRefusal(): void {
    this.#refused++;
  }

  noteImpossible(object: string, direction: Way, message: string): void {
    const key = `${object} ${direction}`;
    if (this.#impossible.has(key)) return;
    this.#impossible.set(key, { object, why: `some of its values cannot go there: ${message}` });
  }
}

function sizeOf({ value }: AgainstFailure): number {
  return value === undefined ? 0 : JSON.stringify(value).length;
}
