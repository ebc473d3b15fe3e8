// A process of the soak, as seen by the one that started it.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Command, Told } from '../messages.js';

/** The soak is not as it should be, and cannot go on. */
export class SoakFailure extends Error {}

export class Child {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #what: string;

  /** `hear` gets all that it tells. */
  constructor(file: string, order: object, what: string, hear: (told: Told) => void) {
    this.#what = what;
    // Not with the flags of who runs the tests.
    this.#child = fork(file, [JSON.stringify(order)], { execArgv: [] });
    // What it says before it ends is heard before that.
    this.#ended = Promise.all([once(this.#child, 'exit'), once(this.#child, 'disconnect')]);
    this.#child.on('message', (message) => {
      // The processes say nothing else.
      hear(message as Told);
    });
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  say(command: Command): void {
    if (this.#child.connected) this.#child.send(command);
  }

  /** Ends it at once, whatever it is about to do. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Done when it has ended; false where it was killed. */
  async ended(): Promise<boolean> {
    await this.#ended;
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null && exitCode !== 0) {
      throw new SoakFailure(`${this.#what} ended with ${exitCode}`);
    }
    return signalCode === null;
  }
}
