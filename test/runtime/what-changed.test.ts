// A store saves and a peer is told what `objWhatChanged` names: a change it misses is lost, and one that
// is none overwrites what somebody else wrote.

import { describe, expect, test } from 'vitest';
import { Diagnostics, Flavor, FlavorList, Host, Instance, Tag } from '../../generated/index.js';
import type { JsonValue, VersionedObject } from '../../src/runtime/index.js';
import {
  cell,
  disk,
  envelope,
  flavor,
  host,
  instance,
  OTHER_UUID,
  UUID,
  volume,
} from './things.js';

/** Makes something, edits it in place, and says which fields should have changed. */
interface Edit<T extends VersionedObject> {
  readonly make: () => T;
  readonly edit: (object: T) => void;
  readonly changed: readonly string[];
}

function edit<T extends VersionedObject>(
  make: () => T,
  change: (object: T) => void,
  ...changed: readonly string[]
): Edit<VersionedObject> {
  // The edit is only ever given what its own `make` made.
  return {
    make,
    edit: (object) => {
      change(object as T);
    },
    changed,
  };
}

function diagnostics(): Diagnostics {
  const made = new Diagnostics({ cpuSeconds: [1, 2], nicErrors: { a: [1, null] } });
  made.objResetChanges();
  return made;
}

function jsonOf(value: JsonValue | null): Record<string, JsonValue> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('no map');
  // It is a map, and this test may write to it.
  return value as Record<string, JsonValue>;
}

const EDITS: Readonly<Record<string, Edit<VersionedObject>>> = {
  'pushing to a list': edit(flavor, (o) => o.projects.push('c'), 'projects'),
  'an element of a list': edit(flavor, (o) => (o.projects[0] = 'z'), 'projects'),
  'sorting a list': edit(flavor, (o) => o.projects.reverse(), 'projects'),
  'emptying a list': edit(flavor, (o) => (o.projects.length = 0), 'projects'),
  'a new key of a map': edit(flavor, (o) => (o.extraSpecs['x'] = 'y'), 'extraSpecs'),
  'another value of a map': edit(flavor, (o) => (o.extraSpecs['hw:cpu'] = '3'), 'extraSpecs'),
  'a key of a map taken away': edit(
    flavor,
    (o) => Reflect.deleteProperty(o.extraSpecs, 'hw:cpu'),
    'extraSpecs',
  ),
  'a list in a map': edit(diagnostics, (o) => o.nicErrors['a']?.push(3), 'nicErrors'),
  'adding to a set': edit(cell, (o) => o.cpuset.add(2), 'cpuset'),
  'replacing a member of a set': edit(cell, (o) => o.cpuset.delete(0) && o.cpuset.add(9), 'cpuset'),
  'a set in a list': edit(cell, (o) => o.siblings[1]?.add(5), 'siblings'),
  'a set of bigints': edit(cell, (o) => o.pageSizes.add(2n ** 70n), 'pageSizes'),
  'a byte': edit(
    instance,
    (o) => {
      if (o.userData !== null) o.userData[0] = 9;
    },
    'userData',
  ),
  'the inside of a JSON value': edit(
    host,
    (o) => (jsonOf(o.cpuInfo)['features'] = ['a', 'b']),
    'cpuInfo',
  ),
  'the depths of a JSON value': edit(
    disk,
    (o) => (jsonOf(jsonOf(o.connectionInfo)['secret'] ?? null)['key'] = 'y'),
    'connectionInfo',
  ),
  'a nested object': edit(instance, (o) => (o.flavor.name = 'x'), 'flavor'),
  'a list in a nested object': edit(instance, (o) => o.flavor.projects.push('c'), 'flavor'),
  'an object in a list': edit(
    instance,
    (o) => {
      o.blockDevices.forEach((one) => (one.tag = 'x'));
    },
    'blockDevices',
  ),
  'an object in an object in a list': edit(
    instance,
    (o) => o.blockDevices[1]?.volume?.attachments.add(OTHER_UUID),
    'blockDevices',
  ),
  'an object in a map of lists': edit(
    instance,
    (o) => {
      const old = o.oldFlavors['alpha']?.[0];
      if (old) old.swap = 8;
    },
    'oldFlavors',
  ),
  'a null in a map of lists': edit(
    instance,
    (o) => (o.oldFlavors['alpha'] = [null, null]),
    'oldFlavors',
  ),
  'another object in a list, equal or not': edit(
    instance,
    (o) => (o.tags[0] = new Tag({ resourceId: UUID, tag: 'web' })),
    'tags',
  ),
  'what a list object lists': edit(
    () => {
      const list = new FlavorList({ objects: [flavor()] });
      list.objResetChanges();
      return list;
    },
    (o) => o.objects.pop(),
    'objects',
  ),
  'reading, and no more': edit(instance, (o) => JSON.stringify([o.metadata, o.tags, o.flavor])),
  'a field of an object that is not there any more': edit(instance, (o) => {
    const before = o.flavor;
    o.flavor = before.objClone();
    before.name = 'x';
  }),
  'an edit that was taken back': edit(flavor, (o) => {
    o.projects.push('c');
    o.projects.pop();
  }),
  'a Date that was given out': edit(
    () => {
      const made = volume();
      made.createdAt = '2026-01-01T00:00:00Z';
      made.objResetChanges();
      return made;
    },
    (o) => o.createdAt?.setFullYear(1999),
  ),
};

