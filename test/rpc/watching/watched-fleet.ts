// A node and a conductor on one bus, and what each of them tells.

import { afterEach } from 'vitest';
import { type Instance, registry } from '../../../generated/index.js';
import type { JsonValue } from '../../../src/core/json.js';
import {
  Conductor,
  ConductorClient,
  type ConductorParts,
  conductorPort,
  MemoryBus,
  memoryTransport,
  RemoteCalls,
  RequestContext,
  type RpcEvent,
  serveConductor,
  type Watching,
} from '../../../src/rpc/index.js';
import { instanceMethods, UUID } from '../fleet.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** Events of some kinds. */
export const of = <K extends RpcEvent['kind']>(events: readonly RpcEvent[], ...kinds: K[]) =>
  events.filter((event): event is Extract<RpcEvent, { readonly kind: K }> =>
    kinds.some((kind) => kind === event.kind),
  );

/** A node and a conductor, each watched. */
export async function watchedFleet(
  watching: { readonly node?: Watching; readonly conductor?: Partial<ConductorParts> } = {},
) {
  const told: { node: RpcEvent[]; conductor: RpcEvent[] } = { node: [], conductor: [] };
  const into = (side: keyof typeof told) => ({
    observer: (event: RpcEvent) => {
      told[side].push(event);
    },
    ...watching[side],
  });
  const [ofNode, ofConductor] = [into('node'), into('conductor')];
  const bus = new MemoryBus();
  const store = new Map<string, Instance>();
  const service = memoryTransport(bus, { observer: ofConductor.observer });
  const node = memoryTransport(bus, { observer: ofNode.observer, name: 'node' });
  const conductor = new Conductor({
    registry,
    implementations: [instanceMethods(store)],
    authorise: ({ method }) => method.name !== 'destroy',
    ...ofConductor,
  });
  open.push(service, node, await serveConductor(service, conductor, { server: 'one' }));
  const client = new ConductorClient(conductorPort(node, { timeoutMs: 5_000 }), Date.now, ofNode);
  const context = new RequestContext({
    calls: new RemoteCalls({ registry, conductor: client }),
    userId: 'ada',
  });
  return { bus, store, node, client, conductor, context, told };
}

/** An instance as it travels. */
export function primitive(
  version: string,
  data: Readonly<Record<string, JsonValue>> = {},
): JsonValue {
  return {
    'versioned_object.name': 'Instance',
    'versioned_object.namespace': 'compute',
    'versioned_object.version': version,
    'versioned_object.data': { uuid: UUID, ...data },
  };
}
