// What a conductor does with who asks and how long they wait; and what a node makes of its answers.

import { expect, test } from 'vitest';
import { Flavor, Instance, registry } from '../../generated/index.js';
import type { JsonValue } from '../../src/core/json.js';
import {
  Conductor,
  ConductorClient,
  conductorPort,
  LocalCalls,
  MemoryBus,
  memoryTransport,
  RequestContext,
  serveConductor,
} from '../../src/rpc/index.js';
import { codeOf, fleetWith, instanceMethods, UUID } from './fleet.js';

function getOne(user: string, object_versions: JsonValue = {}) {
  return {
    method: 'object_class_action_versions',
    args: { objname: 'Instance', objmethod: 'get_by_uuid', object_versions, args: [UUID] },
    context: { user_id: user },
  };
}

test('who may call is known when the hook has answered, and not before', async () => {
  const { conductor, store } = fleetWith({
    authorise: async ({ context }) => {
      await Promise.resolve();
      return context.userId === 'ada';
    },
  });
  store.set(UUID, new Instance({ uuid: UUID }));
  expect(await codeOf(() => conductor.handle(getOne('eve')))).toBe('not-authorised');
  expect(await codeOf(() => conductor.handle(getOne('ada')))).toBe('no error');
});

test('a caller whose message says nothing of an object is answered as its service speaks', async () => {
  const { conductor, store } = fleetWith({
    manifestOf: ({ userId }) => (userId === 'old' ? { Flavor: '1.0' } : undefined),
  });
  store.set(UUID, new Instance({ uuid: UUID, flavor: new Flavor({ name: 'm1' }) }));
  const flavorFor = async (user: string, versions?: JsonValue): Promise<unknown> => {
    const answer = JSON.stringify(await conductor.handle(getOne(user, versions)));
    return /"Flavor".*?"versioned_object.version":"([^"]*)"/.exec(answer)?.[1];
  };
  expect(await flavorFor('old')).toBe('1.0');
  expect(await flavorFor('new')).toBe('1.1');
  expect(await flavorFor('old', { Flavor: '1.1' })).toBe('1.1');
});

/** A conductor on a bus whose implementation says `answer`, and a client of it. */
async function served(answer: (context: RequestContext) => Promise<Instance> | Instance) {
  const bus = new MemoryBus();
  const [service, node] = [memoryTransport(bus), memoryTransport(bus)];
  const own = { type: Instance.$$type, find: () => answer as (...args: unknown[]) => unknown };
  const conductor = new Conductor({ registry, implementations: [own] });
  await serveConductor(service, conductor, { server: 'one', now: () => 1_000_000 });
  const client = new ConductorClient(conductorPort(node), () => 0);
  const get = (deadline: number): Promise<JsonValue> => {
    const context = new RequestContext({ calls: new LocalCalls([]), deadline });
    const action = { object: 'Instance', method: 'get_by_uuid', isIdempotent: true };
    return client.classAction(context, action, {}, [UUID]);
  };
  return {
    get,
    end: async () => {
      await Promise.all([service.close(), node.close()]);
    },
  };
}

test('an implementation knows by its own clock how long its caller waits', async () => {
  const deadlines: (number | undefined)[] = [];
  const { get, end } = await served(({ deadline }) => {
    deadlines.push(deadline);
    return new Instance({ uuid: UUID });
  });
  await get(9_000);
  expect(deadlines[0]).toBeGreaterThan(1_000_000);
  expect(deadlines[0]).toBeLessThanOrEqual(1_009_000);
  await end();
});

test('a failure is an answer: even what may be repeated is not asked for again', async () => {
  let ran = 0;
  const { get, end } = await served(() => {
    ran += 1;
    throw new RangeError('no');
  });
  expect(await codeOf(() => get(9_000))).toBe('remote-failure');
  expect(ran).toBe(1);
  await end();
});

test('a caller is answered by one conductor, whoever runs beside it', async () => {
  const bus = new MemoryBus();
  const store = new Map([[UUID, new Instance({ uuid: UUID })]]);
  const transports = [memoryTransport(bus), memoryTransport(bus), memoryTransport(bus)];
  const [node, ...services] = transports;
  if (node === undefined) throw new Error('there is no node');
  for (const [i, service] of services.entries()) {
    const conductor = new Conductor({ registry, implementations: [instanceMethods(store)] });
    await serveConductor(service, conductor, { server: `s${i}`, topic: 'other' });
  }
  const at = (topic: string): ConductorClient =>
    new ConductorClient(conductorPort(node, { target: { topic }, timeoutMs: 300 }), Date.now);
  const context = new RequestContext({ calls: new LocalCalls([]) });
  expect(await at('other').ping(context, 'x')).toEqual({ pong: 'x' });
  expect(await codeOf(() => at('conductor').ping(context, 'x'))).toBe('no-server');
  await Promise.all(transports.map((one) => one.close()));
});
