// Whoever runs a fleet sees what it does: calls, backports, losses, refusals, timeouts and reconnects, by names that
// schemas have, whatever strangers send.

import { describe, expect, test } from 'vitest';
import { Flavor, Instance, registry } from '../../../generated/index.js';
import type { Manifest } from '../../../src/core/envelope.js';
import {
  AutoPin,
  ConductorClient,
  conductorPort,
  countEvents,
  implement,
  LocalCalls,
  Reader,
  RemoteCalls,
  RequestContext,
  type RpcEvent,
  TransportError,
} from '../../../src/rpc/index.js';
import { outcomeOf } from '../../../src/rpc/watching/outcome.js';
import { codeOf, NotFound, UUID } from '../fleet.js';
import { of, primitive, watchedFleet } from './watched-fleet.js';

describe('what is told', () => {
  test('of a call, to both sides: its method, its time and how it ended', async () => {
    const { store, context, told } = await watchedFleet();
    store.set(UUID, new Instance({ uuid: UUID, host: 'a' }));
    const instance = await Instance.getByUuid(context, UUID);
    await instance.save();
    const ends = (side: RpcEvent[], kind: 'called' | 'served') =>
      of(side, kind).map(({ method, outcome, durationMs }) => [method, outcome, durationMs > 0]);
    const both = [
      ['compute.Instance/get_by_uuid', 'done', true],
      ['compute.Instance/save', 'done', true],
    ];
    expect(ends(told.node, 'called')).toEqual(both);
    expect(ends(told.conductor, 'served')).toEqual(both);
  });

  test('of what is refused and of what fails: a code or a class, which differ', async () => {
    const { context, store, told } = await watchedFleet();
    const instance = context.bind(new Instance({ uuid: UUID, host: 'a' }));
    store.set(UUID, instance);
    expect(await codeOf(() => instance.destroy())).toBe('not-authorised');
    store.clear();
    expect(await codeOf(() => instance.refresh())).toBe('remote-failure');
    expect(of(told.conductor, 'refused', 'served')).toMatchObject([
      { kind: 'refused', method: 'compute.Instance/destroy', why: 'not-authorised' },
      { kind: 'served', method: 'compute.Instance/destroy', outcome: 'not-authorised' },
      { kind: 'served', method: 'compute.Instance/refresh', outcome: 'NotFound' },
    ]);
    expect(of(told.node, 'called').map(({ outcome }) => outcome)).toEqual([
      'not-authorised',
      'remote-failure',
    ]);
  });

  test('of what strangers ask for: never the names that they made up', async () => {
    const { conductor, node, told } = await watchedFleet();
    const context = { request_id: 'made-up-7' };
    const args = [
      { objname: 'made-up-1', objmethod: 'save', object_versions: {}, args: [], kwargs: {} },
      { objname: 'Instance', objmethod: 'made-up-2', object_versions: {}, args: [], kwargs: {} },
      { objname: 'constructor', objmethod: '__proto__', object_versions: {} },
      { objname: ['made-up-3'] },
    ];
    for (const one of args) {
      const request = { method: 'object_class_action_versions', args: one, context };
      await codeOf(() => conductor.handle(request));
    }
    const objects = [primitive('2.7'), { 'versioned_object.name': 'made-up-4' }, null, 'x'];
    for (const objinst of objects) {
      const request = {
        method: 'object_action',
        args: { objinst, objmethod: 'made-up-5' },
        context,
      };
      await codeOf(() => conductor.handle(request));
    }
    const call = { args: {}, context, version: '3.0' };
    await codeOf(() => node.call({ topic: 'conductor' }, { ...call, method: 'made-up-6' }));
    const calls = of(told.conductor, 'served', 'refused');
    expect(calls).toHaveLength(18);
    expect(new Set(calls.map(({ method }) => method))).toEqual(new Set(['_OTHER']));
    expect(JSON.stringify(calls)).not.toContain('made-up');
  });

  test('of a method that fails with an error of ours: that it failed, and not that it was turned down', async () => {
    const flavors = implement(Flavor, {
      getByFlavorid: () => new Flavor({}),
      addAccess: (_context, flavor) => {
        flavor.vcpus = flavor.memoryMb;
      },
      save: () => undefined,
    });
    const { context, told } = await watchedFleet({ conductor: { implementations: [flavors] } });
    await codeOf(() => context.bind(new Flavor({ id: 1 })).addAccess('engine'));
    expect(of(told.conductor, 'refused', 'served')).toMatchObject([
      { kind: 'served', outcome: 'field-unset' },
    ]);
  });

  test('of an error whose properties came from elsewhere: its class, and no word of theirs', () => {
    const forged: readonly object[] = [
      { constructor: { name: 's3cret' } },
      { constructor: null },
      { code: 's3cret', object: 's3cret', path: 's3cret' },
      { code: 's3cret', mayHaveRun: true },
      { code: 's3cret', name: 'RpcError' },
    ];
    const outcomes = forged.map((properties) =>
      outcomeOf(Object.assign(new NotFound(UUID), properties)),
    );
    expect(outcomes).toEqual(forged.map(() => 'NotFound'));
  });

  test('of what callers of an older major ask for: its name, as they call it', async () => {
    const { conductor, told } = await watchedFleet();
    const sent = {
      objname: 'Instance',
      objmethod: 'get_by_id',
      object_versions: { Instance: '1.4' },
    };
    const args = { ...sent, args: [1], kwargs: {} };
    const request = { method: 'object_class_action_versions', args, context: {} };
    await codeOf(() => conductor.handle(request));
    const [served] = of(told.conductor, 'served');
    expect(served?.method).toBe('compute.Instance/get_by_id');
  });

  test('of a call whose time is over, and of each time that it is sent again', async () => {
    const events: RpcEvent[] = [];
    const lost = new TransportError('server-silent', 'silence', true);
    const port = conductorPort({ call: () => Promise.reject(lost) } as never);
    const client = new ConductorClient(port, Date.now, { observer: (event) => events.push(event) });
    const calls = new RemoteCalls({ registry, conductor: client });
    const context = new RequestContext({ calls });
    expect(await codeOf(() => Instance.getByUuid(context, UUID))).toBe('server-silent');
    const method = 'compute.Instance/get_by_uuid';
    expect(events).toMatchObject([
      { kind: 'sent-again', method, why: 'server-silent' },
      { kind: 'sent-again', method, why: 'server-silent' },
      { kind: 'timed-out', method, why: 'server-silent' },
      { kind: 'called', method, outcome: 'server-silent' },
    ]);
  });

  test('of a backport: its object and versions, and each loss', async () => {
    const { client, context, told } = await watchedFleet();
    const older = { ...registry.manifest(), Instance: '2.0' };
    const newest = primitive('2.7', { trusted_certs: null, hostname: 'a', block_devices: [] });
    await client.backport(context, newest, older);
    const crossing = { object: 'Instance', from: '2.7', to: '2.0' };
    expect(of(told.conductor, 'backported', 'lost')).toEqual([
      { kind: 'backported', losses: 2, ...crossing },
      { kind: 'lost', loss: 'drop', ...crossing },
      { kind: 'lost', loss: 'drop', ...crossing },
    ]);
    const strict = primitive('2.7', { trusted_certs: ['a'] });
    expect(await codeOf(() => client.backport(context, strict, older))).toBe('remote-failure');
    const method = 'Conductor/object_backport_versions';
    expect(of(told.conductor, 'refused')).toEqual([
      { kind: 'refused', method, why: 'backport-refused' },
    ]);
  });

  test('of an answer to an older caller: that it was brought down, and what was left out', async () => {
    const { conductor, store, told } = await watchedFleet();
    store.set(UUID, new Instance({ uuid: UUID, hostname: 'a' }));
    const asked = { objname: 'Instance', objmethod: 'get_by_uuid', args: [UUID], kwargs: {} };
    const answered = (versions: Manifest) =>
      conductor.handle({
        method: 'object_class_action_versions',
        args: { ...asked, object_versions: versions },
        context: {},
      });
    await answered(registry.manifest());
    expect(of(told.conductor, 'backported', 'lost')).toEqual([]);
    const older = await answered({ Instance: '2.0' });
    const crossing = { object: 'Instance', from: '2.7', to: '2.0' };
    expect(of(told.conductor, 'backported', 'lost')).toEqual([
      { kind: 'backported', losses: 1, ...crossing },
      { kind: 'lost', loss: 'drop', ...crossing },
    ]);
    expect(older).toEqual(new Instance({ uuid: UUID }).objToPrimitive({ version: '2.0' }));
  });

  test('of a tree that is old enough already: nothing', async () => {
    const { client, context, told } = await watchedFleet();
    await client.backport(context, primitive('2.0'), registry.manifest());
    expect(of(told.conductor, 'backported')).toEqual([]);
  });

  test('of what came too new: once, however much of it there is', async () => {
    const events: RpcEvent[] = [];
    const port = { call: () => Promise.resolve([primitive('2.7'), primitive('2.7')]) };
    const client = new ConductorClient(port, Date.now, { observer: (event) => events.push(event) });
    const context = new RequestContext({ calls: new LocalCalls([]) });
    const newer = [primitive('2.99'), primitive('2.99')];
    await new Reader(registry, client).read(context, newer, { list: 'any' });
    expect(events).toMatchObject([
      { kind: 'too-new', object: 'Instance' },
      { kind: 'called', method: 'Conductor/object_backport_versions', outcome: 'done' },
    ]);
  });

  test('of a pin: whether it moved, and when nobody could be asked', async () => {
    const events: RpcEvent[] = [];
    let version = '1.0';
    const pin = new AutoPin({
      registry,
      services: () =>
        version === ''
          ? Promise.reject(new Error('no database'))
          : Promise.resolve([{ service: 'a', manifest: { Flavor: version }, reportedAt: 0 }]),
      observer: (event) => events.push(event),
    });
    for (const next of ['1.0', '1.0', '1.1']) {
      version = next;
      await pin.refresh();
    }
    version = '';
    await expect(pin.refresh()).rejects.toThrow('no database');
    expect(events).toEqual([
      { kind: 'pin-refreshed', services: 1, isChanged: true },
      { kind: 'pin-refreshed', services: 1, isChanged: false },
      { kind: 'pin-refreshed', services: 1, isChanged: true },
      { kind: 'pin-not-refreshed' },
    ]);
  });

  test('of a connection that came back: that it is not the first', async () => {
    const { bus, told } = await watchedFleet();
    bus.cut('node');
    bus.mend('node');
    expect(of(told.node, 'connected').map(({ isAgain }) => isAgain)).toEqual([false, true]);
  });
});

