// The processes of one section: conductors and clients of either kind, told what to do by lines of JSON.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { PAYLOADS } from '../payloads.mjs';

const PYTHON = process.env['BACKLEVEL_TEST_PYTHON'] ?? '/usr/bin/python3';
const HERE = import.meta.dirname;
const PROGRAMS = {
  'backlevel conductor': [process.execPath, 'node/conductor.mjs'],
  'backlevel client': [process.execPath, 'node/client.mjs'],
  'bare conductor': [process.execPath, 'node/bare-conductor.mjs'],
  'bare client': [process.execPath, 'node/bare-client.mjs'],
  'oslo conductor': [PYTHON, 'python/conductor.py'],
  'oslo client': [PYTHON, 'python/client.py'],
  'eventlet conductor': [PYTHON, 'python/with_eventlet.py', 'conductor'],
  'eventlet client': [PYTHON, 'python/with_eventlet.py', 'client'],
};

/** What is answered: flavors of some 0.8 KB, as they are on the wire. */
const FLAVORS = PAYLOADS.Flavor.trees;

/** Whether Python has what it takes. */
export function hasPython(modules = 'oslo_messaging, oslo_versionedobjects') {
  return spawnSync(PYTHON, ['-c', `import ${modules}`]).status === 0;
}

export class Fleet {
  #workers = [];
  #order;

  constructor({ url, code }) {
    this.#order = { url, code, flavors: FLAVORS };
  }

  /** Starts a process, and resolves when it is ready; `own` is what it is told besides. */
  async start(program, own = {}) {
    const [command, script, ...args] = PROGRAMS[program];
    const worker = new Worker(program, command, [join(HERE, script), ...args]);
    this.#workers.push(worker);
    await worker.ask({ ...this.#order, ...own });
    return worker;
  }

  async end() {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.end()));
  }
}

/** A process that answers each line with one. */
class Worker {
  #name;
  #process;
  #lines;
  #complaint = '';

  constructor(name, command, args) {
    this.#name = name;
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.stderr.on('data', (text) => {
      this.#complaint = (this.#complaint + text).slice(-4000);
    });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  async ask(what) {
    this.#process.stdin.write(`${JSON.stringify(what)}\n`);
    const { value: line, done } = await this.#lines.next();
    if (done) throw new Error(`${this.#name} ended: ${this.#complaint}`);
    return JSON.parse(line);
  }

  async end() {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stdin.end();
    const late = setTimeout(() => this.#process.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(late);
  }
}
