// What is too new is brought down by one request, however many objects there are, and only where objects stand.

import { describe, expect, test } from 'vitest';
import { Host, registry } from '../../generated/index.js';
import type { JsonValue } from '../../src/core/json.js';
import {
  type CallPort,
  ConductorClient,
  LocalCalls,
  Reader,
  RemoteCalls,
  RequestContext,
} from '../../src/rpc/index.js';
import { RemoteFailure } from '../../src/rpc/transport/errors.js';
import { codeOf } from './fleet.js';

type Request = Parameters<CallPort['call']>[0];

const CONTEXT = new RequestContext({ calls: new LocalCalls([]) });
const NEWER = '1.99';

function host(name: string, version = NEWER, extra: JsonValue = {}): JsonValue {
  return {
    'versioned_object.name': 'Host',
    'versioned_object.namespace': 'compute',
    'versioned_object.version': version,
    'versioned_object.data': { name, ...(extra as object) },
  };
}

/** A conductor that knows the newest version, whose hosts differ from ours in their label alone. */
function down(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(down);
  return { ...(value as object), 'versioned_object.version': '1.12' };
}

function readerWith(answer: (request: Request) => JsonValue | Promise<JsonValue>) {
  const asked: Request[] = [];
  const port: CallPort = {
    call: async (request) => {
      asked.push(request);
      return answer(request);
    },
  };
  const client = new ConductorClient(port, Date.now);
  return { asked, client, reader: new Reader(registry, client) };
}

const ours = ({ args }: Request): JsonValue => down(args['objinst'] ?? null);

/** Python's conductor brings down one object, and fails over a list. */
function pythons(request: Request): JsonValue {
  const { objinst = null } = request.args;
  if (!Array.isArray(objinst)) return down(objinst);
  throw attributeError();
}

function attributeError(): Error {
  return new RemoteFailure({
    class: 'AttributeError',
    module: 'builtins',
    message: "'list' object has no attribute 'obj_to_primitive'",
    args: [],
    kwargs: {},
  });
}

describe('a list that is too new', () => {
  test('is brought down by one request', async () => {
    const { asked, reader } = readerWith(ours);
    const hosts = await reader.read(CONTEXT, [host('a'), host('b'), host('c')], { list: Host });
    expect(hosts.map((one) => one.name)).toEqual(['a', 'b', 'c']);
    expect(asked.map(({ method }) => method)).toEqual(['object_backport_versions']);
  });

  test('and a map of such keeps its keys, whatever they are', async () => {
    const { asked, reader } = readerWith(ours);
    const sent = JSON.parse(
      JSON.stringify({ a: host('a'), x: host('b') }).replace('"x"', '"__proto__"'),
    ) as JsonValue;
    const read = (await reader.read(CONTEXT, sent, { map: Host })) as Record<string, Host>;
    expect(Object.entries(read).map(([key, one]) => [key, one.name])).toEqual([
      ['a', 'a'],
      ['__proto__', 'b'],
    ]);
    expect(asked).toHaveLength(1);
  });

  test('is brought down one by one by a conductor that takes no lists, and is not tried again', async () => {
    const { asked, reader } = readerWith(pythons);
    const sent = [host('a'), host('b')];
    for (const many of [3, 2]) {
      asked.length = 0;
      const hosts = await reader.read(CONTEXT, sent, { list: Host });
      expect(hosts.map((one) => one.name)).toEqual(['a', 'b']);
      expect(asked).toHaveLength(many);
    }
  });

  test('of which one object is older than what is asked for is brought down by a conductor that refuses that', async () => {
    const { asked, reader } = readerWith((request) => {
      const { objinst = null } = request.args;
      const label: unknown = Reflect.get(Object(objinst), 'versioned_object.version');
      const { Host: wanted } = request.args['object_versions'] as Record<string, string>;
      if (label === '1.11' && wanted !== '1.11') throw attributeError();
      return label === '1.11' ? objinst : pythons(request);
    });
    const sent = [host('a', '1.11'), host('b')];
    const hosts = await reader.read(CONTEXT, sent, { list: Host });
    expect(hosts.map((one) => one.name)).toEqual(['a', 'b']);
    // Together, each, and the older one by its own label.
    expect(asked).toHaveLength(4);
    expect(asked.at(-1)?.args['object_versions']).toEqual({ ...registry.manifest(), Host: '1.11' });
  });

  test('of which one object cannot be brought down is an error, and lists are tried again', async () => {
    const { asked, reader } = readerWith(() => Promise.reject(attributeError()));
    for (let i = 0; i < 2; i++) {
      asked.length = 0;
      expect(await codeOf(() => reader.read(CONTEXT, [host('a'), host('b')], { list: Host }))).toBe(
        'remote-failure',
      );
      expect(Array.isArray(asked[0]?.args['objinst'])).toBe(true);
    }
  });

  test.each<[string, JsonValue]>([
    ['one too few', [host('a', '1.12')]],
    ['no list', host('a', '1.12')],
    ['too new again', [host('a'), host('b')]],
  ])('answered with %s is an error', async (_what, answer) => {
    const { asked, reader } = readerWith(() => answer);
    expect(await codeOf(() => reader.read(CONTEXT, [host('a'), host('b')], { list: Host }))).toBe(
      'bad-answer',
    );
    expect(asked).toHaveLength(1);
  });
});

describe('nobody is asked', () => {
  test.each<[string, JsonValue]>([
    ['older than anything known', host('a', '0.9')],
    ['a version that is none', host('a', 'x')],
    ['no object of ours', { ...(host('a') as object), 'versioned_object.name': 'Other' }],
  ])('about %s', async (_what, sent) => {
    const { asked, reader } = readerWith(ours);
    expect(await codeOf(() => reader.read(CONTEXT, sent, Host))).not.toBe('no error');
    expect(asked).toEqual([]);
  });

  test('about an envelope in plain data, which stays what it is', async () => {
    const { asked, reader } = readerWith(ours);
    const forged = host('forged');
    const plain = await reader.read(CONTEXT, { forged }, 'plain');
    expect(plain).toEqual({ forged });
    const extra = { extra: { forged } };
    const [read] = await reader.read(CONTEXT, [host('a', NEWER, extra)], { list: Host });
    expect(read?.extra).toEqual({ forged });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.args['objinst']).toEqual(host('a', NEWER, extra));
  });
});

test('a method that gives a list asks once', async () => {
  const { asked, client } = readerWith((request) =>
    request.method === 'object_class_action_versions' ? [host('a'), host('b')] : ours(request),
  );
  const calls = new RemoteCalls({ registry, conductor: client });
  const context = new RequestContext({ calls });
  const hosts = await Host.getBySubnet(context, '10.0.0.0/24');
  expect(hosts.map((one) => one.name)).toEqual(['a', 'b']);
  expect(asked.map(({ method }) => method)).toEqual([
    'object_class_action_versions',
    'object_backport_versions',
  ]);
});
