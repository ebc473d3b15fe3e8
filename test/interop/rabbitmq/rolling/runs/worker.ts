// A process of the fleet, as seen by the one that started it.

import { type ChildProcess, fork } from 'node:child_process';
import type { Command, Told } from '../messages.js';

/** How long a process may take to start or to leave, however slow the machine is. */
const PATIENCE_MS = 90_000;

/** The fleet is not as it should be, and cannot go on. */
export class FleetFailure extends Error {}

export class Worker {
  readonly #child: ChildProcess;
  readonly #what: string;
  readonly #heard: Told[] = [];
  #wake: () => void = () => undefined;

  /** `hear` gets all that it tells. */
  constructor(file: string, order: object, what: string, hear: (told: Told) => void) {
    this.#what = what;
    // Not with the flags of who runs the tests.
    this.#child = fork(file, [JSON.stringify(order)], { execArgv: [] });
    this.#child.on('message', (message) => {
      // The processes say nothing else.
      const told = message as Told;
      if (told.kind !== 'call') this.#heard.push(told);
      hear(told);
      this.#wake();
    });
    this.#child.on('exit', () => {
      this.#wake();
    });
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  say(command: Command): void {
    this.#child.send(command);
  }

  /** What it says of this kind, next or already; each is heard once. */
  async hears<K extends Told['kind']>(kind: K): Promise<Extract<Told, { kind: K }>> {
    const found = await this.#until(() => {
      const at = this.#heard.findIndex((told) => told.kind === kind);
      return at < 0 ? undefined : this.#heard.splice(at, 1)[0];
    });
    // Of the kind that was looked for.
    return found as Extract<Told, { kind: K }>;
  }

  /** Asks it to leave, and waits until it has; with what code. */
  async leave(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.ended();
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended();
  }

  async ended(): Promise<number | null> {
    await this.#until(() => this.hasEnded || undefined, true);
    return this.#child.exitCode;
  }

  async #until<T>(look: () => T | undefined, isEnding = false): Promise<T> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.hasEnded && !isEnding) throw new FleetFailure(`${this.#what} ended unasked`);
      if (Date.now() > end) throw new FleetFailure(`${this.#what} is stuck`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 200).unref();
      });
    }
  }
}
