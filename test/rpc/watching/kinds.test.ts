// Every kind of event is told somewhere, and stands in the docs with what is measured of it: who alarms on a kind that
// nobody tells any more would never hear of it.

import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { Instance, registry } from '../../../generated/index.js';
import {
  AutoPin,
  type CallOptions,
  ConductorClient,
  conductorPort,
  INSTRUMENTS,
  LocalCalls,
  MemoryBus,
  memoryTransport,
  Reader,
  RequestContext,
  type RpcEvent,
  type RpcObserver,
  type Transport,
  TransportError,
} from '../../../src/rpc/index.js';
import type { ChannelModel, Connect } from '../../../src/rpc/transport/amqp/amqplib.js';
import { parseBrokerUrls } from '../../../src/rpc/transport/amqp/broker-urls.js';
import { Connection } from '../../../src/rpc/transport/amqp/connection.js';
import { KeptChannel } from '../../../src/rpc/transport/amqp/kept-channel.js';
import { codeOf, UUID } from '../fleet.js';
import { message, serving, sleep } from '../transport/harness.js';
import { primitive, watchedFleet } from './watched-fleet.js';

type Kind = RpcEvent['kind'];

/** What makes each kind be told. */
const TOLD: { readonly [K in Kind]: (observer: RpcObserver) => Promise<unknown> } = {
  called: pinging,
  served: pinging,
  'call-started': pinging,
  'call-ended': pinging,
  'request-started': pinging,
  'request-ended': pinging,
  connected: pinging,
  refused: async (observer) => {
    const { context } = await fleet(observer);
    await codeOf(() => context.bind(new Instance({ uuid: UUID })).destroy());
  },
  backported: backporting,
  lost: backporting,
  'too-new': async (observer) => {
    const { client, context } = await fleet(observer);
    const reader = new Reader(registry, client);
    await codeOf(() => reader.read(context, primitive('2.99'), Instance));
  },
  'timed-out': silence,
  'sent-again': silence,
  'pin-refreshed': (observer) => pinOf(observer, () => Promise.resolve([])),
  'pin-not-refreshed': (observer) => pinOf(observer, () => Promise.reject(new Error('no store'))),
  'cast-sent': async (observer) => {
    const { node } = await fleet(observer);
    await node.cast({ topic: 'conductor' }, message('ping'));
  },
  'fanout-sent': async (observer) => {
    const { node } = await fleet(observer);
    await node.fanout({ topic: 'conductor' }, message('ping'));
  },
  'request-returned': async (observer) => {
    const { node } = await fleet(observer);
    await codeOf(() => node.call({ topic: 'nobody' }, message('ping'), { timeoutMs: 20 }));
  },
  'request-refused': async (observer) => {
    const { bus } = await fleet(observer);
    bus.put('conductor', Buffer.from('{'));
  },
  duplicate: async (observer) => {
    const { bus, client, context } = await fleet(observer);
    bus.inject({ duplicate: 1 });
    await client.ping(context, 'x');
  },
  'reply-unknown': (observer) => served(observer, () => sleep(60), { timeoutMs: 10 }),
  'reply-refused': (observer) =>
    served(observer, (bus) => {
      bus.inject({ garble: 1, seed: 3 });
    }),
  'reply-returned': unanswerable,
  'reply-abandoned': unanswerable,
  heartbeat: (observer) => served(observer, () => sleep(120), { monitorMs: 100 }),
  disconnected: async (observer) => {
    const { bus } = await fleet(observer);
    bus.cut('node');
  },
  'connect-failed': async (observer) => {
    await connected(observer, () => Promise.reject(new Error('no')));
  },
  blocked: async (observer) => {
    const model = channelModel();
    await connected(observer, () => Promise.resolve(model));
    model.emit('blocked', 'memory');
  },
  'topology-refused': async (observer) => {
    const connection = await connected(observer, () => Promise.resolve(channelModel()));
    const refusal = Object.assign(new Error('another has it'), { code: 406 });
    const purpose = { setUp: () => Promise.resolve(), lost: () => undefined };
    new KeptChannel(connection, { ...purpose, open: () => Promise.reject(refusal) }, observer);
  },
};