describe('objWhatChanged', () => {
  test.each(Object.entries(EDITS))('%s', (_what, { make, edit: change, changed }) => {
    const object = make();
    expect(object.objWhatChanged()).toEqual([]);
    change(object);
    expect(object.objWhatChanged()).toEqual(changed);
  });

  test.each(Object.entries(EDITS))('%s, then saved', (_what, { make, edit: change }) => {
    const object = make();
    change(object);
    object.objResetChanges();
    expect(object.objWhatChanged()).toEqual([]);
    expect(object.objToPrimitive()).not.toHaveProperty('versioned_object.changes');
  });

  test.each(Object.entries(EDITS))('%s, after the object was saved once', (_what, it) => {
    const object = it.make();
    it.edit(object);
    object.objResetChanges();
    const copy = object.objClone();
    expect(copy.objWhatChanged()).toEqual([]);
    expect(copy.objEquals(object)).toBe(true);
  });

  test('a list that code still holds after a save is watched on', () => {
    const made = flavor();
    const { projects } = made;
    projects.push('c');
    made.objResetChanges();
    projects.push('d');
    expect(made.objWhatChanged()).toEqual(['projects']);
  });

  test('a list that was replaced is watched no more', () => {
    const made = flavor();
    const { projects } = made;
    made.projects = ['z'];
    made.objResetChanges();
    projects.push('c');
    expect(made.objWhatChanged()).toEqual([]);
    expect(made.projects).toEqual(['z']);
  });

  test('a list given in an assignment is not the one that is kept', () => {
    const given = ['z'];
    const made = flavor();
    made.projects = given;
    made.objResetChanges();
    given.push('y');
    expect(made.objWhatChanged()).toEqual([]);
  });

  test('an edit before the same value is assigned is still a change', () => {
    const made = flavor();
    made.projects.push('c');
    made.projects = ['a', 'b', 'c'];
    expect(made.objWhatChanged()).toEqual(['projects']);
  });

  test('names fields as TypeScript does, in the order of the schema', () => {
    const made = new Flavor();
    made.isPublic = true;
    made.memoryMb = 1;
    expect(made.objWhatChanged()).toEqual(['memoryMb', 'isPublic']);
  });

  test('holds for more fields than one machine word has bits', () => {
    const all = new Host();
    const properties = Object.keys(Host.objNew().toJSON());
    expect(all.$$type.fields.length).toBeGreaterThan(24);
    all.deletedAt = null;
    all.lastSeen = null;
    expect(all.objWhatChanged()).toEqual(['lastSeen', 'deletedAt']);
    expect(properties.length).toBeGreaterThan(0);
  });
});

describe('what came from a peer', () => {
  const primitive = envelope(
    'Flavor',
    '1.1',
    { id: 1, name: 'x', projects: ['a'] },
    { changes: ['name', 'swap', 'no_such'] },
  );

  test('is changed where the peer says so, but for names that are unknown or unset', () => {
    expect(Flavor.objFromPrimitive(primitive).objWhatChanged()).toEqual(['name']);
  });

  test('and its containers are watched like any other', () => {
    const made = Flavor.objFromPrimitive(primitive);
    made.projects.push('b');
    expect(made.objWhatChanged()).toEqual(['name', 'projects']);
  });

  test('a nested object that came as changed does not change its parent here', () => {
    const made = Instance.objFromPrimitive(envelope('Instance', '2.7', { flavor: primitive }));
    expect(made.objWhatChanged()).toEqual([]);
    expect(made.flavor.objWhatChanged()).toEqual(['name']);
    made.flavor.swap = 1;
    expect(made.objWhatChanged()).toEqual(['flavor']);
  });
});

describe('objGetChanges', () => {
  test('gives the changed fields with their values', () => {
    const made = flavor();
    made.name = 'x';
    made.projects.push('c');
    expect(made.objGetChanges()).toEqual({ name: 'x', projects: ['a', 'b', 'c'] });
  });

  test('of an unchanged object is empty', () => {
    expect(flavor().objGetChanges()).toEqual({});
  });
});

describe('objResetChanges', () => {
  test('reaches everything that objWhatChanged sees', () => {
    const made = instance();
    made.flavor.name = 'x';
    made.blockDevices[0]?.volume?.attachments.add(OTHER_UUID);
    const old = made.oldFlavors['alpha']?.[0];
    if (old) old.swap = 8;
    made.objResetChanges();
    expect(made.objWhatChanged()).toEqual([]);
    expect(made.flavor.objWhatChanged()).toEqual([]);
    expect(made.blockDevices[0]?.volume?.objWhatChanged()).toEqual([]);
    expect(old?.objWhatChanged()).toEqual([]);
  });
});
