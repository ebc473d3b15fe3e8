// What a writer was told is written, in a file of its own: what a store has acknowledged must be in the table in the end.

import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Role } from './messages.js';

/** Fields that one writer alone changes in a row, in the words of the newer release. */
export type Owned = Partial<
  Readonly<{ note: string; motto: string; state: string; seal: string; grade: number }>
>;

/** One write that was acknowledged. */
export interface Entry {
  readonly id: number;
  /** The row is a new one, and has what row `n` of the first would have. */
  readonly made?: { readonly code: string; readonly n: number; readonly role: Role };
  readonly isGone?: true;
  /** What the counter became. */
  readonly count?: number;
  readonly owned?: Owned;
  readonly tag?: string;
}

const LINES = 200;

export class LedgerWriter {
  readonly #file: string;
  #lines: string[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  add(entry: Entry): void {
    this.#lines.push(JSON.stringify(entry));
    if (this.#lines.length >= LINES) this.flush();
  }

  flush(): void {
    if (this.#lines.length > 0) appendFileSync(this.#file, `${this.#lines.join('\n')}\n`);
    this.#lines = [];
  }
}

/** All that a writer wrote down, in its order. */
export function readLedger(file: string): readonly Entry[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  // Nobody writes anything else to it.
  return lines.map((line) => JSON.parse(line) as Entry);
}
