// What peers see and send: Python services that have never heard of us read these envelopes, and we theirs.

import { describe, expect, test } from 'vitest';
import {
  BlockDevice,
  Diagnostics,
  Flavor,
  Host,
  Instance,
  Migration,
  NumaCell,
  PciAddress,
  Volume,
} from '../../generated/index.js';
import { backport, upgrade } from '../../src/runtime/index.js';
import {
  dataOf,
  disk,
  envelope,
  errorOf,
  flavor,
  instance,
  partOf,
  UUID,
  volume,
} from './things.js';

describe('an object on the wire', () => {
  test('stands in its own envelope, and so do those inside it', () => {
    const made = new Instance({ flavor: new Flavor({ name: 'x' }) });
    made.objResetChanges();
    expect(made.objToPrimitive()).toEqual(
      envelope('Instance', '2.7', { flavor: envelope('Flavor', '1.1', { name: 'x' }) }),
    );
  });

  test('has its keys in the order of the schema', () => {
    const made = new Flavor({ projects: [], name: 'x', id: 1 });
    expect(Object.keys(dataOf(made.objToPrimitive()))).toEqual(['id', 'name', 'projects']);
  });

  test('names its changes at every depth, and none where there are none', () => {
    const made = instance();
    made.flavor.name = 'x';
    const primitive = made.objToPrimitive();
    expect(partOf(primitive, 'changes')).toEqual(['flavor']);
    expect(partOf(dataOf(primitive)['flavor'], 'changes')).toEqual(['name']);
    const [device] = dataOf(primitive)['block_devices'] as unknown[];
    expect(device).not.toHaveProperty(['versioned_object.changes']);
  });

  test('names changes as that version does, and only those that it has', () => {
    const made = new Migration({ kind: 'resize', memoryTotal: 1n, sourceHost: 'h' });
    const older = made.objToPrimitive({ version: '1.0' });
    expect(partOf(older, 'changes')).toEqual(['source_host', 'migration_type']);
    expect(dataOf(older)).toEqual({ source_host: 'h', migration_type: 'resize' });
  });

  test('shares nothing with the primitive that was made of it', () => {
    const made = instance();
    const primitive = made.objToPrimitive();
    (dataOf(primitive)['metadata'] as Record<string, string>)['role'] = 'db';
    (dataOf(dataOf(primitive)['flavor'])['projects'] as string[]).push('z');
    expect(made.metadata).toEqual({ role: 'web' });
    expect(made.flavor.projects).toEqual(['a', 'b']);
  });

  test('shares nothing with the primitive that it was made from', () => {
    const primitive = instance().objToPrimitive();
    const before = structuredClone(primitive);
    const made = Instance.objFromPrimitive(primitive);
    made.metadata['role'] = 'db';
    made.flavor.projects.push('z');
    made.userData?.fill(0);
    made.oldFlavors['alpha']?.pop();
    expect(primitive).toEqual(before);
  });

  test('is the same after a journey', () => {
    for (const made of [instance(), disk(), volume(), flavor()]) {
      const text = JSON.stringify(made.objToPrimitive());
      const there = made.$$type.create();
      const back = Reflect.get(
        there.constructor,
        'objFromPrimitive',
      ) as typeof Flavor.objFromPrimitive;
      const arrived: unknown = Reflect.apply(back, there.constructor, [JSON.parse(text)]);
      expect(made.objEquals(arrived)).toBe(true);
      expect(JSON.stringify((arrived as Flavor).objToPrimitive())).toBe(text);
    }
  });

  test('writes each type in its one form', () => {
    const made = new NumaCell({
      cpuset: new Set([10, 9, 1]),
      pageSizes: new Set([10n ** 20n, 9n]),
      freePages: { '4096': 2n ** 63n },
    });
    expect(dataOf(made.objToPrimitive())).toEqual({
      cpuset: [1, 9, 10],
      page_sizes: ['9', '100000000000000000000'],
      free_pages: { '4096': '9223372036854775808' },
    });
    const times = new Volume({
      createdAt: new Date('2026-01-01T00:00:00.000Z'),
      updatedAt: new Date('2026-01-01T00:00:00.010Z'),
      encryptionKey: new Uint8Array([255, 0]),
    });
    expect(dataOf(times.objToPrimitive())).toEqual({
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00.010Z',
      encryption_key: '/wA=',
    });
  });
});

