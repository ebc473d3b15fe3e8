// The steady work of a node: it creates, reads, updates and saves machines, and every write has a token that nothing
// else has.

import type { Pin } from '../../../../../src/rpc/index.js';
import type { Random } from '../../../../../src/testing/values/random.js';
import { isNewer, type Machine, mayMark, newMachine, type Release, rename } from '../machine.js';
import type { Caller } from './caller.js';
import type { Pool } from './pool.js';

/** What the load is made with. */
export interface LoadParts {
  /** The node. */
  readonly home: string;
  readonly release: Release;
  readonly caller: Caller;
  readonly pool: Pool;
  readonly random: Random;
  /** What the node writes by now. */
  readonly pin: () => Pick<Pin, 'manifest'>;
  /** Tells the other nodes of a machine. */
  readonly announce: (machine: Machine) => Promise<void>;
  readonly breach: (what: string) => void;
}

type Errand = (machine: Machine) => Promise<void>;

export class Load {
  readonly #parts: LoadParts;
  /** As often as they stand there. */
  readonly #errands: readonly [Errand, ...Errand[]];
  /** Tokens of an earlier process of the same name must not come again. */
  readonly #life = Date.now().toString(36);
  #tokens = 0;

  constructor(parts: LoadParts) {
    this.#parts = parts;
    const [read, update, save, note, mark, list] = [
      (machine: Machine) => this.#get(machine).then(() => undefined),
      (machine: Machine) => this.#update(machine),
      (machine: Machine) => this.#save(machine),
      (machine: Machine) => this.#note(machine),
      (machine: Machine) => this.#mark(machine),
      () => this.list(),
    ] as const;
    this.#errands = [read, read, update, update, save, save, save, note, note, mark, list];
  }

  /** Does one thing, and waits for its end. */
  async next(): Promise<void> {
    const { pool, random } = this.#parts;
    const [first, ...others] = pool.machines;
    if (pool.needsNew || first === undefined) await this.create();
    else await random.pick(this.#errands)(random.pick([first, ...others]));
  }

  async create(): Promise<void> {
    const { home, release, caller, pool, announce } = this.#parts;
    const token = this.#token();
    const machine = newMachine(release, { id: token, home });
    const made = await caller.make({ method: 'create', token }, (context) =>
      context.bind(machine).create(),
    );
    if (made === undefined) return;
    pool.take(machine);
    await announce(machine);
  }

  async list(): Promise<void> {
    const { release, caller, pool } = this.#parts;
    const listed = await caller.make({ method: 'current' }, (context) =>
      release.MachineList.current(context),
    );
    for (const machine of listed?.value.objects ?? []) pool.take(machine);
  }

  async #get({ id }: Machine): Promise<Machine | undefined> {
    const { release, caller, pool } = this.#parts;
    const atLeast = pool.revisionOf(id);
    const read = await caller.make({ method: 'get' }, (context) =>
      release.Machine.get(context, id),
    );
    if (read === undefined) return undefined;
    pool.wasRead(read.value, atLeast);
    pool.take(read.value);
    return read.value;
  }

  async #update(known: Machine): Promise<void> {
    const { caller, breach } = this.#parts;
    const machine = await this.#get(known);
    if (machine === undefined) return;
    const [expected, token] = [machine.revision, this.#token()];
    const updated = await caller.make({ method: 'update', token }, (context) =>
      context.bind(machine).update(expected, token),
    );
    if (updated === undefined) return;
    if (updated.value !== expected + 1)
      breach(`${token}: update gave ${updated.value} for ${expected}`);
    this.#wrote(machine, expected + 1);
  }

  async #save(known: Machine): Promise<void> {
    const { caller, pin, release, random } = this.#parts;
    const machine = await this.#get(known);
    if (machine === undefined) return;
    const [before, token] = [machine.revision, this.#token()];
    machine.tokens.push(token);
    rename(machine, `${token}, wéitergeführt`);
    const isMarked = isNewer(machine) && mayMark(release, pin());
    if (isMarked) machine.marks.push(token);
    machine.state = random.pick(isMarked ? ['on', 'off', 'paused'] : ['on', 'off']);
    const saved = await caller.make({ method: 'save', token, isMarked }, (context) =>
      context.bind(machine).save(),
    );
    if (saved !== undefined) this.#wrote(machine, before + 1);
  }

  async #note(machine: Machine): Promise<void> {
    const token = this.#token();
    await this.#parts.caller.make({ method: 'note', token }, (context) =>
      context.bind(machine.objClone()).note(token),
    );
  }

  /** Only where everybody knows it: that is what a pin is for. */
  async #mark(machine: Machine): Promise<void> {
    const { caller, pin, release } = this.#parts;
    if (!isNewer(machine) || !mayMark(release, pin())) return;
    const token = this.#token();
    await caller.make({ method: 'mark', token, isMarked: true }, (context) =>
      context.bind(machine.objClone()).mark(token),
    );
  }

  /** What a method did to the object came back with it. */
  #wrote(machine: Machine, revision: number): void {
    const { pool, breach } = this.#parts;
    const changed = machine.objWhatChanged();
    if (machine.revision !== revision || changed.length > 0) {
      breach(
        `${machine.id} came back at ${machine.revision}, not ${revision}; changed: ${changed.join()}`,
      );
    }
    pool.wasRead(machine, revision);
    pool.take(machine);
  }

  #token(): string {
    this.#tokens += 1;
    return `${this.#parts.home}.${this.#life}.${this.#tokens}`;
  }
}
