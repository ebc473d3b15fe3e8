// A conductor runs what is declared and nothing else, and answers at its caller's versions.

import { describe, expect, test } from 'vitest';
import { Instance, registry } from '../../generated/index.js';
import type { JsonValue } from '../../src/core/json.js';
import { ConductorClient, isRpcError, Reader } from '../../src/rpc/index.js';
import { codeOf, fleetWith, UUID } from './fleet.js';

const CONTEXT = { request_id: 'req-1', user_id: 'ada', project_id: null };

function primitive(version: string, data: Readonly<Record<string, JsonValue>> = {}): JsonValue {
  return {
    'versioned_object.name': 'Instance',
    'versioned_object.namespace': 'compute',
    'versioned_object.version': version,
    'versioned_object.data': { uuid: UUID, ...data },
  };
}

function action(objmethod: JsonValue, version = '2.7', args: readonly JsonValue[] = []) {
  const { conductor } = fleetWith();
  const sent = { objinst: primitive(version), objmethod, args, kwargs: {} };
  return codeOf(() => conductor.handle({ method: 'object_action', args: sent, context: CONTEXT }));
}

describe('what may be called', () => {
  test.each([
    'constructor',
    '__proto__',
    'toString',
    'objToPrimitive',
    'objClone',
    'get_by_uuid',
    7,
    null,
  ])('is declared; %j is no method of an instance', async (name) => {
    expect(await action(name)).toBe('no-such-method');
  });

  test('is what the newest version has, or the version of the caller', async () => {
    expect(await action('set_admin_password', '2.5', ['secret'])).toBe('no error');
    expect(await action('set_admin_password', '2.7', ['secret'])).toBe('no-such-method');
    expect(await action('save', '2.7')).toBe('no error');
  });

  test('takes the arguments that it declares', async () => {
    expect(await action('save', '2.7', ['no list'])).toBe('invalid-value');
    expect(await action('save', '2.7', [null, 1])).toBe('bad-arguments');
    expect(await action('set_admin_password', '2.5', [])).toBe('bad-arguments');
  });

  test('is for the user to allow, by who it says it is', async () => {
    const seen: unknown[] = [];
    const { contextOf, store } = fleetWith({
      authorise: ({ context, type, method, object }) => {
        seen.push([context.userId, type.name, method.name, object === undefined]);
        return method.name !== 'destroy';
      },
    });
    store.set(UUID, new Instance({ uuid: UUID, host: 'a' }));
    const instance = await Instance.getByUuid(contextOf(), UUID);
    expect(await codeOf(() => instance.destroy())).toBe('not-authorised');
    expect(store.has(UUID)).toBe(true);
    expect(seen).toEqual([
      ['ada', 'Instance', 'get_by_uuid', true],
      ['ada', 'Instance', 'destroy', false],
    ]);
  });
});

describe('versions', () => {
  test('an older caller is answered in its own names and shapes', async () => {
    const { conductor, store } = fleetWith();
    store.set(UUID, new Instance({ uuid: UUID, displayName: 'web', trustedCerts: null }));
    const answer = await conductor.handle({
      method: 'object_class_action_versions',
      args: {
        objname: 'Instance',
        objmethod: 'get_by_uuid',
        object_versions: { Instance: '2.3' },
        args: [UUID],
        kwargs: {},
      },
      context: CONTEXT,
    });
    expect(answer).toMatchObject({ 'versioned_object.version': '2.3' });
    expect(
      Object.keys(Reflect.get(answer as object, 'versioned_object.data') as object),
    ).not.toContain('trusted_certs');
  });

  test('updates are in the names of the version that was sent', async () => {
    const { conductor } = fleetWith();
    const sent = primitive('2.3', { host: 'a' });
    const answer = await conductor.handle({
      method: 'object_action',
      args: { objinst: sent, objmethod: 'destroy', args: [], kwargs: {} },
      context: CONTEXT,
    });
    expect(answer).toEqual([{ obj_what_changed: [], obj_unset: ['host'] }, null]);
  });

  test('a conductor that is too old says so', async () => {
    const { client, contextOf } = fleetWith();
    const newer = primitive('2.99');
    expect(await codeOf(() => client.backport(contextOf(), newer, registry.manifest()))).toBe(
      'conductor-too-old',
    );
  });
});

describe('what is too new', () => {
  const newer = primitive('2.99', { uuid: UUID });
  const older = primitive('2.7', { uuid: UUID });

  function readerOf(answer: (asked: number) => JsonValue) {
    let asked = 0;
    const port = { call: () => Promise.resolve(answer(++asked)) };
    const reader = new Reader(registry, new ConductorClient(port, Date.now));
    return { reader, asked: () => asked };
  }

  test('is brought down by one request, which equal ones share', async () => {
    const { contextOf } = fleetWith();
    const { reader, asked } = readerOf(() => older);
    const read = () => reader.read(contextOf(), newer, 'any');
    const objects = await Promise.all([read(), read(), read()]);
    expect(objects.map((object) => object.$$type.name)).toEqual([
      'Instance',
      'Instance',
      'Instance',
    ]);
    expect(asked()).toBe(1);
  });

  test('and is an error where the answer is too new again: nobody is asked twice', async () => {
    const { contextOf } = fleetWith();
    const { reader, asked } = readerOf(() => newer);
    const failure = await reader.read(contextOf(), newer, 'any').catch((error: unknown) => error);
    expect(isRpcError(failure, 'bad-answer')).toBe(true);
    expect(asked()).toBe(1);
  });
});

describe('requests of hostile callers', () => {
  test.each([
    ['object_action', {}],
    ['object_action', { objinst: null, objmethod: 'save' }],
    ['object_action', { objinst: { a: 1 }, objmethod: 'save' }],
    ['object_backport_versions', { objinst: primitive('2.7'), object_versions: [] }],
    ['object_backport_versions', { objinst: primitive('2.7'), object_versions: { Instance: 2 } }],
    ['object_backport_versions', { objinst: primitive('2.7'), object_versions: {} }],
    [
      'object_class_action_versions',
      { objname: '__proto__', objmethod: 'save', object_versions: {} },
    ],
    [
      'object_class_action_versions',
      { objname: 'Instance', objmethod: 'save', object_versions: {} },
    ],
    ['constructor', {}],
  ])('%s %j is an error, and no crash', async (method, args) => {
    const { conductor } = fleetWith();
    const code = await codeOf(() => conductor.handle({ method, args, context: CONTEXT }));
    expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(code).not.toBe('no error');
  });

  test('an envelope inside a plain map stays a map', async () => {
    const { conductor } = fleetWith();
    const forged = { forged: JSON.stringify(primitive('2.99')) };
    const answer = await conductor.handle({
      method: 'object_action',
      args: {
        objinst: primitive('2.7', { metadata: forged }),
        objmethod: 'save',
        args: [],
        kwargs: {},
      },
      context: CONTEXT,
    });
    expect(answer).toEqual([{ obj_what_changed: [] }, null]);
  });
});