describe('reading', () => {
  test('makes every value canonical at once, so that reading a field changes no byte', () => {
    const made = Volume.objFromPrimitive(
      envelope('Volume', '1.6', {
        id: UUID.toUpperCase(),
        size_bytes: 5,
        attachments: [UUID.toUpperCase(), UUID],
        created_at: '2026-01-01T01:00:00+01:00',
        encryption_key: '/wA=',
      }),
    );
    const before = JSON.stringify(made.objToPrimitive());
    expect(JSON.parse(before)).toMatchObject({
      'versioned_object.data': {
        id: UUID,
        size_bytes: '5',
        attachments: [UUID],
        created_at: '2026-01-01T00:00:00Z',
      },
    });
    JSON.stringify([made.toJSON(), made.attachments.size, made.createdAt]);
    expect(JSON.stringify(made.objToPrimitive())).toBe(before);
  });

  test('passes over keys that the version does not have, as Python does', () => {
    const primitive = envelope('Flavor', '1.0', { name: 'x', foobars: ['y'], nonsense: 1 });
    const made = Flavor.objFromPrimitive(primitive);
    expect(made.toJSON()).toEqual({ name: 'x' });
  });

  test('or refuses them, where that is asked for', () => {
    const options = { unknown: 'refuse' } as const;
    const inner = envelope('Flavor', '1.0', { foobars: ['y'] });
    expect(errorOf(() => Flavor.objFromPrimitive(inner, options))).toMatchObject({
      code: 'unknown-field',
      path: 'Flavor.foobars',
    });
    const outer = envelope('Instance', '2.7', { old_flavors: { a: [inner] } });
    expect(errorOf(() => Instance.objFromPrimitive(outer, options))).toMatchObject({
      code: 'unknown-field',
      path: 'Instance.old_flavors["a"][0].foobars',
    });
    expect(errorOf(() => backport(Flavor.$$type, inner, { to: '1.0' }, options))).toMatchObject({
      code: 'unknown-field',
      path: 'Flavor.foobars',
    });
  });

  test('takes null for null and absence for unset', () => {
    const made = Flavor.objFromPrimitive(envelope('Flavor', '1.1', { vcpu_weight: null }));
    expect(made.vcpuWeight).toBeNull();
    expect(made.objIsSet('name')).toBe(false);
  });

  test('makes an envelope an object only where the schema says that one stands', () => {
    const trap = envelope('Flavor', '1.1', { name: 'x' });
    const made = Host.objFromPrimitive(envelope('Host', '1.12', { cpu_info: trap }));
    expect(made.cpuInfo).toEqual(trap);
    expect(made.cpuInfo).not.toBeInstanceOf(Flavor);
    const values = { 'versioned_object.name': 'Flavor' };
    const flavored = Flavor.objFromPrimitive(envelope('Flavor', '1.1', { extra_specs: values }));
    expect(flavored.extraSpecs).toEqual(values);
  });

  test('takes no object of another namespace for ours, whatever its name', () => {
    const theirs = envelope('Flavor', '1.1', { name: 'sweet' }, { namespace: 'kitchen' });
    for (const read of [
      () => Flavor.objFromPrimitive(theirs),
      () => Instance.objFromPrimitive(envelope('Instance', '2.7', { flavor: theirs })),
      () => upgrade(Flavor.$$type, theirs),
    ]) {
      expect(errorOf(read).code).toBe('unsupported-object');
    }
  });

  test('tells the members of a union apart by their names', () => {
    const made = BlockDevice.objFromPrimitive(
      envelope('BlockDevice', '1.8', { address: envelope('PciAddress', '1.0', { bus: 1 }) }),
    );
    expect(made.address).toBeInstanceOf(PciAddress);
    const other = envelope('BlockDevice', '1.8', { address: envelope('Flavor', '1.1', {}) });
    expect(errorOf(() => BlockDevice.objFromPrimitive(other))).toMatchObject({
      code: 'unsupported-object',
      path: 'BlockDevice.address',
    });
  });

  test('has no use for changes that are no list', () => {
    const broken = envelope('Flavor', '1.1', {}, { changes: 'name' });
    expect(errorOf(() => Flavor.objFromPrimitive(broken))).toMatchObject({ code: 'invalid-value' });
    expect(errorOf(() => upgrade(Flavor.$$type, broken))).toMatchObject({ code: 'invalid-value' });
  });

  test('passes over changes that are no names', () => {
    const odd = envelope(
      'Flavor',
      '1.1',
      { name: 'x' },
      { changes: [1, null, {}, 'name', 'name'] },
    );
    expect(Flavor.objFromPrimitive(odd).objWhatChanged()).toEqual(['name']);
  });

  test('fills in nothing that would be saved: what an upgrade adds is no change', () => {
    const made = Instance.objFromPrimitive(
      envelope(
        'Instance',
        '1.0',
        { display_name: null, state: 'suspended' },
        { changes: ['state'] },
      ),
    );
    expect(made.displayName).toBe('');
    expect(made.vmState).toBe('paused');
    expect(made.objWhatChanged()).toEqual(['vmState']);
  });
});

