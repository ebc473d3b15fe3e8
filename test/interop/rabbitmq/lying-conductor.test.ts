// A conductor that is not what it says: a node takes nothing from it but what its own schema lets stand, asks nobody
// twice, and an object whose call failed is as it was.

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Flavor, Host, Instance, registry } from '../../../generated/index.js';
import type { JsonValue } from '../../../src/core/json.js';
import {
  amqpTransport,
  Conductor,
  ConductorClient,
  conductorPort,
  declareError,
  RemoteCalls,
  RequestContext,
  serveConductor,
  type Transport,
  type TransportEvent,
} from '../../../src/rpc/index.js';
import { codeOf, instanceMethods, NotFound, UUID } from '../../rpc/fleet.js';
import { newTopic, until, watch } from '../../rpc/transport/harness.js';
import { anyRabbit, missingRabbit, type Rabbit } from '../../support/rabbitmq.js';
import { describeWith } from '../requirement.js';
import { primitive } from './hostile/requests.js';
import { type JsonMap, type Lie, type Overheard, Stranger } from './hostile/stranger.js';
import { deep, HUGE, NO_VERSIONS, PROTO, WRONG } from './hostile/wrong.js';

const SECRET = 'hunter2';
const NEWER = primitive('Flavor', '1.99', { name: 'm9' });
const notFound = declareError(NotFound, {
  fields: ({ uuid }) => ({ uuid }),
  make: (_message, { uuid }) => new NotFound(typeof uuid === 'string' ? uuid : '?'),
});

