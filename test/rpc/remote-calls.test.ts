// A method is called the same way whether it runs here or on a conductor; what it did comes back.

import { describe, expect, test } from 'vitest';
import { Flavor, Instance, registry, Tag } from '../../generated/index.js';
import { LocalCalls, RequestContext } from '../../src/rpc/index.js';
import { codeOf, fleetWith, instanceMethods, UUID } from './fleet.js';

function stored(): Instance {
  const instance = new Instance({
    id: 1,
    uuid: UUID,
    displayName: 'web',
    host: 'node-1',
    metadata: { owner: 'ada' },
    tags: [new Tag({ tag: 'blue' })],
  });
  instance.objResetChanges();
  return instance;
}

describe('a static method', () => {
  test('gives what the conductor gave, bound to the same context', async () => {
    const { store, contextOf } = fleetWith();
    store.set(UUID, stored());
    const instance = await Instance.getByUuid(contextOf(), UUID);
    expect(instance.displayName).toBe('web');
    expect(instance.objWhatChanged()).toEqual([]);
    instance.displayName = 'api';
    await instance.save();
    expect(store.get(UUID)?.displayName).toBe('api');
  });

  test('sends arguments with their defaults, and what the caller speaks', async () => {
    const { store, requests, contextOf } = fleetWith();
    store.set(UUID, stored());
    await Instance.getByUuid(contextOf(), UUID);
    expect(requests[0]).toMatchObject({
      method: 'object_class_action_versions',
      args: { objname: 'Instance', objmethod: 'get_by_uuid', args: [UUID, []], kwargs: {} },
    });
    expect(requests[0]?.args['object_versions']).toMatchObject({ Instance: '2.7', Port: '1.4' });
  });

  test('refuses an argument that does not fit before anything is sent', async () => {
    const { requests, contextOf } = fleetWith();
    expect(await codeOf(() => Instance.getByUuid(contextOf(), 'no uuid'))).toBe('invalid-value');
    expect(requests).toEqual([]);
  });
});

describe('a method of an object', () => {
  test('takes over what it did: new values, what is unset, and what is still changed', async () => {
    const { store, contextOf } = fleetWith();
    store.set(UUID, stored());
    const instance = contextOf().bind(stored());
    instance.displayName = 'mine';
    instance.metadata['note'] = 'edited in place';
    await instance.refresh();
    expect(instance.displayName).toBe('web');
    // The conductor saw the edit, and said that nothing is changed any more.
    expect(instance.objWhatChanged()).toEqual([]);
    instance.metadata['note'] = 'again';
    expect(instance.objWhatChanged()).toEqual(['metadata']);
    await instance.destroy();
    expect(instance.objIsSet('host')).toBe(false);
    expect(store.has(UUID)).toBe(false);
  });

  test('says what became of objects inside', async () => {
    const { store, contextOf } = fleetWith();
    const instance = contextOf().bind(stored());
    const [tag] = instance.tags;
    if (tag !== undefined) tag.tag = 'green';
    expect(instance.objWhatChanged()).toEqual(['tags']);
    await instance.save();
    expect(store.get(UUID)?.tags.map((one) => one.tag)).toEqual(['green']);
    expect(instance.objWhatChanged()).toEqual([]);
    expect(tag?.objWhatChanged()).toEqual([]);
  });

  test('is not called on an object without a context', async () => {
    expect(await codeOf(() => stored().save())).toBe('orphaned-object');
    const { contextOf } = fleetWith();
    const instance = contextOf().bind(stored());
    expect(await codeOf(() => instance.objClone().save())).toBe('orphaned-object');
  });

  test('of a pinned caller goes and comes at its pin; what the pin does not know stays', async () => {
    const { requests, contextOf } = fleetWith();
    const pin = { ...registry.manifest(), Instance: '2.6' };
    const instance = contextOf(pin).bind(stored());
    instance.trustedCerts = null;
    await instance.save();
    expect(requests[0]?.args['objinst']).toMatchObject({ 'versioned_object.version': '2.6' });
    expect(instance.trustedCerts).toBeNull();
    expect(instance.displayName).toBe('web');
  });
});

describe('the same call without a conductor', () => {
  test('runs what was implemented here', async () => {
    const store = new Map([[UUID, stored()]]);
    const calls = new LocalCalls([instanceMethods(store)]);
    const context = new RequestContext({ calls });
    const instance = await Instance.getByUuid(context, UUID);
    instance.displayName = 'local';
    await instance.save();
    expect(store.get(UUID)?.displayName).toBe('local');
  });

  test('says what is not implemented, and what is wrong with a result', async () => {
    const context = new RequestContext({ calls: new LocalCalls([]) });
    expect(await codeOf(() => Instance.getByUuid(context, UUID))).toBe('not-implemented');
    const wrong = { find: () => () => new Flavor(), type: Instance.$$type };
    const lying = new RequestContext({ calls: new LocalCalls([wrong]) });
    expect(await codeOf(() => Instance.getByUuid(lying, UUID))).toBe('unsupported-object');
  });
});