describe('a fault on the wire is told by object and path', () => {
  const device = (data: object): object => envelope('BlockDevice', '1.8', data);
  test.each<[string, object, string]>([
    ['a field', { id: 'x' }, 'Instance.id'],
    [
      'a field of an object in a list',
      { block_devices: [device({}), device({ volume_size_gb: 0 })] },
      'Instance.block_devices[1].volume_size_gb',
    ],
    [
      'an object in an object in a list',
      { block_devices: [device({ volume: envelope('Volume', '1.6', { size_bytes: 'x' }) })] },
      'Instance.block_devices[0].volume.size_bytes',
    ],
    [
      'an object in a list in a map, its key quoted',
      { old_flavors: { 'a].b"c': [null, envelope('Flavor', '1.1', { projects: ['a', 1] })] } },
      'Instance.old_flavors["a].b\\"c"][1].projects[1]',
    ],
    ['null where it may not be', { flavor: null }, 'Instance.flavor'],
    ['a list where an object stands', { flavor: [] }, 'Instance.flavor'],
    ['an object where a list stands', { tags: {} }, 'Instance.tags'],
    ['an envelope without data', { flavor: bare() }, 'Instance.flavor'],
  ])('%s', (_what, data, path) => {
    const primitive = envelope('Instance', '2.7', data);
    const error = errorOf(() => Instance.objFromPrimitive(primitive));
    expect(error).toMatchObject({ code: 'invalid-value', path });
    expect(error.message.startsWith(path)).toBe(true);
    const crossing = errorOf(() => backport(Instance.$$type, primitive, { to: '2.7' }));
    expect([crossing.path, crossing.object]).toEqual([path, error.object]);
  });

  function bare(): object {
    return { ...envelope('Flavor', '1.1', {}), 'versioned_object.data': undefined };
  }

  test('names the object that it is about', () => {
    const inner = { flavor: envelope('Flavor', '1.1', { swap: 'x' }) };
    const error = errorOf(() => Instance.objFromPrimitive(envelope('Instance', '2.7', inner)));
    expect(error).toMatchObject({ object: 'Flavor', path: 'Instance.flavor.swap' });
  });

  test('in the names of the version that was sent', () => {
    const older = envelope('Volume', '1.3', { size_gb: 'x' });
    expect(errorOf(() => Volume.objFromPrimitive(older)).path).toBe('Volume.size_gb');
    const oldest = envelope('Instance', '1.4', { state: 5 });
    expect(errorOf(() => Instance.objFromPrimitive(oldest)).path).toBe('Instance.state');
  });

  test('with what was wanted and what was found, shortened', () => {
    const error = errorOf(() =>
      Diagnostics.objFromPrimitive(
        envelope('Diagnostics', '2.0', { cpu_seconds: ['x'.repeat(999)] }),
      ),
    );
    expect(error).toMatchObject({ wanted: 'a finite number' });
    expect(error.message.length).toBeLessThan(200);
  });
});
