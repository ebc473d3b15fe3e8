// What is measured fits OpenTelemetry, stays few numbers whatever strangers send, and has no word of what users wrote.

import { describe, expect, test, vi } from 'vitest';
import { Instance, registry } from '../../../generated/index.js';
import { type Attributes, INSTRUMENTS, type RpcEvent, watchWith } from '../../../src/rpc/index.js';
import { codeOf, UUID } from '../fleet.js';
import { primitive, watchedFleet } from './watched-fleet.js';

interface Recorded {
  readonly name: string;
  readonly value: number;
  readonly attributes: Attributes;
}

/** A meter that writes down what it is told. */
function meter() {
  const made = new Map<string, { readonly unit: string; readonly description: string }>();
  const recorded: Recorded[] = [];
  const note = (name: string) => (value: number, attributes: Attributes) => {
    recorded.push({ name, value, attributes });
  };
  return {
    made,
    recorded,
    createCounter: (name: string, options: { unit: string; description: string }) => {
      made.set(name, options);
      return { add: note(name) };
    },
    createHistogram: (name: string, options: { unit: string; description: string }) => {
      made.set(name, options);
      return { record: note(name) };
    },
  };
}

describe('numbers for OpenTelemetry', () => {
  test('have names, units and descriptions', () => {
    const { made, ...own } = meter();
    watchWith(own);
    expect([...made.keys()]).toEqual(Object.keys(INSTRUMENTS));
    expect(made.get('rpc.client.call.duration')).toMatchObject({ unit: 's' });
    expect(made.get('backlevel.losses')).toMatchObject({ unit: '{loss}' });
    for (const { unit, description } of made.values()) {
      expect(unit).toMatch(/^(s|\{[a-z]+\})$/);
      expect(description).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('of a call: seconds, its method, and what kind of error it was', async () => {
    const [ofNode, ofConductor] = [meter(), meter()];
    const { context } = await watchedFleet({
      node: { observer: watchWith(ofNode) },
      conductor: { observer: watchWith(ofConductor) },
    });
    await codeOf(() => context.bind(new Instance({ uuid: UUID })).destroy());
    const attributes = {
      'rpc.system.name': 'backlevel',
      'rpc.method': 'compute.Instance/destroy',
      'error.type': 'not-authorised',
    };
    const [called] = ofNode.recorded.filter(({ name }) => name.startsWith('rpc'));
    expect(called).toMatchObject({ name: 'rpc.client.call.duration', attributes });
    expect(called?.value).toBeLessThan(5);
    expect(called?.value).toBeGreaterThan(0);
    const served = ofConductor.recorded.filter(({ name }) => !name.startsWith('backlevel.broker'));
    expect(served).toMatchObject([
      { name: 'backlevel.call.refusals', value: 1, attributes },
      { name: 'rpc.server.call.duration', attributes },
    ]);
  });

  test('of what a transport does: counted once, and without what strangers call things', async () => {
    const own = meter();
    const { bus, node, store, context } = await watchedFleet({
      conductor: { observer: watchWith(own) },
      node: { observer: watchWith(own) },
    });
    store.set(UUID, new Instance({ uuid: UUID }));
    bus.inject({ duplicate: 1 });
    await Instance.getByUuid(context, UUID);
    bus.inject({});
    const message = { method: 'made-up', args: {}, context: {}, version: '9.0' };
    await node.cast({ topic: 'conductor' }, message);
    await vi.waitFor(() => {
      const dropped = own.recorded.filter(({ name }) => name === 'backlevel.messages.dropped');
      expect(dropped.map(({ attributes }) => attributes)).toEqual(
        expect.arrayContaining([
          { 'backlevel.message': 'request', 'error.type': 'duplicate' },
          { 'backlevel.message': 'request', 'error.type': 'unsupported-version' },
        ]),
      );
    });
    const names = own.recorded.map(({ name }) => name);
    expect(names.filter((name) => name === 'rpc.client.call.duration')).toHaveLength(1);
    expect(names.filter((name) => name === 'rpc.server.call.duration')).toHaveLength(1);
    expect(names).toContain('messaging.client.sent.messages');
    expect(JSON.stringify(own.recorded)).not.toContain('made-up');
  });

  test('a broker is a host and a port', () => {
    const own = meter();
    const observer = watchWith(own);
    observer({ kind: 'connected', broker: 'rabbit.example:5671', attempt: 3, isAgain: true });
    observer({ kind: 'disconnected', broker: '[::1]:5672', reason: 'user ada, password secret' });
    expect(own.recorded.map(({ attributes }) => attributes)).toEqual([
      { 'server.address': 'rabbit.example', 'server.port': 5671, 'backlevel.broker.again': true },
      { 'server.address': '::1', 'server.port': 5672, 'error.type': 'disconnected' },
    ]);
  });
});

test('no word of what users wrote is in any event of a call, nor in what is measured of it', async () => {
  const own = meter();
  const measure = watchWith(own);
  const seen: RpcEvent[] = [];
  const observer = (event: RpcEvent): void => {
    seen.push(event);
    measure(event);
  };
  const { client, context, store } = await watchedFleet({
    node: { observer },
    conductor: { observer },
  });
  const secret = 's3cret';
  const said = context.with({ userId: secret, attributes: { token: secret } });
  const metadata = { [secret]: secret };
  const instance = said.bind(new Instance({ uuid: UUID, displayName: secret }));
  await instance.save();
  store.clear();
  await codeOf(() => instance.refresh());
  await codeOf(() => Instance.getByUuid(said, secret));
  const older = { ...registry.manifest(), Instance: '2.3' };
  await client.backport(said, primitive('2.7', { trusted_certs: null, metadata }), older);
  await codeOf(() => client.backport(said, primitive(secret), { [secret]: secret }));
  await codeOf(() => client.backport(said, primitive('2.7'), { Instance: secret }));
  expect(seen.length).toBeGreaterThan(10);
  expect(own.recorded.length).toBeGreaterThan(10);
  expect(JSON.stringify([seen, own.recorded])).not.toContain(secret);
});
