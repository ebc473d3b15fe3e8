// A node of a release: it has no store, and works through whatever conductor there is. It tells other nodes of its
// machines, and reads what they tell.

import {
  amqpTransport,
  assertMayStart,
  ConductorClient,
  conductorPort,
  isRpcError,
  Reader,
  RemoteCalls,
  type Request,
} from '../../../../../src/rpc/index.js';
import type { JsonValue, Manifest } from '../../../../../src/runtime/index.js';
import { createRandom } from '../../../../../src/testing/values/random.js';
import { DECLARED } from '../errors.js';
import { Caller } from '../load/caller.js';
import { Load } from '../load/load.js';
import { Pool } from '../load/pool.js';
import { loadRelease, type Machine } from '../machine.js';
import { CONDUCTORS, NODES, type NodeOrder } from '../messages.js';
import { Tap } from '../wire/tap.js';
import { WireJudge } from '../wire/wire-judge.js';
import { orderGiven, serve, tell } from './process-side.js';

/** How many things a node does at once, and how long it rests between two. */
const AT_ONCE = 4;
const REST_MS = 60;
const DRAIN_MS = 20_000;

// Written by the process that forked this one.
const order = orderGiven() as NodeOrder;
const release = await loadRelease(order.folder);
const { registry } = release;
const { deadlineMs, silenceMs } = order.patience;
refuseUnlessFit();

const speaks = registry.manifest();
let pin: Manifest | undefined = order.pin;
const breach = (what: string): void => {
  tell({ kind: 'breach', what: `${order.name}: ${what}` });
};
const judge = new WireJudge(
  {
    shapes: order.shapes,
    reads: speaks,
    hearsNewer: order.hearsNewer,
    isIdempotent: (name) =>
      registry.types.some(({ methods }) =>
        methods.some((one) => one.name === name && one.idempotent),
      ),
    breach,
  },
  pin ?? speaks,
);
const { tap, url } = await Tap.to(order.url, (direction, body) => {
  judge.see(direction, body);
});
const transport = await amqpTransport({ url });
const port = conductorPort(transport, {
  target: { topic: CONDUCTORS },
  errors: DECLARED,
  monitorMs: silenceMs,
});
const client = new ConductorClient(port, Date.now);
const calls = new RemoteCalls({ registry, conductor: client, pin: () => pin });
const reader = new Reader(registry, client);
const caller = new Caller(order.name, calls, deadlineMs, (call) => {
  tell({ kind: 'call', call });
});
const pool = new Pool(order.name, breach);
const load = new Load({
  home: order.name,
  release,
  caller,
  pool,
  random: createRandom(order.seed),
  pin: () => ({ manifest: pin }),
  announce,
  breach,
});
const served = await transport.serve(
  { topic: NODES, server: order.name, endpoints: [{ version: '1.0' }] },
  heard,
);

let isLeaving = false;
/** What is under way, by the pin that it began with. */
const underway = new Set<Promise<void>>();
const counting = setInterval(tellCounts, 500);
serve(
  (command) => {
    if (command.kind === 'go') for (let i = 0; i < AT_ONCE; i++) void work();
    else turnTo(command.manifest ?? undefined);
  },
  async () => {
    isLeaving = true;
    await Promise.all(underway);
    const { finished, abandoned } = await served.drain(DRAIN_MS);
    await transport.close();
    tap.close();
    clearInterval(counting);
    tellCounts();
    tell({ kind: 'drained', finished, abandoned });
  },
);
await load.list();
await load.create();
tell({ kind: 'ready' });

/** Where the fleet writes what this code cannot read, the process says so and ends. */
function refuseUnlessFit(): void {
  try {
    assertMayStart(registry, { writes: order.fleet });
  } catch (error) {
    if (!isRpcError(error, 'may-not-start')) throw error;
    tell({ kind: 'refused', why: error.message });
    process.disconnect();
    process.exit(3);
  }
}

async function work(): Promise<void> {
  while (!isLeaving) {
    const errand = load.next();
    underway.add(errand);
    await errand;
    underway.delete(errand);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
}

/** From now on everything is written by another pin; said to be so when all that began before is over. */
function turnTo(manifest: Manifest | undefined): void {
  pin = manifest;
  const turning = judge.turnTo(pin ?? speaks);
  void Promise.all(underway).then(() => {
    turning.settled();
    tell({ kind: 'pinned' });
  });
}

/** Tells every node of a machine, at what this one writes. */
async function announce(machine: Machine): Promise<void> {
  const primitive = machine.objToPrimitive(pin === undefined ? {} : { manifest: pin });
  await caller.make({ method: 'announce' }, async () => {
    // A primitive is JSON by construction.
    const args = { machine: primitive as JsonValue };
    const message = { method: 'machine_made', args, context: {}, version: '1.0' };
    await transport.fanout({ topic: NODES }, message, { timeoutMs: deadlineMs });
  });
}

/** A notice of another node, which may be of a newer release. */
async function heard({ args }: Request): Promise<null> {
  const { machine = null } = args;
  const read = await caller.make({ method: 'notice' }, (context) =>
    reader.read(context, machine, release.Machine),
  );
  if (read !== undefined) pool.take(read.value);
  return null;
}

function tellCounts(): void {
  tell({ kind: 'wire', wire: judge.counts });
}
