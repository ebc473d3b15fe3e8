// What a conductor does with machines: the same at both releases, for each reads rows of the versions that it knows
// and writes them by its pin.

import type { Manifest } from '../../../../src/core/envelope.js';
import { implement, type Implementation, type RequestContext } from '../../../../src/rpc/index.js';
import { Conflict, NotFound } from './errors.js';
import { isNewer, type Machine, type NewerMachine, type Release } from './machine.js';
import type { Row } from './store/row.js';
import type { StoreClient } from './store/store-client.js';

export interface ConductorParts {
  readonly name: string;
  readonly release: Release;
  readonly store: StoreClient;
  /** What rows are written by; undefined for the newest. */
  readonly pin: () => Manifest | undefined;
}

export function machineMethods(parts: ConductorParts): readonly Implementation[] {
  const { name, release, store } = parts;
  const { Machine, MachineList } = release;
  const rows = new Rows(parts);

  /** Says that a call begins that must not be carried out twice. */
  async function begin({ attributes: { token } }: RequestContext): Promise<void> {
    if (typeof token !== 'string') throw new Error('the call has no token');
    await store.ask({ ask: 'ran', token, by: name });
  }

  /** Writes for as long as others come in between. */
  async function addTo(id: string, add: (stored: Machine) => void): Promise<number> {
    for (;;) {
      const stored = await rows.get(id);
      add(stored);
      if (await rows.put(stored)) return stored.revision;
    }
  }

  /** The caller's object is as it is stored now. */
  function written(machine: Machine, revision: number): void {
    machine.revision = revision;
    machine.objResetChanges();
  }

  const methods = {
    get: (_context: RequestContext, id: string) => rows.get(id),
    create: async (context: RequestContext, machine: Machine) => {
      await begin(context);
      if (!(await rows.put(machine))) throw new Conflict(`${machine.id} is there`);
    },
    update: async (context: RequestContext, machine: Machine, expected: number, token: string) => {
      await begin(context);
      const stored = await rows.get(machine.id);
      if (stored.revision !== expected) throw new Conflict(`${machine.id} was written to`);
      stored.tokens.push(token);
      if (!(await rows.put(stored))) throw new Conflict(`${machine.id} was written to`);
      written(machine, stored.revision);
      return stored.revision;
    },
    note: async (context: RequestContext, machine: Machine, token: string) => {
      await begin(context);
      await addTo(machine.id, (stored) => stored.tokens.push(token));
    },
    mark: async (context: RequestContext, machine: NewerMachine, token: string) => {
      await begin(context);
      await addTo(machine.id, (stored) => isNewer(stored) && stored.marks.push(token));
    },
    save: async (context: RequestContext, machine: Machine) => {
      await begin(context);
      const stored = await rows.get(machine.id);
      if (stored.revision !== machine.revision) throw new Conflict(`${machine.id} was written to`);
      Object.assign(stored, machine.objGetChanges());
      if (!(await rows.put(stored))) throw new Conflict(`${machine.id} was written to`);
      written(machine, stored.revision);
    },
  };
  return [
    implement(Machine, methods),
    implement(MachineList, {
      current: async () => new MachineList({ objects: await rows.current() }),
    }),
  ];
}

/** Machines as rows. */
class Rows {
  readonly #parts: ConductorParts;
  /** The version that each machine was read at. */
  readonly #labels = new WeakMap<Machine, string>();

  constructor(parts: ConductorParts) {
    this.#parts = parts;
  }

  async get(id: string): Promise<Machine> {
    const { rows } = await this.#parts.store.ask({ ask: 'get', id });
    const [row] = rows;
    if (row === undefined) throw new NotFound(`there is no ${id}`);
    return this.#read(row);
  }

  async current(): Promise<Machine[]> {
    const { rows } = await this.#parts.store.ask({ ask: 'current' });
    return rows.map((row) => this.#read(row));
  }

  /** Writes it, one revision on, unless somebody else has. */
  async put(machine: Machine): Promise<boolean> {
    const expected = machine.revision;
    machine.revision = expected + 1;
    machine.objResetChanges();
    const manifest = this.#manifestFor(machine);
    const row: Row = {
      id: machine.id,
      home: machine.home,
      revision: machine.revision,
      primitive: machine.objToPrimitive(manifest === undefined ? {} : { manifest }),
    };
    const { isWritten } = await this.#parts.store.ask({ ask: 'put', row, expected });
    return isWritten;
  }

  /** By the pin; but a row that was written without it is not brought back: that would lose what is new in it. */
  #manifestFor(machine: Machine): Manifest | undefined {
    const { release, pin } = this.#parts;
    const isNewest = this.#labels.get(machine) === release.Machine.$$type.version;
    return isNewest ? undefined : pin();
  }

  #read({ primitive }: Row): Machine {
    const { Machine } = this.#parts.release;
    const machine = Machine.objFromPrimitive(primitive);
    this.#labels.set(machine, versionOf(primitive));
    return machine;
  }
}

function versionOf(primitive: unknown): string {
  const key = 'versioned_object.version';
  const version: unknown =
    typeof primitive === 'object' && primitive !== null ? Reflect.get(primitive, key) : undefined;
  return String(version);
}