describe('an observer that throws', () => {
  const broken: [string, (event: RpcEvent) => void][] = [
    [
      'at once',
      () => {
        throw new Error('broken observer');
      },
    ],
    ['later', (): Promise<void> => Promise.reject(new Error('broken observer'))],
  ];
  test.each(broken)('%s ends no call on either side', async (_when, observer) => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => {
      warnings.push(warning);
    };
    process.on('warning', onWarning);
    const { store, context, client } = await watchedFleet({
      node: { observer },
      conductor: { observer },
    });
    store.set(UUID, new Instance({ uuid: UUID }));
    expect((await Instance.getByUuid(context, UUID)).uuid).toBe(UUID);
    const older = { ...registry.manifest(), Instance: '2.3' };
    await client.backport(context, primitive('2.7', { trusted_certs: null }), older);
    const pin = new AutoPin({ registry, services: () => Promise.resolve([]), observer });
    expect(await pin.current()).toEqual({});
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    const told = warnings.filter(({ message }) => message === 'broken observer');
    // One for each whom it was given to, and not one for each event.
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(6);
  });
});

test('events are counted by their kind, and passed on', async () => {
  const passed: string[] = [];
  const { observer, counts } = countEvents<RpcEvent>(({ kind }) => passed.push(kind));
  const { store, context } = await watchedFleet({ conductor: { observer } });
  store.set(UUID, new Instance({ uuid: UUID }));
  await Instance.getByUuid(context, UUID);
  await Instance.getByUuid(context, UUID);
  expect(counts()).toMatchObject({ served: 2, connected: 1 });
  expect(counts().refused).toBeUndefined();
  expect(passed.filter((kind) => kind === 'served')).toHaveLength(2);
});
