// Two majors of one object behind one conductor: each caller reaches the methods of its own.

import { describe, expect, test } from 'vitest';
import { Instance, InstanceV1 } from '../../generated/index.js';
import { implement } from '../../src/rpc/index.js';
import { fleetWith, instanceMethods, UUID } from './fleet.js';

function fleet(store: Map<string, InstanceV1>) {
  const newest = new Map<string, Instance>();
  const older = implement(InstanceV1, {
    getById: () => new InstanceV1({ uuid: UUID, displayName: 'by id' }),
    getByUuid: (_context, uuid) => new InstanceV1({ uuid, displayName: 'one' }),
    setAdminPassword: () => undefined,
    save: (_context, instance) => {
      instance.objResetChanges();
      store.set(instance.uuid, instance.objClone());
    },
  });
  return { newest, ...fleetWith({ implementations: [instanceMethods(newest), older] }) };
}

describe('who has objects of an older major', () => {
  test('calls its own static methods, and is answered with its own class', async () => {
    const { contextOf, requests } = fleet(new Map());
    const instance = await InstanceV1.getByUuid(contextOf(), UUID);
    expect(instance).toBeInstanceOf(InstanceV1);
    expect(instance.displayName).toBe('one');
    expect(requests[0]?.args['object_versions']).toMatchObject({ Instance: '1.4' });
  });

  test('calls methods on them, though a newer major could read them', async () => {
    const store = new Map<string, InstanceV1>();
    const { contextOf, newest } = fleet(store);
    const instance = contextOf().bind(new InstanceV1({ uuid: UUID, displayName: 'mine' }));
    await instance.save();
    expect(instance.objWhatChanged()).toEqual([]);
    expect(store.get(UUID)?.displayName).toBe('mine');
    expect([...newest]).toEqual([]);
  });
});

test('who has the newest reaches the newest', async () => {
  const { contextOf, newest } = fleet(new Map());
  newest.set(UUID, new Instance({ uuid: UUID, displayName: 'two' }));
  expect(await Instance.getByUuid(contextOf(), UUID)).toBeInstanceOf(Instance);
});
