// A peer in Python on the same broker: oslo.messaging itself, as a server or as a client.

import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from '../../rpc/transport/harness.js';

/** Debian's own Python, which has Debian's packages; another may be named by the environment. */
const PYTHON = process.env['BACKLEVEL_TEST_PYTHON'] ?? '/usr/bin/python3';

/** What is missing to talk to Python, or undefined. */
export function missingOslo(): string | undefined {
  const probe = spawnSync(PYTHON, ['-c', 'import oslo_messaging']);
  if (probe.status === 0) return undefined;
  return `${PYTHON} cannot import oslo_messaging (Debian: python3-oslo.messaging)`;
}

type Line = Readonly<Record<string, unknown>>;

/** A running peer, and what it has said. */
export class PythonPeer {
  readonly said: Line[] = [];
  readonly #process: ChildProcessWithoutNullStreams;
  #complaint = '';
  #isReady = false;

  /** `program` stands beside this file. */
  constructor(program: string, ...args: readonly string[]) {
    const path = fileURLToPath(new URL(program, import.meta.url));
    this.#process = spawn(PYTHON, ['-B', '-X', 'utf8', path, ...args]);
    this.#process.stderr.on('data', (text: Buffer) => {
      this.#complaint = (this.#complaint + text.toString()).slice(-4000);
    });
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      const said: unknown = JSON.parse(line);
      if (said === 'ready') this.#isReady = true;
      else this.said.push(said as Line);
    });
  }

  /** Resolves when it listens. */
  async ready(): Promise<this> {
    await until(() => this.#isReady || this.#process.exitCode !== null, 60_000);
    if (!this.#isReady) throw new Error(`Python ended: ${this.#complaint}`);
    return this;
  }

  /** Sends one request, and waits for the line that answers it. */
  async ask(request: Line): Promise<Line> {
    const before = this.said.length;
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    await until(() => this.said.length > before || this.#process.exitCode !== null, 60_000);
    const answer = this.said[before];
    if (answer === undefined) throw new Error(`Python ended: ${this.#complaint}`);
    return answer;
  }

  end(): void {
    this.#process.stdin.end();
    this.#process.kill('SIGKILL');
  }
}
