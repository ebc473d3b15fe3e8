// The process of one side, as the exchange talks to it. Whatever goes wrong with it ends the run, and it with it.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { JsonValue } from '../../../core/json.js';
import type { Manifest } from '../../../core/envelope.js';
import type { Outcome } from '../../../testing/laws/outcome.js';
import { WORKER } from '../../against-worker.js';
import { CannotRun } from '../../exit.js';
import { parseAnswer, type Answer, type Asked, type Question, type Start } from './protocol.js';

/** As much of what the process says on standard error is told. */
const TAIL = 2000;

export interface PeerStart extends Start {
  /** `the code of v1.2`, for messages. */
  readonly name: string;
  /** As long may one answer take, in milliseconds. */
  readonly deadline: number;
}

interface Waiting {
  readonly question: Question;
  readonly done: (answer: Answer) => void;
  readonly fail: (error: CannotRun) => void;
}

export class PeerProcess {
  readonly manifest: Manifest;
  /** What its runtime cannot be asked yet. */
  readonly lacks: ReadonlySet<Asked>;
  readonly #talk: Talk;

  private constructor(talk: Talk, { manifest, lacks }: Extract<Answer, { kind: 'hello' }>) {
    this.#talk = talk;
    this.manifest = manifest;
    this.lacks = new Set(lacks);
  }

  static async start(start: PeerStart): Promise<PeerProcess> {
    const talk = new Talk(start);
    try {
      const hello = await talk.ask({ ask: 'hello' });
      if (hello.kind === 'hello') return new PeerProcess(talk, hello);
      const why = 'message' in hello ? hello.message : hello.kind;
      throw new CannotRun(`${start.name} cannot say what it speaks: ${why}`);
    } catch (error) {
      await talk.end();
      throw error;
    }
  }

  async ask(question: Exclude<Question, { ask: 'hello' }>): Promise<Outcome> {
    const answer = await this.#talk.ask(question);
    if (answer.kind === 'hello') throw new Error('an answer to another question');
    return answer.kind === 'value' ? { ...answer, losses: [] } : answer;
  }

  /** Ends the process; resolves once it is gone. */
  end(): Promise<void> {
    return this.#talk.end();
  }
}

/** Questions in, answers out, in any number at once. */
class Talk {
  readonly #start: PeerStart;
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #errors = '';
  #failure: CannotRun | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(start: PeerStart) {
    const { index, unknown } = start;
    this.#start = start;
    this.#child = spawn(process.execPath, [WORKER, JSON.stringify({ index, unknown })], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const { stdin, stdout, stderr } = this.#child;
    if (stdin === null || stdout === null || stderr === null) throw new Error('no pipes');
    this.#closed = once(this.#child, 'close').catch(() => undefined);
    this.#child.on('error', (error) => {
      this.#fail(`cannot be started: ${error.message}`);
    });
    this.#child.on('close', (code, signal) => {
      this.#fail(`ended by itself (${signal ?? `exit ${code ?? ''}`})`);
    });
    // What is written to a process that is gone is told when its end is.
    stdin.on('error', () => undefined);
    stderr.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString('utf8')).slice(-TAIL);
    });
    createInterface({ input: stdout }).on('line', (line) => {
      this.#hear(line);
    });
  }

  ask(question: Question): Promise<Answer> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = ++this.#asked;
    this.#child.stdin?.write(`${JSON.stringify({ id, said: question })}\n`);
    return new Promise((done, fail) => {
      this.#waiting.set(id, { question, done, fail });
      if (this.#waiting.size === 1) this.#watch();
    });
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#failure ??= new CannotRun(`${this.#start.name} was ended`);
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      this.#child.kill('SIGKILL');
    await this.#closed;
  }

  #hear(line: string): void {
    const answer = parseAnswer(line);
    const waiting = answer && this.#waiting.get(answer.id);
    if (answer === undefined || waiting === undefined) {
      this.#fail(
        `wrote ${JSON.stringify(line.slice(0, 200))} to standard output, where only answers may stand`,
      );
      return;
    }
    this.#waiting.delete(answer.id);
    this.#watch();
    waiting.done(answer.said);
  }

  /** Answers come in the order of the questions: each has the whole time from the one before it. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.size === 0 || this.#failure !== undefined) return;
    const { deadline } = this.#start;
    this.#timer = setTimeout(() => {
      this.#fail(`gave no answer within ${deadline / 1000} s`);
    }, deadline);
  }

  #fail(what: string): void {
    if (this.#failure !== undefined) return;
    clearTimeout(this.#timer);
    const [first] = this.#waiting.values();
    const said = this.#errors.trim();
    this.#failure = new CannotRun(
      [
        `${this.#start.name} ${what}`,
        ...(first === undefined ? [] : [`it was asked: ${tellQuestion(first.question)}`]),
        ...(said === '' ? [] : [`it said:\n${said}`]),
      ].join('; '),
    );
    this.#child.kill('SIGKILL');
    for (const { fail } of this.#waiting.values()) fail(this.#failure);
    this.#waiting.clear();
  }
}

function tellQuestion(question: Question): string {
  if (question.ask === 'hello') return 'which versions it speaks';
  const value: JsonValue = question.primitive;
  const text = JSON.stringify(value);
  return `${question.ask} ${text.length > 400 ? `${text.slice(0, 400)}…` : text}`;
}
