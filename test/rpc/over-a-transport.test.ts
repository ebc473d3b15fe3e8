// Nodes of two releases and several conductors on one bus: every call is answered at its caller's version,
// also while a conductor leaves.

import { afterEach, describe, expect, test } from 'vitest';
import { Instance, registry } from '../../generated/index.js';
import { modelAt } from '../../src/model/index.js';
import type { Registry, VersionedObject } from '../../src/runtime/index.js';
import {
  Conductor,
  ConductorClient,
  conductorPort,
  type ConductorParts,
  declareError,
  isTransportError,
  MemoryBus,
  memoryTransport,
  RemoteCalls,
  RequestContext,
  serveConductor,
  type Served,
  type Transport,
} from '../../src/rpc/index.js';
import { computeModel } from '../compute/compute-model.js';
import { registryOf } from '../support/generated.js';
import { codeOf, instanceMethods, NotFound, UUID } from './fleet.js';

const notFound = declareError(NotFound, {
  module: 'shop.errors',
  fields: ({ uuid }) => ({ uuid }),
  make: (_message, { uuid }) => new NotFound(typeof uuid === 'string' ? uuid : '?'),
});

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function transportOn(bus: MemoryBus): Transport {
  const transport = memoryTransport(bus);
  open.push(transport);
  return transport;
}

async function startConductor(
  bus: MemoryBus,
  store: Map<string, Instance>,
  server: string,
  parts: Partial<ConductorParts> = {},
): Promise<Served> {
  const implementations = [instanceMethods(store)];
  const conductor = new Conductor({ registry, implementations, ...parts });
  const served = await serveConductor(transportOn(bus), conductor, { server, errors: [notFound] });
  open.push(served);
  return served;
}

function contextOn(bus: MemoryBus, own: Registry = registry, timeoutMs = 5_000): RequestContext {
  const port = conductorPort(transportOn(bus), { errors: [notFound], timeoutMs });
  const conductor = new ConductorClient(port, Date.now);
  return new RequestContext({
    calls: new RemoteCalls({ registry: own, conductor }),
    userId: 'ada',
  });
}

function stored(): Instance {
  const instance = new Instance({
    id: 1,
    uuid: UUID,
    displayName: 'web',
    host: 'a',
    trustedCerts: null,
  });
  instance.objResetChanges();
  return instance;
}

describe('over a bus', () => {
  test('calls are answered, and errors come out as the classes that they were', async () => {
    const bus = new MemoryBus();
    const store = new Map([[UUID, stored()]]);
    await startConductor(bus, store, 'one');
    const context = contextOn(bus);
    const instance = await Instance.getByUuid(context, UUID);
    instance.displayName = 'wéb 😀';
    await instance.save();
    expect(store.get(UUID)?.displayName).toBe('wéb 😀');

    await instance.destroy();
    const failure = await Instance.getByUuid(context, UUID).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotFound);
    expect(failure).toMatchObject({ uuid: UUID, message: `there is no ${UUID}` });
  });

  test('who is not allowed is told so, and what nobody serves is an error in its time', async () => {
    const bus = new MemoryBus();
    expect(await codeOf(() => Instance.getByUuid(contextOn(bus, registry, 50), UUID))).toMatch(
      /^(?:no-server|call-timeout)$/,
    );
    await startConductor(bus, new Map([[UUID, stored()]]), 'one', { authorise: () => false });
    expect(await codeOf(() => Instance.getByUuid(contextOn(bus), UUID))).toBe('not-authorised');
  });

  test('while one of two conductors drains, no call fails and no update is lost', async () => {
    const bus = new MemoryBus();
    const store = new Map([[UUID, stored()]]);
    const first = await startConductor(bus, store, 'one');
    await startConductor(bus, store, 'two');
    const context = contextOn(bus);
    const calls = Array.from({ length: 40 }, async (_, i) => {
      const instance = await Instance.getByUuid(context, UUID);
      instance.displayName = `name ${i}`;
      await instance.save();
    });
    const { abandoned } = await first.drain(5_000);
    await Promise.all(calls);
    expect(abandoned).toBe(0);
    const after = await Instance.getByUuid(context, UUID);
    expect(after.displayName).toMatch(/^name \d+$/);
  });

  test('a call that may be repeated is sent again where nobody knows what became of it; another is not', async () => {
    const asked: unknown[] = [];
    const lost = Object.assign(new Error('silence'), { code: 'server-silent', mayHaveRun: true });
    expect(isTransportError(lost, 'server-silent')).toBe(true);
    const silent: Pick<Transport, 'call'> = {
      call: (_target, { args }) => {
        asked.push(args['objmethod']);
        return Promise.reject(lost);
      },
    };
    const port = conductorPort(silent as Transport);
    const conductor = new ConductorClient(port, Date.now);
    const context = new RequestContext({ calls: new RemoteCalls({ registry, conductor }) });
    expect(await codeOf(() => Instance.getByUuid(context, UUID))).toBe('server-silent');
    expect(await codeOf(() => context.bind(stored()).save())).toBe('server-silent');
    expect(asked).toEqual(['get_by_uuid', 'get_by_uuid', 'get_by_uuid', 'save']);
  });
});

describe('a node of an older release', () => {
  test('gets and saves objects of its own version through the newest conductor', async () => {
    const cut = modelAt(computeModel().model, { ...registry.manifest(), Instance: '2.3' });
    if (!cut.ok) throw new Error('the release is not known');
    const older = await registryOf('rpc-older', cut.model, { hooksFolder: '../../../hooks' });
    const bus = new MemoryBus();
    const store = new Map([[UUID, stored()]]);
    await startConductor(bus, store, 'one');
    const context = contextOn(bus, older);

    const type = older.find('Instance');
    const method = type?.methods.find(({ name }) => name === 'get_by_uuid');
    if (type === undefined || method === undefined) throw new Error('there is no such method');
    const found = (await context.calls.callStatic({
      context,
      type,
      method,
      args: [UUID, []],
    })) as VersionedObject & { displayName: string; save(): Promise<void> };
    expect(found.$$type.version).toBe('2.3');
    expect(found.toJSON()).not.toHaveProperty('trustedCerts');
    found.displayName = 'renamed by 2.3';
    await found.save();
    expect(found.objWhatChanged()).toEqual([]);
    expect(store.get(UUID)?.displayName).toBe('renamed by 2.3');
  });
});
