// A conductor of a release: answers its topic until it is told to leave, or is killed.

import { amqpTransport, Conductor, serveConductor } from '../../../../../src/rpc/index.js';
import { DECLARED } from '../errors.js';
import { loadRelease } from '../machine.js';
import { machineMethods } from '../machine-methods.js';
import { CONDUCTORS, type ConductorOrder } from '../messages.js';
import { StoreClient } from '../store/store-client.js';
import { orderGiven, serve, tell } from './process-side.js';

/** How long calls that run may take to end. */
const DRAIN_MS = 20_000;

// Written by the process that forked this one.
const order = orderGiven() as ConductorOrder;
const { name, url } = order;
let pin = order.pin;

const release = await loadRelease(order.folder);
const store = new StoreClient(order.store);
const implementations = machineMethods({ name, release, store, pin: () => pin });
const conductor = new Conductor({ registry: release.registry, implementations });
const transport = await amqpTransport({ url });
const served = await serveConductor(transport, conductor, {
  server: name,
  topic: CONDUCTORS,
  errors: DECLARED,
});
serve(
  (command) => {
    if (command.kind !== 'pin') return;
    pin = command.manifest ?? undefined;
    tell({ kind: 'pinned' });
  },
  async () => {
    const { finished, abandoned } = await served.drain(DRAIN_MS);
    tell({ kind: 'drained', finished, abandoned });
    await transport.close();
    store.close();
  },
);
tell({ kind: 'ready' });
