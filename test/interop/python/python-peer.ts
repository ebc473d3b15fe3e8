// The Python side of the conversation: one process, which plays as many peers as it is told of.

import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Debian's own Python, which has Debian's packages; another may be named by the environment. */
const PYTHON = process.env['BACKLEVEL_TEST_PYTHON'] ?? '/usr/bin/python3';

/** What is missing to talk to Python, or undefined. */
export function missingPython(): string | undefined {
  const probe = spawnSync(PYTHON, ['-c', 'import oslo_versionedobjects']);
  return probe.status === 0
    ? undefined
    : `${PYTHON} cannot import oslo_versionedobjects (Debian: python3-oslo.versionedobjects)`;
}

/** Python's refusal: the name of its exception and what it says. */
export class PythonError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.name = 'PythonError';
    this.type = type;
  }
}

type Answer = Readonly<Record<string, unknown>>;

/** A running interpreter; `ask` sends one request and gives the answer to it. */
export class Python {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  #said = '';

  constructor() {
    const program = fileURLToPath(new URL('peer.py', import.meta.url));
    this.#process = spawn(PYTHON, ['-B', '-X', 'utf8', program]);
    this.#process.stderr.on('data', (text: Buffer) => {
      this.#said = (this.#said + text.toString()).slice(-4000);
    });
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      const waiting = this.#waiting.shift();
      try {
        waiting?.resolve(JSON.parse(line) as Answer);
      } catch (error) {
        // Python writes NaN, which is not JSON: for the asker to see.
        waiting?.reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    this.#process.on('close', (code) => {
      const error = new Error(`Python ended with ${String(code)}: ${this.#said}`);
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  async ask(request: Readonly<Record<string, unknown>>): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    });
    const { error } = answer;
    if (error === undefined) return answer;
    const { type, message } = error as { type: string; message: string };
    throw new PythonError(type, message);
  }

  end(): void {
    this.#process.stdin.end();
  }
}
