// The fleet: a store, conductors and nodes, each a process of its own, started, replaced, pinned and killed as
// operators and accidents do.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../../../../src/core/envelope.js';
import type { ServiceReport } from '../../../../../src/rpc/index.js';
import type { ReleaseName } from '../machine.js';
import type { ConductorOrder, NodeOrder, Patience, StoreOrder, Told } from '../messages.js';
import type { Entry } from '../store/row.js';
import type { Shapes } from '../wire/wire-judge.js';
import type { Ledger } from './ledger.js';
import { Worker } from './worker.js';

/** What a fleet is made with. */
export interface FleetParts {
  /** Where the compiled processes and the generated code of both releases are. */
  readonly code: string;
  readonly url: string;
  readonly manifests: Readonly<Record<ReleaseName, Manifest>>;
  readonly shapes: Shapes;
  readonly seed: number;
  readonly patience: Patience;
  readonly hearsNewer: boolean;
  readonly ledger: Ledger;
  /** Told of every step. */
  readonly say: (line: string) => void;
}

interface Member {
  readonly worker: Worker;
  readonly release: ReleaseName;
}

export class Fleet {
  readonly #parts: FleetParts;
  readonly #folder = mkdtempSync(join(tmpdir(), 'backlevel-rolling-'));
  readonly #conductors = new Map<string, Member>();
  readonly #nodes = new Map<string, Member>();
  #store: Worker | undefined;
  #pin: Manifest | undefined;
  #started = 0;

  constructor(parts: FleetParts) {
    this.#parts = parts;
  }

  get conductors(): readonly string[] {
    return [...this.#conductors.keys()];
  }

  get nodes(): readonly string[] {
    return [...this.#nodes.keys()];
  }

  /** The store, then conductors, then nodes; they work when all are there. */
  async start(
    conductors: Readonly<Record<string, ReleaseName>>,
    nodes: Readonly<Record<string, ReleaseName>>,
    pin: ReleaseName | undefined,
  ): Promise<void> {
    this.#pin = pin && this.#parts.manifests[pin];
    const order: StoreOrder = { socket: this.#socket, file: this.#file };
    this.#store = new Worker(this.#program('store'), order, 'the store', () => undefined);
    await this.#store.hears('ready');
    await Promise.all(
      Object.entries(conductors).map(([name, release]) => this.startConductor(name, release)),
    );
    await Promise.all(
      Object.entries(nodes).map(([name, release]) => this.#startNode(name, release)),
    );
    for (const { worker } of this.#nodes.values()) worker.say({ kind: 'go' });
  }

  async startConductor(name: string, release: ReleaseName): Promise<void> {
    const order: ConductorOrder = { ...this.#order(name, release), store: this.#socket };
    const worker = new Worker(this.#program('conductor'), order, name, this.#hear(name));
    this.#conductors.set(name, { worker, release });
    await worker.hears('ready');
  }

  /** It drains and leaves; then another starts in its place. */
  async replaceConductor(name: string, release: ReleaseName): Promise<void> {
    await this.#leave(name, this.#conductors);
    await this.startConductor(name, release);
    this.#parts.say(`${name} is at ${release}`);
  }

  async replaceNode(name: string, release: ReleaseName): Promise<void> {
    await this.#leave(name, this.#nodes);
    await this.#startNode(name, release);
    this.#nodes.get(name)?.worker.say({ kind: 'go' });
    this.#parts.say(`${name} is at ${release}`);
  }

  /** Why a node of a release would not start beside those that run. */
  async refusalOf(release: ReleaseName): Promise<string> {
    const order = this.#nodeOrder('too-old', release);
    const worker = new Worker(this.#program('node'), order, 'too-old', () => undefined);
    const { why } = await worker.hears('refused');
    await worker.ended();
    return why;
  }

  /** Everybody writes by a release from now on, or by none; done when nothing of before is on its way. */
  async pin(release: ReleaseName | undefined): Promise<void> {
    this.#pin = release && this.#parts.manifests[release];
    const everybody = [...this.#conductors.values(), ...this.#nodes.values()];
    for (const { worker } of everybody) {
      worker.say({ kind: 'pin', manifest: this.#pin ?? null });
    }
    await Promise.all(everybody.map(({ worker }) => worker.hears('pinned')));
    this.#parts.say(release === undefined ? 'the pin is lifted' : `all are pinned to ${release}`);
  }

  /** A conductor dies at once, and comes again a moment later. */
  async killConductor(name: string, release: ReleaseName, goneMs: number): Promise<void> {
    await this.#conductors.get(name)?.worker.kill();
    await new Promise((resolve) => setTimeout(resolve, goneMs));
    await this.startConductor(name, release);
    this.#parts.say(`${name} was killed, and is back`);
  }

  /** Everybody leaves in good order, the store last. */
  async end(): Promise<void> {
    await Promise.all(this.nodes.map((name) => this.#leave(name, this.#nodes)));
    await Promise.all(this.conductors.map((name) => this.#leave(name, this.#conductors)));
    await this.#store?.leave();
  }

  /** All that the store ever wrote. */
  get written(): readonly Entry[] {
    if (!existsSync(this.#file)) return [];
    const lines = readFileSync(this.#file, 'utf8').split('\n').filter(Boolean);
    // The store writes nothing else.
    return lines.map((line) => JSON.parse(line) as Entry);
  }

  /** Leaves nothing behind, however it went. */
  async destroy(): Promise<void> {
    const members = [...this.#conductors.values(), ...this.#nodes.values()];
    const workers = members.map(({ worker }) => worker).concat(this.#store ?? []);
    await Promise.all(workers.map((worker) => worker.kill()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #startNode(name: string, release: ReleaseName): Promise<void> {
    const order = this.#nodeOrder(name, release);
    const worker = new Worker(this.#program('node'), order, name, this.#hear(name));
    this.#nodes.set(name, { worker, release });
    await worker.hears('ready');
  }

  /** A process that was asked to leave ends in good order, with nothing left undone. */
  async #leave(name: string, members: ReadonlyMap<string, Member>): Promise<void> {
    const { ledger } = this.#parts;
    const worker = members.get(name)?.worker;
    const code = await worker?.leave();
    if (code !== 0)
      ledger.breach(`${name} was asked to leave, and ended with ${code ?? 'a signal'}`);
  }

  #hear(name: string): (told: Told) => void {
    return (told) => {
      this.#parts.ledger.hear(name, told);
    };
  }

  #order(name: string, release: ReleaseName) {
    const { url } = this.#parts;
    const folder = join(this.#parts.code, 'generated', release);
    return { name, release, folder, url, ...(this.#pin === undefined ? {} : { pin: this.#pin }) };
  }

  #nodeOrder(name: string, release: ReleaseName): NodeOrder {
    const { shapes, patience, hearsNewer, seed } = this.#parts;
    this.#started += 1;
    return {
      ...this.#order(name, release),
      seed: seed + this.#started,
      shapes,
      patience,
      fleet: this.#writes(),
      hearsNewer,
    };
  }

  /** What the live nodes write. */
  #writes(): readonly ServiceReport[] {
    if (this.#parts.hearsNewer) return [];
    return [...this.#nodes].map(([service, { release }]) => ({
      service,
      manifest: this.#pin ?? this.#parts.manifests[release],
      reportedAt: Date.now(),
    }));
  }

  #program(name: string): string {
    return join(this.#parts.code, 'processes', `${name}.js`);
  }

  get #socket(): string {
    return join(this.#folder, 'store.sock');
  }

  get #file(): string {
    return join(this.#folder, 'store.jsonl');
  }
}