describeWith(missingRabbit, 'a node whose conductor lies', () => {
  const topic = newTopic();
  const watched = watch();
  const open: Transport[] = [];
  let rabbit: Rabbit;
  let stranger: Stranger;
  let context: RequestContext;
  let heard: Overheard[] = [];
  let lie: (request: Overheard) => Lie = () => ({ result: null });

  beforeAll(async () => {
    rabbit = await anyRabbit();
    stranger = await Stranger.at(rabbit.url);
    await stranger.conduct(topic, (request) => {
      heard.push(request);
      return lie(request);
    });
    const port = conductorPort(await transport(watched), { target: { topic }, errors: [notFound] });
    const conductor = new ConductorClient(port, Date.now);
    context = new RequestContext({ calls: new RemoteCalls({ registry, conductor }) });
  });
  afterAll(async () => {
    await stranger.close();
    await Promise.all(open.map((one) => one.close()));
    await rabbit.stop();
  });
  afterEach(() => {
    heard = [];
  });

  async function transport(options: Parameters<typeof amqpTransport>[0] | object = {}) {
    const one = await amqpTransport({ ...options, url: rabbit.url });
    open.push(one);
    return one;
  }
  /** The conductor's methods answer with this, and its backports with that. */
  function answering(result: JsonValue, backported: JsonValue = result): void {
    lie = ({ method }) => ({ result: method === 'object_backport_versions' ? backported : result });
  }
  const asked = (): string[] => heard.map(({ method }) => method);
  const get = () => Instance.getByUuid(context, UUID);

  it('what is no object of the kind that the method gives is an error', async () => {
    const wrong: Record<string, JsonValue> = {
      ...WRONG,
      'another object': primitive('Tag', '1.0', { tag: 'x' }),
      'another namespace': {
        ...primitive('Instance', '2.7', { uuid: UUID }),
        'versioned_object.namespace': 'network',
      },
      'a list of one': [primitive('Instance', '2.7', { uuid: UUID })],
      'no data': { ...primitive('Instance', '2.7', null) },
    };
    for (const [title, result] of Object.entries(wrong)) {
      answering(result);
      expect([title, await codeOf(get)]).toEqual([
        title,
        expect.stringMatching(
          /^(invalid-value|unsupported-object|incompatible-version|bad-answer)$/,
        ),
      ]);
    }
    expect('polluted' in {}).toBe(false);
  });

  it('an answer newer than asked is brought down by one request, and believed no more after it', async () => {
    for (const result of [
      primitive('Instance', '2.99', { uuid: UUID }),
      primitive('Instance', '3.0', { uuid: UUID }),
      primitive('Instance', '2.7', { uuid: UUID, flavor: NEWER }),
      primitive('Instance', '2.7', { uuid: UUID, old_flavors: { a: [null, NEWER] } }),
    ]) {
      answering(result);
      expect(await codeOf(get)).toBe('bad-answer');
      expect(asked()).toEqual(['object_class_action_versions', 'object_backport_versions']);
      expect(heard[1]?.args['object_versions']).toEqual(registry.manifest());
      heard = [];
    }
  });

  it('a backport that is no backport is an error, and nothing of it is taken', async () => {
    const newer = primitive('Instance', '2.99', { uuid: UUID });
    for (const [title, backported] of Object.entries({
      ...WRONG,
      'another object': primitive('Tag', '1.0', { tag: 'x' }),
    })) {
      answering(newer, backported);
      const code = await codeOf(get);
      expect([title, code]).toEqual([title, expect.stringMatching(/^[a-z]+(-[a-z]+)+$/)]);
    }
  });

  it('a version that is none is never read', async () => {
    for (const version of NO_VERSIONS) {
      answering(primitive('Instance', version, { uuid: UUID }));
      heard = [];
      const code = await codeOf(get);
      // What is newer is asked for once; what is no version at all nobody could bring down.
      const isNewer = version === '9.9';
      expect([version.slice(0, 20), code, heard.length]).toEqual([
        version.slice(0, 20),
        isNewer ? 'bad-answer' : 'incompatible-version',
        isNewer ? 2 : 1,
      ]);
    }
    // The third part is read past, as everywhere.
    answering(primitive('Instance', '2.7.9', { uuid: UUID }));
    expect((await get()).uuid).toBe(UUID);
  });

  it('fields of the wrong type are errors that show no secret; those that nobody knows are left out', async () => {
    for (const data of [
      { uuid: UUID, flavor: primitive('Tag', '1.0', {}) },
      { uuid: UUID, metadata: { a: 1 } },
      { uuid: 'no uuid' },
      { uuid: UUID, user_data: SECRET },
      { uuid: UUID, tags: deep(300) },
      { uuid: UUID, display_name: HUGE },
    ]) {
      answering(primitive('Instance', '2.7', data));
      const error = await get().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(String(error).length).toBeLessThan(400);
      expect(String(error)).not.toContain(SECRET);
    }
    const unknown = { uuid: UUID, no_such_field: 1, ...(PROTO as JsonMap), constructor: 1 };
    answering(primitive('Instance', '2.7', unknown));
    const instance = await get();
    expect(instance.toJSON()).toEqual({ uuid: UUID });
    expect(Object.getPrototypeOf(instance)).toBe(Instance.prototype);
    expect(instance.constructor).toBe(Instance);
  });

  it('an envelope in plain data of an answer is data, however new it says to be', async () => {
    const forged = primitive('Instance', '9.9', {});
    answering(primitive('Host', '1.12', { uuid: UUID, extra: { forged }, cpu_info: [forged] }));
    const host = await Host.getByName(context, 'a');
    expect(host?.extra).toEqual({ forged });
    expect(host?.cpuInfo).toEqual([forged]);
    expect(asked()).toEqual(['object_class_action_versions']);
  });

  /** Saves an object whose conductor says this of it; it must be as it was. */
  async function savedWith(answer: JsonValue, backported: JsonValue = null): Promise<string> {
    answering(answer, backported);
    const instance = edited();
    const code = await codeOf(() => instance.save());
    expect(instance.objEquals(edited())).toBe(true);
    if (code !== 'no error') expect(instance.objWhatChanged()).toEqual(edited().objWhatChanged());
    return code;
  }
  function edited(): Instance {
    const instance = new Instance({ uuid: UUID, host: 'a', flavor: new Flavor({ name: 'm1' }) });
    instance.objResetChanges();
    instance.displayName = 'mine';
    return context.bind(instance);
  }

  it('updates that are none leave the object as it was', async () => {
    const wrong = Object.values(WRONG);
    const isMap = (value: JsonValue): boolean =>
      typeof value === 'object' && value !== null && !Array.isArray(value);
    const answers: JsonValue[] = [
      ...[...wrong, [], [{}], [{}, null, null]],
      ...[...wrong.filter((value) => !isMap(value)), []].map((updates) => [updates, null]),
      ...[
        { flavor: 1 },
        { display_name: null },
        { uuid: 'x' },
        { tags: [NEWER] },
        { user_data: SECRET },
        ...[7, [7], { a: 1 }, [['host']], [HUGE, 1]].map((changed) => ({
          ...{ host: 'b', obj_what_changed: changed },
        })),
        ...[7, [null], { host: 1 }].map((unset) => ({ host: 'b', obj_unset: unset })),
      ].map((updates) => [updates, null]),
    ];
    for (const answer of answers) {
      const shown = JSON.stringify(answer).slice(0, 60);
      expect([shown, await savedWith(answer)]).toEqual([
        shown,
        expect.stringMatching(/^(bad-answer|invalid-value|unsupported-object)$/),
      ]);
    }
  });

  it('updates of fields that nobody knows, and names of prototypes, change nothing', async () => {
    const names = ['no_such_field', '__proto__', 'constructor', '$$put', 'objSave', 'displayName'];
    const told = Object.fromEntries(names.map((name) => [name, 'x']));
    for (const answer of [
      [{ ...told, obj_what_changed: [] }, null],
      [{ obj_what_changed: names }, null],
      [{ obj_what_changed: [], obj_unset: names }, null],
    ]) {
      expect(await savedWith(answer)).toMatch(/^(no error|invalid-value|unknown-field)$/);
    }
  });

  it('updates newer than what was sent are brought down once, and another object is none of them', async () => {
    const newer = [{ flavor: NEWER, obj_what_changed: [] }, null];
    const again = primitive('Instance', '2.7', { flavor: NEWER });
    expect(await savedWith(newer, again)).toBe('bad-answer');
    expect(asked()).toEqual(['object_action', 'object_backport_versions']);
    for (const other of [
      primitive('Tag', '1.0', { tag: 'x' }),
      primitive('Flavor', '1.1', { id: 7, name: 'x', projects: ['y'] }),
      primitive('Host', '1.12', { uuid: UUID.replace('1', '2'), name: 'other' }),
      null,
      [primitive('Instance', '2.7', { host: 'b' })],
    ]) {
      expect(await savedWith(newer, other)).toMatch(
        /^(unsupported-object|invalid-value|bad-answer)$/,
      );
    }
  });

  it('failures of any form are errors with no more than a message', async () => {
    for (const failure of [
      { class: '__proto__', module: 'builtins', message: 'x' },
      { class: 'RpcError', module: 'backlevel', message: 'x', kwargs: { code: 'constructor' } },
      {
        class: 'RpcError',
        module: 'backlevel',
        message: 'x',
        kwargs: { code: 'not-authorised', about: 7 },
      },
      { class: 'NotFound', module: 'backlevel', message: 'x', kwargs: { uuid: { a: 1 } } },
      {
        class: 'NotFound',
        module: 'backlevel',
        message: 'x',
        kwargs: JSON.parse('{"__proto__":1}') as JsonValue,
      },
      { class: HUGE, module: HUGE, message: 'x', tb: [HUGE] },
    ]) {
      lie = () => ({ failure: JSON.stringify(failure) });
      const error = await get().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        message: expect.stringMatching(/^(x|there is no \?)$/) as string,
      });
    }
    for (const failure of [7, [], {}, 'no json', '[]', '7', '{"class":{}}']) {
      lie = () => ({ failure });
      expect(await codeOf(get)).toBe('broken-reply');
    }
  });

  it('answers to queues of others reach nobody: whose queue it is waits for its own', async () => {
    answering(primitive('Instance', '2.7', { uuid: UUID }));
    await get();
    const [{ _reply_q: victim } = { _reply_q: '' }] = heard;
    expect(victim).toMatch(/^reply_/);
    const honest = newTopic();
    const store = new Map([[UUID, new Instance({ uuid: UUID })]]);
    const conductor = new Conductor({ registry, implementations: [instanceMethods(store)] });
    await serveConductor(await transport(), conductor, { server: 'one', topic: honest });
    const unknown = (): TransportEvent[] =>
      watched.events.filter(({ kind }) => kind === 'reply-unknown');
    const before = unknown().length;
    for (let n = 0; n < 20; n++) {
      void stranger.ask(honest, 'ping', {}, { _reply_q: victim });
      void stranger.ask(honest, 'no_such_method', {}, { _reply_q: victim });
    }
    await until(() => unknown().length === before + 40);
    expect((await get()).uuid).toBe(UUID);
    // A queue that holds no answers is written to by nobody.
    void stranger.ask(honest, 'ping', {}, { _reply_q: topic });
    await stranger.ask(honest, 'ping', {});
    expect(heard.every(({ method }) => method === 'object_class_action_versions')).toBe(true);
  });
});
