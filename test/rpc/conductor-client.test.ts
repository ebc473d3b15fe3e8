// What a node asks of a conductor: no more often than it must, no longer than its context waits, and by name.

import { describe, expect, test } from 'vitest';
import { Instance, registry } from '../../generated/index.js';
import type { JsonValue } from '../../src/core/json.js';
import {
  type CallPort,
  ConductorClient,
  LocalCalls,
  RemoteCalls,
  RequestContext,
} from '../../src/rpc/index.js';
import { contextFromWire, contextToWire } from '../../src/rpc/context.js';
import { codeOf, fleetWith, UUID } from './fleet.js';

type Request = Parameters<CallPort['call']>[0];

function clientOf(answer: (request: Request) => Promise<JsonValue>, now = () => 1_000) {
  const asked: Request[] = [];
  const port: CallPort = {
    call: (request) => {
      asked.push(request);
      return answer(request);
    },
  };
  return { asked, client: new ConductorClient(port, now) };
}

function context(parts: object = {}): RequestContext {
  return new RequestContext({ calls: new LocalCalls([]), ...parts });
}

describe('backports', () => {
  test('that failed are asked for again', async () => {
    const { asked, client } = clientOf(() =>
      asked.length === 1 ? Promise.reject(new Error('lost')) : Promise.resolve('older'),
    );
    await expect(client.backport(context(), 'newer', { A: '1.0' })).rejects.toThrow('lost');
    expect(await client.backport(context(), 'newer', { A: '1.0' })).toBe('older');
  });

  test('that were answered are asked for again: nothing is kept', async () => {
    const { asked, client } = clientOf(() => Promise.resolve(asked.length));
    expect(await client.backport(context(), 'newer', { A: '1.0' })).toBe(1);
    expect(await client.backport(context(), 'newer', { A: '1.0' })).toBe(2);
  });

  test('by another manifest, or of another object, are other backports', async () => {
    const { client } = clientOf(({ args }) => Promise.resolve(JSON.stringify(args)));
    const answers = await Promise.all([
      client.backport(context(), 'newer', { A: '1.0' }),
      client.backport(context(), 'newer', { A: '1.1' }),
      client.backport(context(), 'other', { A: '1.0' }),
    ]);
    expect(new Set(answers).size).toBe(3);
  });
});

describe('a call', () => {
  test('waits as long as its context has, and no time at all when that is over', async () => {
    const { asked, client } = clientOf(() => Promise.resolve(null));
    for (const deadline of [5_000, 1_000, 10]) await client.ping(context({ deadline }), 'x');
    await client.ping(context(), 'x');
    expect(asked.map(({ timeoutMs }) => timeoutMs)).toEqual([4_000, 0, 0, undefined]);
  });

  test('may be sent again only if the schema says so', async () => {
    const { store, requests, contextOf } = fleetWith();
    store.set(UUID, new Instance({ uuid: UUID }));
    const instance = await Instance.getByUuid(contextOf(), UUID);
    await instance.save();
    expect(requests.map((request) => Reflect.get(request, 'isIdempotent') as unknown)).toEqual([
      true,
      false,
    ]);
  });

  test('of a method is answered with what became of the object and the result, and nothing else', async () => {
    for (const answer of [null, {}, [], [{}], [{}, null, null], 'ab']) {
      const { client } = clientOf(() => Promise.resolve(answer));
      const calls = new RemoteCalls({ registry, conductor: client });
      const instance = context({ calls }).bind(new Instance({ uuid: UUID }));
      expect(await codeOf(() => instance.save())).toBe('bad-answer');
      expect(instance.objWhatChanged()).toEqual(['uuid']);
    }
  });
});

test('an object takes nothing from another one, into which a conductor turns it', async () => {
  const envelope = (name: string, version: string, data: JsonValue): JsonValue => ({
    'versioned_object.name': name,
    'versioned_object.namespace': 'compute',
    'versioned_object.version': version,
    'versioned_object.data': data,
  });
  const flavor = envelope('Flavor', '1.99', {});
  const { asked, client } = clientOf(({ method }) =>
    Promise.resolve(
      method === 'object_action'
        ? [{ flavor, obj_what_changed: [] }, null]
        : envelope('Flavor', '1.1', { id: 7, name: 'm1' }),
    ),
  );
  const calls = new RemoteCalls({ registry, conductor: client });
  const instance = context({ calls }).bind(new Instance({ uuid: UUID }));
  expect(await codeOf(() => instance.save())).toBe('unsupported-object');
  expect(asked.map(({ method }) => method)).toEqual(['object_action', 'object_backport_versions']);
  expect(instance.objWhatChanged()).toEqual(['uuid']);
});

describe('a context on its way', () => {
  test('says who asks by its own fields, whatever it carries besides', () => {
    const attributes = { user_id: 'eve', request_id: 'other', is_admin: true };
    const own = context({ attributes, userId: 'ada', requestId: 'req-1' });
    expect(contextToWire(own)).toEqual({
      user_id: 'ada',
      request_id: 'req-1',
      project_id: null,
      is_admin: true,
    });
  });

  test('comes in with names that are texts, and everything else as an attribute', () => {
    const wire = JSON.parse('{"user_id":["ada"],"project_id":"p","__proto__":{"x":1},"a":2}') as {
      readonly [key: string]: JsonValue;
    };
    const { userId, projectId, requestId, attributes } = contextFromWire(wire, {
      calls: new LocalCalls([]),
    });
    expect([userId, projectId]).toEqual([undefined, 'p']);
    expect(requestId).toMatch(/^req-/);
    expect(Object.entries(attributes)).toEqual([
      ['__proto__', { x: 1 }],
      ['a', 2],
    ]);
  });

  test('keeps what it is when it goes through something else', () => {
    const own = context({ userId: 'ada', projectId: 'p', deadline: 5, attributes: { a: 1 } });
    const other = own.with({ calls: new LocalCalls([]) });
    expect(other).toMatchObject({
      requestId: own.requestId,
      userId: 'ada',
      projectId: 'p',
      deadline: 5,
      attributes: { a: 1 },
    });
    expect(own.with({ deadline: 3 }).deadline).toBe(3);
  });
});
