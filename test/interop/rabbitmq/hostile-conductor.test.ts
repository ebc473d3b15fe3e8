// A conductor whose callers may be anyone: whatever they send is refused with an error that says what is wrong and
// nothing else, does no harm, and the next honest call is answered.

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Aggregate, BlockDevice, ConsoleToken, Host, registry } from '../../../generated/index.js';
import type { JsonValue } from '../../../src/core/json.js';
import {
  amqpTransport,
  Conductor,
  ConductorClient,
  conductorPort,
  type Implementation,
  LocalCalls,
  RequestContext,
  serveConductor,
  type Transport,
} from '../../../src/rpc/index.js';
import { instanceMethods, UUID } from '../../rpc/fleet.js';
import { newTopic } from '../../rpc/transport/harness.js';
import { heapMb } from '../../support/heap.js';
import { anyRabbit, missingRabbit, type Rabbit } from '../../support/rabbitmq.js';
import { describeWith } from '../requirement.js';
import { type Answer, enveloped, type JsonMap, Stranger } from './hostile/stranger.js';
import { deep, HUGE, NO_VERSIONS, PROTO, WRONG } from './hostile/wrong.js';

const MANIFEST = registry.manifest();

/** What may come back for what is wrong; anything else was no check but an accident. */
const ERRORS = [
  'BackportRefused',
  'IncompatibleObjectVersion',
  'IncompleteManifestError',
  'InvalidTargetVersion',
  'InvalidValueError',
  'LimitExceededError',
  'NoSuchMethod',
  'RpcError',
  'UnknownFieldError',
  'UnsupportedObjectError',
  'UpgradeRefused',
];

/** Longer answers would make a stranger's text travel on. */
const LONGEST_ANSWER = 4_000;

function primitive(name: string, version: string, data: JsonValue): JsonMap {
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': 'compute',
    'versioned_object.version': version,
    'versioned_object.data': data,
  };
}

const INSTANCE = primitive('Instance', '2.7', { uuid: UUID, display_name: 'web' });

/** The three requests of a conductor, as honest callers send them. */
const REQUESTS: Readonly<Record<string, JsonMap>> = {
  object_backport_versions: {
    objinst: INSTANCE,
    object_versions: { ...MANIFEST, Instance: '2.3' },
  },
  object_action: { objinst: INSTANCE, objmethod: 'save', args: [null], kwargs: {} },
  object_class_action_versions: {
    objname: 'Instance',
    objmethod: 'get_by_uuid',
    object_versions: MANIFEST,
    args: [UUID],
    kwargs: {},
  },
};

/** What is done for some methods of a class; the others have no implementation. */
function doing(
  { $$type: type }: { readonly $$type: Implementation['type'] },
  methods: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>,
): Implementation {
  return { type, find: (property) => methods[property] };
}

/** Where what is wrong elsewhere means something: nothing given, or names that no object has. */
const HARMLESS = new Set([
  'object_action args null',
  'object_action kwargs null',
  'object_class_action_versions kwargs null',
]);

const parts = Object.entries(REQUESTS).flatMap(([method, args]) =>
  Object.keys(args).map((part) => [method, part] as const),
);

