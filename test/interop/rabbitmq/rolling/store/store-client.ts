// The store as a conductor sees it: questions and replies in lines of JSON, over a socket.

import { connect, type Socket } from 'node:net';
import { onLine } from './lines.js';
import type { Question, Reply } from './row.js';

export class StoreClient {
  readonly #socket: Socket;
  readonly #waiting: ((reply: Reply) => void)[] = [];

  constructor(path: string) {
    this.#socket = connect(path);
    onLine(this.#socket, (line) => {
      // The store answers in the order of the questions.
      this.#waiting.shift()?.(JSON.parse(line) as Reply);
    });
  }

  ask(question: Question): Promise<Reply> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#socket.write(`${JSON.stringify(question)}\n`);
    });
  }

  close(): void {
    this.#socket.end();
  }
}
