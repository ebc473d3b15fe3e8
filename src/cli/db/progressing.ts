// Progress of something long: one line that is written over on a terminal, and nothing in a pipe.

import type { Writable } from 'node:stream';
import type { Terminal } from '../terminal.js';

/** How often it is written at most, in milliseconds. */
const EVERY_MS = 200;

export class Progressing {
  readonly #stream: Writable | undefined;
  #last = 0;

  constructor({ stderr, isInteractive }: Terminal, isQuiet: boolean) {
    this.#stream = isInteractive && !isQuiet ? stderr : undefined;
  }

  show(text: string): void {
    const now = Date.now();
    if (this.#stream === undefined || now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.#stream.write(`\r\u001b[K${text}`);
  }

  /** Takes the line away; what is to stay is printed after it. */
  end(): void {
    if (this.#last > 0) this.#stream?.write('\r\u001b[K');
  }
}