describeWith(missingRabbit, 'a conductor on RabbitMQ', () => {
  const topic = newTopic();
  const open: Transport[] = [];
  let rabbit: Rabbit;
  let stranger: Stranger;
  let client: ConductorClient;
  let ran: string[] = [];
  let saved: Host | undefined;

  beforeAll(async () => {
    rabbit = await anyRabbit();
    stranger = await Stranger.at(rabbit.url);
    const [service, node] = [await transport(), await transport()];
    const implementations = [
      instanceMethods(new Map()),
      doing(Host, {
        getByName: () => noted('host', null),
        getBySubnet: () => noted('hosts', []),
        save: (_context, host) => {
          saved = noted('save', (host as Host).objClone());
        },
      }),
      doing(BlockDevice, {
        attach: (_context, device) => ({ stored: (device as BlockDevice).connectionInfo }),
      }),
      doing(ConsoleToken, { validate: () => noted('validate', new ConsoleToken()) }),
      doing(Aggregate, {
        updateMetadata: (_context, _aggregate, updates) =>
          noted(`metadata ${JSON.stringify(updates)}`, undefined),
      }),
    ];
    const conductor = new Conductor({ registry, implementations });
    await serveConductor(service, conductor, { server: 'one', topic });
    client = new ConductorClient(conductorPort(node, { target: { topic } }), Date.now);
  });
  afterAll(async () => {
    await stranger.close();
    await Promise.all(open.map((one) => one.close()));
    await rabbit.stop();
  });
  beforeEach(() => {
    ran = [];
  });

  async function transport(): Promise<Transport> {
    const one = await amqpTransport({ url: rabbit.url });
    open.push(one);
    return one;
  }
  function noted<T>(what: string, value: T): T {
    ran.push(what);
    return value;
  }
  async function isUp(): Promise<void> {
    const context = new RequestContext({ calls: new LocalCalls([]) });
    expect(await client.backport(context, INSTANCE, { Instance: '2.3' })).toEqual({
      ...primitive('Instance', '2.3', { uuid: UUID, display_name: 'web' }),
    });
    expect('polluted' in {}).toBe(false);
  }
  /** Asks for it, sees that the error is one of ours, and that the conductor goes on. */
  async function refused(method: string, args: JsonValue, more: JsonMap = {}): Promise<Answer> {
    const answer = await stranger.ask(topic, method, args, more);
    expect(answer.result).toBeNull();
    expect(ERRORS).toContain(answer.failure?.class);
    expect(answer.failure?.tb).toEqual([]);
    expect(answer.text).not.toMatch(/node_modules|node:internal|\.[jt]s:\d+/);
    expect(answer.text.length).toBeLessThan(LONGEST_ANSWER);
    await isUp();
    return answer;
  }
  const action = (objinst: JsonMap, objmethod: JsonValue, args: JsonValue = [], kwargs = {}) =>
    refused('object_action', { objinst, objmethod, args, kwargs });

  it.each(parts)('%s refuses a wrong %s, whatever it is', async (method, part) => {
    const { [part]: _, ...rest } = REQUESTS[method] ?? {};
    for (const [title, wrong] of Object.entries(WRONG)) {
      if (HARMLESS.has(`${method} ${part} ${title}`)) continue;
      await refused(method, { ...rest, [part]: wrong });
    }
    if (part !== 'args' && part !== 'kwargs') await refused(method, rest);
    expect(ran).toEqual([]);
  });

  it('only what a schema declares is a method, however it is called for', async () => {
    const { objinst } = REQUESTS['object_action'] ?? {};
    for (const name of [
      ...['constructor', '__proto__', 'toString', 'valueOf', 'then', '$$put', '$$type', '#run'],
      ...['objToPrimitive', 'objLoad', 'objClone', 'objUnset', 'getByUuid', 'get_by_uuid', 'find'],
      ...['set_admin_password', 'save ', 'Save', 'save\u0000', HUGE],
    ]) {
      await refused('object_action', { objinst: objinst ?? null, objmethod: name });
      await refused('object_class_action_versions', {
        ...REQUESTS['object_class_action_versions'],
        objmethod: name === 'get_by_uuid' ? 'save' : name,
      });
    }
    for (const name of ['constructor', '__proto__', 'handle', 'knows', '#classAction', 'Ping']) {
      expect((await refused(name, {})).failure?.class).toBe('NoSuchMethod');
    }
    expect(ran).toEqual([]);
  });

  it('an argument has the name that the schema gives it, and no other', async () => {
    const base = REQUESTS['object_class_action_versions'];
    const named = JSON.parse(
      `[{"__proto__":"${UUID}"},{"constructor":1},{"toString":1},{"UUID":1},{"uuid":"${UUID}"},{"":1}]`,
    ) as JsonValue[];
    for (const kwargs of named) await refused('object_class_action_versions', { ...base, kwargs });
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`a${i}`, i]));
    await refused('object_class_action_versions', { ...base, kwargs: many });
    await refused('object_class_action_versions', { ...base, kwargs: { [HUGE]: 1 } });
  });

  it('a query asks for fields of the schema, in the form that queries have', async () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'displayName',
      'no_such',
      '$$type',
      HUGE,
    ];
    const queries: JsonValue[] = [
      ...names.flatMap((field) => [
        { where: { kind: 'eq', field, value: 'x' } },
        { where: { kind: 'not', one: { kind: 'isSet', field } } },
        { where: { kind: field, field: 'host', value: 'x' } },
        { order: [{ field, direction: 'asc' }] },
        { order: [{ field: 'host', direction: field }] },
        { fields: [field] },
        { [field]: 1 },
      ]),
      ...Object.entries(WRONG).flatMap(([, wrong]) => [
        { where: { kind: 'eq', field: wrong, value: 'x' } },
        { where: { kind: 'and', all: [wrong] } },
        { order: [wrong] },
        { fields: [wrong] },
      ]),
      ...NO_VERSIONS.map((version) => ({ version })),
    ];
    const base = { objname: 'Instance', objmethod: 'list', object_versions: MANIFEST };
    for (const query of queries) {
      const args = [{ version: '2.7', ...(query as JsonMap) }];
      const { failure } = await refused('object_class_action_versions', { ...base, args });
      expect(failure?.class).not.toBe('RpcError');
    }
  });

  it('a version that is none is an error, of the object and in the manifest', async () => {
    for (const version of NO_VERSIONS) {
      const args = { objinst: primitive('Instance', version, { uuid: UUID }) };
      await refused('object_action', { ...args, objmethod: 'save' });
      await refused('object_backport_versions', { ...args, object_versions: MANIFEST });
      if (version === '9.9') continue;
      const object_versions = { ...MANIFEST, Instance: version };
      await refused('object_backport_versions', { objinst: INSTANCE, object_versions });
    }
    // The third part is a peer's own affair, and a peer that speaks newer gets our newest.
    for (const [version, is] of [
      ['2.3.1', '2.3'],
      ['2.99', '2.7'],
    ]) {
      const asked = {
        objinst: INSTANCE,
        object_versions: { ...MANIFEST, Instance: version ?? '' },
      };
      const { result } = await stranger.ask(topic, 'object_backport_versions', asked);
      expect(result).toMatchObject({ 'versioned_object.version': is });
    }
  });

  it('a manifest may name what it likes: 100,000 objects of no schema change nothing', async () => {
    const entries = Array.from({ length: 100_000 }, (_, i): [string, string] => [`No${i}`, '1.0']);
    const many = JSON.parse(
      `{"__proto__":"1.0",${JSON.stringify(Object.fromEntries(entries)).slice(1)}`,
    ) as JsonMap;
    await refused('object_backport_versions', { objinst: INSTANCE, object_versions: many });
    const object_versions = { ...many, Instance: '2.3' };
    const asked = { objinst: INSTANCE, object_versions };
    const { result } = await stranger.ask(topic, 'object_backport_versions', asked);
    expect(result).toMatchObject({ 'versioned_object.version': '2.3' });
  });

  it('another object where one is wanted is refused, at the top and inside', async () => {
    const tag = primitive('Tag', '1.0', { tag: 'x' });
    expect((await action(tag, 'destroy')).failure?.class).toBe('NoSuchMethod');
    for (const [name, wrong] of [
      ...['flavor', 'tags', 'old_flavors', 'passthrough'].map((field) => [field, tag] as const),
      ['flavor', primitive('Instance', '2.7', {})],
      ['flavor', { ...primitive('Flavor', '1.1', {}), 'versioned_object.namespace': 'network' }],
      ['tags', [[tag]]],
      ['passthrough', [tag]],
      ['flavor', PROTO],
    ] as const) {
      await action(primitive('Instance', '2.7', { uuid: UUID, [name]: wrong }), 'save');
    }
    expect(ran).toEqual([]);
  });

  it('an envelope forged inside of plain data stays data, and is no object to anybody', async () => {
    const forged = primitive('Instance', '9.9', { user_data: 'x' });
    const extra = { forged, deep: [[forged]], ...(PROTO as JsonMap) };
    const host = primitive('Host', '1.12', { uuid: UUID, extra, cpu_info: forged });
    const asked = { objinst: host, objmethod: 'save', args: [], kwargs: {} };
    const { failure } = await stranger.ask(topic, 'object_action', asked);
    expect(failure).toBeNull();
    expect(saved?.extra).toEqual(extra);
    expect(saved?.cpuInfo).toEqual(forged);
    const aggregate = primitive('Aggregate', '1.3', { id: 1 });
    await action(aggregate, 'update_metadata', [{ a: forged }]);
    const text = JSON.stringify(forged);
    await stranger.ask(topic, 'object_action', {
      ...{ objinst: aggregate, objmethod: 'update_metadata', args: [{ a: text }] },
    });
    expect(ran).toEqual(['save', `metadata ${JSON.stringify({ a: text })}`]);
    const device = primitive('BlockDevice', '1.8', { connection_info: forged });
    const attach = { objinst: device, objmethod: 'attach', args: ['a'] };
    const answer = await stranger.ask(topic, 'object_action', attach);
    expect(answer.result).toEqual([{ obj_what_changed: [] }, { stored: forged }]);
    await isUp();
  });

  it('no refusal says what stood in a sensitive field or argument', async () => {
    const secret = 'hunter2, 4711';
    const instance = (data: JsonMap, version = '2.7') => primitive('Instance', version, data);
    const manifest = { ...MANIFEST, Instance: '1.2' };
    const userData = Buffer.from(secret).toString('base64');
    for (const [method, args] of [
      ['object_action', { objinst: instance({ user_data: secret }), objmethod: 'save' }],
      ['object_action', { objinst: instance({ user_data: [secret] }), objmethod: 'save' }],
      [
        'object_backport_versions',
        { objinst: instance({ user_data: userData }, '1.4'), object_versions: manifest },
      ],
      [
        'object_action',
        {
          objinst: primitive('BlockDevice', '1.8', { encryption_secret_uuid: secret }),
          objmethod: 'save',
        },
      ],
      [
        'object_action',
        {
          objinst: instance({ uuid: UUID }, '2.5'),
          objmethod: 'set_admin_password',
          args: [secret, secret],
        },
      ],
      ...[[{ [secret]: secret }], [[secret]], [4711]].map(
        (args) =>
          [
            'object_class_action_versions',
            { objname: 'ConsoleToken', objmethod: 'validate', object_versions: MANIFEST, args },
          ] as const,
      ),
    ] as const) {
      const { text } = await refused(method, args);
      expect(text).not.toMatch(/hunter2|4711/);
      expect(text).not.toContain(userData);
    }
  });

  it('what is too deep for an object is an error, what is too deep or large for a message is dropped', async () => {
    const host = primitive('Host', '1.12', { uuid: UUID, extra: { a: deep(300) } });
    expect((await action(host, 'save')).failure?.class).toBe('LimitExceededError');
    for (const body of [
      enveloped({ method: 'object_action', version: '3.0', args: { objinst: deep(600) } }),
      enveloped({ method: 'ping', version: '3.0', args: { arg: HUGE.repeat(9) } }),
      enveloped('{"method":"ping","args":{"arg":'.padEnd(100_000, '[')),
      Buffer.from('{"oslo.version":"2.0","oslo.message":"\\ud800"}'),
      Buffer.alloc(1_000, 0xff),
    ]) {
      stranger.send(topic, body);
      await isUp();
    }
    expect(ran).toEqual([]);
  });

  it('a sender is whoever it says it is, and what it says harms nobody', async () => {
    for (const [title, wrong] of Object.entries(WRONG)) {
      const more = {
        _context_request_id: wrong,
        _context_user_id: wrong,
        _context_deadline: wrong,
      };
      const named = title.length < 20 ? { [`_context_${title}`]: wrong } : {};
      const { failure } = await stranger.ask(topic, 'ping', { arg: 1 }, { ...more, ...named });
      expect(failure).toBeNull();
      await refused('object_class_action_versions', { objname: title }, { ...more, ...named });
    }
  });

  it('2,000 hostile requests leave nothing behind', async () => {
    const small = Object.entries(WRONG).filter(([title]) => !/huge|long|deep/.test(title));
    const before = heapMb();
    for (let round = 0; round < 20; round++) {
      const asked = Array.from({ length: 100 }, (_, i) => {
        const [method, part] = parts[i % parts.length] ?? ['', ''];
        const [, wrong = null] = small[i % small.length] ?? [];
        const own = `x${round}-${i}`;
        const context = {
          _context_request_id: own.repeat(500),
          [`_context_${own}`]: HUGE.slice(0, 9_000),
        };
        const args = { ...REQUESTS[method], [part]: i % 3 === 0 ? { [own]: own } : wrong };
        return stranger.ask(topic, i % 5 === 0 ? own : method, args, context);
      });
      await Promise.all(asked);
    }
    await isUp();
    expect(heapMb() - before).toBeLessThan(24);
  });
});
