// A user makes objects with what they know; everything else is unset, and unset is neither null nor a
// default.

import { describe, expect, test } from 'vitest';
import { Flavor, Instance, NumaCell, type Tag, Volume } from '../../generated/index.js';
import { errorOf, flavor, UUID } from './things.js';

describe('new', () => {
  test('sets what it is given and nothing else, not even defaults', () => {
    const made = new Flavor({ name: 'm1.tiny', memoryMb: 512 });
    expect(made.name).toBe('m1.tiny');
    expect(made.objWhatChanged()).toEqual(['name', 'memoryMb']);
    expect(made.objIsSet('swap')).toBe(false);
  });

  test('a misspelled field is an error that names what there is', () => {
    const values: object = { memory_mb: 512 };
    const error = errorOf(() => new Flavor(values));
    expect(error).toMatchObject({
      code: 'unknown-field',
      object: 'Flavor',
      field: 'memory_mb',
      path: 'Flavor.memory_mb',
    });
    expect(error.message).toContain('memoryMb');
  });

  test.each(['constructor', '__proto__', 'toString', 'objClone', '$name', '$$type'])(
    'a key `%s` sets nothing that is no field',
    (key) => {
      const values: object = JSON.parse(`{"${key}": "x"}`) as object;
      expect(errorOf(() => new Flavor(values))).toMatchObject({ code: 'unknown-field' });
    },
  );

  test('undefined is not given, so what may be there stays unset', () => {
    const values: object = { name: undefined };
    expect(new Flavor(values).objIsSet('name')).toBe(false);
  });

  test('a list from code is copied, so that a later edit of it is not one of the object', () => {
    const projects = ['a'];
    const made = new Flavor({ projects });
    projects.push('b');
    expect(made.projects).toEqual(['a']);
  });

  test('a nested object is kept, so that both names mean the same object', () => {
    const inner = flavor();
    const outer = new Instance({ flavor: inner });
    inner.name = 'm1.large';
    expect(outer.flavor.name).toBe('m1.large');
  });
});

describe('objNew', () => {
  test('sets defaults too, but not over what was given', () => {
    const made = Flavor.objNew({ swap: 64 });
    expect(made.swap).toBe(64);
    expect(made.isPublic).toBe(true);
    expect(made.ephemeralGb).toBe(0);
    expect(made.objIsSet('name')).toBe(false);
  });

  test('gives each object a default of its own', () => {
    const first = NumaCell.objNew();
    first.pageSizes.add(2n);
    expect([...NumaCell.objNew().pageSizes]).toEqual([4096n]);
  });

  test('a default counts as a change: peers and stores do not know it yet', () => {
    expect(Volume.objNew().objWhatChanged()).toEqual(['name', 'status', 'bootable']);
  });

  test('null that was given is no gap for a default', () => {
    const made = Flavor.objNew({ vcpuWeight: null });
    expect(made.vcpuWeight).toBeNull();
  });
});

describe('objSetDefaults', () => {
  test('fills only the fields that are named', () => {
    const made = new Flavor();
    made.objSetDefaults('swap');
    expect(made.objIsSet('swap')).toBe(true);
    expect(made.objIsSet('isPublic')).toBe(false);
  });

  test('leaves what is set', () => {
    const made = new Flavor({ isPublic: false });
    made.objSetDefaults();
    expect(made.isPublic).toBe(false);
  });

  test('a field that does not exist is an error, not nothing', () => {
    const made = new Flavor();
    const name = 'swop' as 'swap';
    expect(
      errorOf(() => {
        made.objSetDefaults(name);
      }),
    ).toMatchObject({
      code: 'unknown-field',
      field: 'swop',
    });
  });
});

describe('an unset field', () => {
  test('throws when it is read, and says which of which object', () => {
    const error = errorOf(() => new Flavor().memoryMb);
    expect(error).toMatchObject({
      code: 'field-unset',
      name: 'FieldUnsetError',
      object: 'Flavor',
      field: 'memory_mb',
      path: 'Flavor.memory_mb',
    });
  });

  test.each(['flavor', 'vmState', 'launchedAt', 'tags', 'metadata', 'userData'] as const)(
    '%s throws, whatever its type',
    (property) => {
      expect(errorOf(() => new Instance()[property])).toMatchObject({ code: 'field-unset' });
    },
  );

  test('is asked for without reading it', () => {
    const made = new Flavor({ vcpuWeight: null });
    expect(made.objIsSet('vcpuWeight')).toBe(true);
    expect(made.objIsSet('name')).toBe(false);
  });

  test('is absent on the wire, and null is there', () => {
    const made = new Flavor({ vcpuWeight: null });
    expect(made.objToPrimitive()['versioned_object.data']).toEqual({ vcpu_weight: null });
  });
});

describe('objUnset', () => {
  test('takes a value away, and its change with it', () => {
    const made = new Flavor({ name: 'x' });
    made.objUnset('name');
    expect(made.objIsSet('name')).toBe(false);
    expect(made.objWhatChanged()).toEqual([]);
    expect(made.objToPrimitive()['versioned_object.data']).toEqual({});
  });

  test('a container that code still holds is no longer the field', () => {
    const made = flavor();
    const held = made.projects;
    made.objUnset('projects');
    held.push('c');
    expect(made.objWhatChanged()).toEqual([]);
    made.projects = ['z'];
    made.objResetChanges();
    held.push('d');
    expect(made.objWhatChanged()).toEqual([]);
  });

  test('does not let a read-only field be set again', () => {
    const made = new Flavor({ id: 1 });
    expect(
      errorOf(() => {
        made.objUnset('id');
      }),
    ).toMatchObject({ code: 'read-only', field: 'id' });
    expect(made.id).toBe(1);
  });

  test('of what is not set does nothing', () => {
    const made = new Flavor();
    made.objUnset('id');
    made.id = 1;
    expect(made.id).toBe(1);
  });
});

describe('objLoadAttr', () => {
  class StoredFlavor extends Flavor {
    loads = 0;
    protected override objLoad(property: string): Promise<void> {
      this.loads++;
      if (property === 'projects') this.projects = ['from the store'];
      return Promise.resolve();
    }
  }

  test('loads what is not set, once', async () => {
    const made = new StoredFlavor();
    expect(await made.objLoadAttr('projects')).toEqual(['from the store']);
    expect(await made.objLoadAttr('projects')).toEqual(['from the store']);
    expect(made.loads).toBe(1);
  });

  test('a loader that did not set the field does not pass for one that did', async () => {
    await expect(new StoredFlavor().objLoadAttr('name')).rejects.toMatchObject({
      code: 'field-unset',
      field: 'name',
    });
  });

  test('a class that loads nothing says so', async () => {
    await expect(new Flavor().objLoadAttr('projects')).rejects.toMatchObject({
      code: 'not-loadable',
      object: 'Flavor',
      field: 'projects',
    });
  });

  test('what is set is not loaded', async () => {
    expect(await flavor().objLoadAttr('name')).toBe('m1.tiny');
  });
});

test('a list object can be walked', async () => {
  const { FlavorList } = await import('../../generated/index.js');
  const list = new FlavorList({ objects: [flavor(), flavor()] });
  expect([...list].map(({ name }) => name)).toEqual(['m1.tiny', 'm1.tiny']);
});

test('a type guard is not needed to hand an object on: its class is its type', () => {
  const tags: readonly Tag[] = new Instance({ tags: [], uuid: UUID }).tags;
  expect(tags).toEqual([]);
});
