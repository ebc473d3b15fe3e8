// Which fields of an object were changed: a bit for each, thirty to a word, so that a mark is one
// instruction and an unchanged object costs one comparison. Containers that were handed out are
// remembered, and compared when somebody asks.

import type { FieldInfo } from './object-type.js';

const WORD = 30;

/** Which fields of one object were changed. For generated code; users ask `objWhatChanged`. */
export class Changes {
  #first = 0;
  #more: number[] | undefined = undefined;
  #handedOut: Map<number, unknown> | undefined = undefined;
  /** Whether something was marked here, and not only by the peer that sent it. */
  madeHere = false;

  /** Marks a field as changed here. */
  mark(bit: number): void {
    this.madeHere = true;
    this.markReceived(bit);
  }

  /** Marks a field as changed by whoever sent the object. */
  markReceived(bit: number): void {
    if (bit < WORD) {
      this.#first |= 1 << bit;
      return;
    }
    this.#more ??= [];
    const word = Math.floor(bit / WORD) - 1;
    this.#more[word] = (this.#more[word] ?? 0) | (1 << (bit % WORD));
  }

  /** Takes back that a field was changed. */
  unmark(bit: number): void {
    if (bit < WORD) this.#first &= ~(1 << bit);
    else if (this.#more !== undefined) {
      const word = Math.floor(bit / WORD) - 1;
      this.#more[word] = (this.#more[word] ?? 0) & ~(1 << (bit % WORD));
    }
  }

  /** Whether a field is marked; of containers that were handed out nothing is known yet. */
  has(bit: number): boolean {
    if (bit < WORD) return (this.#first & (1 << bit)) !== 0;
    const word = this.#more?.[Math.floor(bit / WORD) - 1] ?? 0;
    return (word & (1 << (bit % WORD))) !== 0;
  }

  /** Remembers a container that code is about to get hold of; the first time counts. */
  handOut(bit: number, field: FieldInfo, value: unknown): void {
    this.#handedOut ??= new Map();
    if (!this.#handedOut.has(bit)) this.#handedOut.set(bit, field.codec?.remember(value));
  }

  /** The bits of what code got hold of. */
  handedOut(): Iterable<number> {
    return this.#handedOut?.keys() ?? [];
  }

  /** Whether a container was edited since it was handed out. */
  edited(bit: number, field: FieldInfo, value: unknown): boolean {
    if (this.#handedOut === undefined || !this.#handedOut.has(bit)) return false;
    const memory = this.#handedOut.get(bit);
    if (value === undefined || field.codec === undefined) return false;
    return field.codec.altered(value, memory);
  }

  /** Forgets the mark of a field, and what was edited in it so far. */
  renew(bit: number, field: FieldInfo, value: unknown): void {
    this.unmark(bit);
    if (this.#handedOut?.has(bit) !== true || value === undefined) return;
    this.#handedOut.set(bit, field.codec?.remember(value));
  }

  /** Forgets a container that is no longer the field's value. */
  forget(bit: number): void {
    this.#handedOut?.delete(bit);
  }

  /** Forgets every mark. Code may still hold what was handed out, so that is remembered anew, as it is now. */
  reset(fields: readonly FieldInfo[], valueOf: (field: FieldInfo) => unknown): void {
    this.#first = 0;
    this.#more = undefined;
    this.madeHere = false;
    for (const bit of this.#handedOut?.keys() ?? []) {
      const field = fields[bit];
      const value = field === undefined ? undefined : valueOf(field);
      if (field !== undefined && value !== undefined) {
        this.#handedOut?.set(bit, field.codec?.remember(value));
      }
    }
  }
}