const KINDS = Object.keys(TOLD);

test.each(KINDS)('%s is told', async (kind) => {
  const told = new Set<string>();
  const entry = Object.entries(TOLD).find(([name]) => name === kind);
  await entry?.[1](({ kind: one }) => void told.add(one));
  await vi.waitFor(
    () => {
      expect([...told]).toContain(kind);
    },
    { timeout: 20_000 },
  );
});

describe('in the docs', () => {
  const text = readFileSync('docs/rpc.md', 'utf8');
  const section = /^## Watching\n(.*?)^## /ms.exec(text)?.[1] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const namesIn = (column: number): string[] =>
    rows.flatMap((row) => {
      // What is said of an event after it is no other event.
      const [cell = ''] = (row.split('|')[column] ?? '').split(/[:;]/);
      return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
    });

  test('stands every kind of event, and no other', () => {
    expect(namesIn(1).sort()).toEqual([...KINDS].sort());
  });

  test('stands everything that is measured, and nothing else', () => {
    expect([...new Set(namesIn(2))].sort()).toEqual(Object.keys(INSTRUMENTS).sort());
  });
});

function fleet(observer: RpcObserver) {
  return watchedFleet({ node: { observer }, conductor: { observer } });
}

async function pinging(observer: RpcObserver): Promise<void> {
  const { client, context } = await fleet(observer);
  await client.ping(context, 'x');
}

async function backporting(observer: RpcObserver): Promise<void> {
  const { client, context } = await fleet(observer);
  const older = { ...registry.manifest(), Instance: '2.0' };
  await client.backport(context, primitive('2.7', { hostname: 'a' }), older);
}

async function silence(observer: RpcObserver): Promise<void> {
  const lost = new TransportError('server-silent', 'silence', true);
  const port = conductorPort({ call: () => Promise.reject(lost) } as unknown as Transport);
  const context = new RequestContext({ calls: new LocalCalls([]) });
  await codeOf(() => new ConductorClient(port, Date.now, { observer }).ping(context, 'x'));
}

async function pinOf(
  observer: RpcObserver,
  services: ConstructorParameters<typeof AutoPin>[0]['services'],
): Promise<void> {
  await codeOf(() => new AutoPin({ registry, services, observer }).refresh());
}

/** A call, and what happens while it runs. */
async function served(
  observer: RpcObserver,
  meanwhile: (bus: MemoryBus) => unknown,
  options: CallOptions = {},
): Promise<void> {
  const bus = new MemoryBus();
  const service = memoryTransport(bus, { observer, patienceMs: 100 });
  const node = memoryTransport(bus, { observer, name: 'node' });
  await service.serve(serving('own'), async () => {
    await meanwhile(bus);
    return null;
  });
  const call = { timeoutMs: 500, ...options };
  await codeOf(() => node.call({ topic: 'own' }, message('wait'), call));
}

/** The caller is gone with its queue before it is answered. */
async function unanswerable(observer: RpcObserver): Promise<void> {
  await served(observer, (bus) => {
    bus.cut('node');
    bus.restart();
  });
}

async function connected(observer: RpcObserver, connect: Connect): Promise<Connection> {
  const brokers = parseBrokerUrls('amqp://rabbit.example');
  const connection = new Connection({ connect, brokers, tls: undefined, notify: observer });
  // It tells that it stands, or that it does not, in its own time.
  await connection.up(AbortSignal.timeout(50));
  return connection;
}

/** A connection as amqplib has them, as far as one is needed. */
function channelModel(): ChannelModel & EventEmitter {
  const emitter = Object.assign(new EventEmitter(), { close: () => Promise.resolve() });
  return emitter as unknown as ChannelModel & EventEmitter;
}
