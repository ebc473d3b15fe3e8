// Which versions are read, which are written, and what is said of the others.

import { describe, expect, test } from 'vitest';
import {
  ArchivedInstance,
  BlockDevice,
  Diagnostics,
  DiagnosticsV1,
  Flavor,
  FlavorList,
  Instance,
  InstanceV1,
  KeyPair,
  Migration,
  NvmeAddress,
  registry,
  Tag,
  Volume,
} from '../../generated/index.js';
import { backport, type Loss, upgrade } from '../../src/runtime/index.js';
import { dataOf, envelope, errorOf, flavor, instance, partOf, UUID } from './things.js';

describe('a version that is not known', () => {
  test.each([
    '1.2',
    '2.0',
    '1.10',
    '0.9',
    '99999999999.1',
    '1',
    '',
    '1.x',
    'v1.0',
    '1.0rc1',
    ' 1.0',
  ])('%j is refused with what is supported', (version) => {
    const primitive = envelope('Flavor', version, {});
    const error = errorOf(() => Flavor.objFromPrimitive(primitive));
    expect(error).toMatchObject({
      code: 'incompatible-version',
      name: 'IncompatibleObjectVersion',
      object: 'Flavor',
      version,
      supported: '1.0 to 1.1',
      path: 'Flavor',
    });
    expect(errorOf(() => registry.decode(primitive)).code).toBe('incompatible-version');
    expect(errorOf(() => upgrade(Flavor.$$type, primitive)).code).toBe('incompatible-version');
  });

  test('is found at any depth, with its path', () => {
    const primitive = envelope('Instance', '2.7', {
      old_flavors: { a: [envelope('Flavor', '1.9', {})] },
    });
    expect(errorOf(() => Instance.objFromPrimitive(primitive))).toMatchObject({
      code: 'incompatible-version',
      object: 'Flavor',
      version: '1.9',
      path: 'Instance.old_flavors["a"][0]',
    });
  });

  test.each([[1.1], [null], [undefined], [['1.1']]])('%j is no text, and refused', (version) => {
    const primitive = { ...envelope('Flavor', '', {}), 'versioned_object.version': version };
    expect(errorOf(() => Flavor.objFromPrimitive(primitive)).code).toBe('incompatible-version');
  });
});

describe('a third part of a version', () => {
  test('is read past, in every envelope', () => {
    const made = Instance.objFromPrimitive(
      envelope('Instance', '2.7.1', { flavor: envelope('Flavor', '1.0.12', { name: 'x' }) }),
    );
    expect(made.flavor.name).toBe('x');
    expect(partOf(made.objToPrimitive(), 'version')).toBe('2.7');
  });

  test('in a manifest and in a target too', () => {
    const manifest = { Instance: '2.7.2', Flavor: '1.0.1' };
    const primitive = new Instance({ flavor: flavor() }).objToPrimitive({ manifest });
    expect(partOf(dataOf(primitive)['flavor'], 'version')).toBe('1.0');
    expect(partOf(flavor().objToPrimitive({ version: '1.0.3' }), 'version')).toBe('1.0');
    expect(partOf(Flavor.objMakeCompatible(flavor().objToPrimitive(), '1.0.3'), 'version')).toBe(
      '1.0',
    );
  });
});

describe('an object of another name', () => {
  test.each<[string, object]>([
    ['another name', envelope('Volume', '1.1', {})],
    ['another namespace', envelope('Flavor', '1.1', {}, { namespace: 'nova' })],
    ['a name in another case', envelope('flavor', '1.1', {})],
    ['the name of a class and not of an object', envelope('InstanceV1', '1.1', {})],
    ['a name that every object answers to', envelope('constructor', '1.1', {})],
    ['no name', { ...envelope('', '1.1', {}), 'versioned_object.name': undefined }],
    ['another prefix', { 'nova_object.name': 'Flavor', 'nova_object.version': '1.1' }],
  ])('%s is not taken for this one', (_what, primitive) => {
    expect(errorOf(() => Flavor.objFromPrimitive(primitive))).toMatchObject({
      code: 'unsupported-object',
      name: 'UnsupportedObjectError',
      path: 'Flavor',
    });
  });

  test('the error says what came and what is wanted', () => {
    const error = errorOf(() => Flavor.objFromPrimitive(envelope('Volume', '1.1', {})));
    expect(error.message).toContain('compute/Volume');
    expect(error.message).toContain('compute/Flavor');
  });
});

describe('an older version', () => {
  test('is asked for by name, and written from the newest without touching the object', () => {
    const made = instance();
    const before = made.objToPrimitive();
    const older = made.objToPrimitive({ version: '2.0' });
    expect(partOf(older, 'version')).toBe('2.0');
    expect(dataOf(older)).not.toHaveProperty('tags.0.versioned_object.changes');
    expect(made.objToPrimitive()).toEqual(before);
    expect(made.objWhatChanged()).toEqual([]);
  });

  test('of the root alone leaves the objects in it at theirs, and says so', () => {
    const primitive = new Instance({ flavor: flavor(), uuid: UUID }).objToPrimitive();
    const result = registry.backport(primitive, { to: '2.0' });
    expect(result.newer).toEqual([{ object: 'Flavor', path: 'Instance.flavor', version: '1.1' }]);
    expect(partOf(dataOf(result.primitive)['flavor'], 'version')).toBe('1.1');
  });

  test('is made of a primitive, too, which stays as it is', () => {
    const primitive = flavor().objToPrimitive();
    const before = structuredClone(primitive);
    const older = Flavor.objMakeCompatible(primitive, '1.0');
    expect(partOf(older, 'version')).toBe('1.0');
    expect(primitive).toEqual(before);
  });

  test.each(['1.2', '0.9', '2.0', 'latest', ''])('%j, which is none, is an error', (version) => {
    expect(errorOf(() => flavor().objToPrimitive({ version }))).toMatchObject({
      code: 'invalid-target-version',
      name: 'InvalidTargetVersion',
      object: 'Flavor',
      target: version,
    });
  });

  test('above the label of a primitive is an error: nobody relabels data upward', () => {
    const older = envelope('Flavor', '1.0', {});
    expect(errorOf(() => Flavor.objMakeCompatible(older, '1.1'))).toMatchObject({
      code: 'invalid-target-version',
      target: '1.1',
    });
    expect(errorOf(() => backport(Flavor.$$type, older, { to: '1.1' })).message).toContain('1.0');
  });

  test('of one it already is, is that one', () => {
    const primitive = instance().objToPrimitive();
    expect(Instance.objMakeCompatible(primitive, '2.7')).toEqual(primitive);
  });
});

describe('a manifest', () => {
  const full = { Instance: '2.0', Flavor: '1.0', Tag: '1.0', BlockDevice: '1.3', Volume: '1.2' };

  test('brings every object of the tree to its entry', () => {
    const made = new Instance({
      flavor: flavor(),
      tags: [new Tag({ tag: 'x' })],
      metadata: {},
    });
    const primitive = made.objToPrimitive({ manifest: full });
    expect(partOf(primitive, 'version')).toBe('2.0');
    expect(partOf(dataOf(primitive)['flavor'], 'version')).toBe('1.0');
    const [tag] = dataOf(primitive)['tags'] as unknown[];
    expect(partOf(tag, 'version')).toBe('1.0');
  });

  test('leaves what is at or below its entry, and never relabels it upward', () => {
    const older = envelope('Instance', '2.0', { flavor: envelope('Flavor', '1.0', {}) });
    const result = registry.backport(older, { manifest: { Instance: '2.7', Flavor: '1.1' } });
    expect(result.primitive).toEqual(older);
    const later = { Instance: '3.4', Flavor: '1.50' };
    expect(partOf(instance().objToPrimitive({ manifest: all(later) }), 'version')).toBe('2.7');
  });

  test('without an entry for an object that is still there names it', () => {
    const made = new Instance({ flavor: flavor() });
    const error = errorOf(() => made.objToPrimitive({ manifest: { Instance: '2.7' } }));
    expect(error).toMatchObject({
      code: 'incomplete-manifest',
      name: 'IncompleteManifestError',
      object: 'Flavor',
      path: 'Instance.flavor',
      manifest: { Instance: '2.7' },
    });
    expect(errorOf(() => made.objToPrimitive({ manifest: {} })).object).toBe('Instance');
  });

  test('needs no entry for what is gone once its parent is at the peer’s version', () => {
    const made = new Instance({
      uuid: UUID,
      flavor: flavor(),
      blockDevices: [new BlockDevice({ uuid: UUID })],
    });
    const manifest = { Instance: '2.0', Flavor: '1.0' };
    expect(dataOf(made.objToPrimitive({ manifest }))).not.toHaveProperty('block_devices');
  });

  test('does not let what the parent drops refuse', () => {
    const encrypted = new BlockDevice({ encrypted: true });
    const made = new Instance({ blockDevices: [encrypted] });
    expect(() =>
      made.objToPrimitive({ manifest: { Instance: '2.0', BlockDevice: '1.0' } }),
    ).not.toThrow();
    expect(
      errorOf(() => made.objToPrimitive({ manifest: { Instance: '2.1', BlockDevice: '1.5' } })),
    ).toMatchObject({ code: 'backport-refused', path: 'Instance.block_devices[0].encrypted' });
  });

  test('reaches objects in maps, lists, unions and behind null', () => {
    const made = new Instance({ oldFlavors: { a: [null, flavor()], b: [] }, flavor: flavor() });
    const primitive = made.objToPrimitive({ manifest: { Instance: '2.7', Flavor: '1.0' } });
    const old = dataOf(primitive)['old_flavors'] as Record<string, unknown[]>;
    expect(old['a']?.[0]).toBeNull();
    expect(partOf(old['a']?.[1], 'version')).toBe('1.0');
  });

  test('of names that every object answers to is no manifest', () => {
    const made = new Instance({ flavor: flavor() });
    const manifest = Object.create({ Instance: '2.7', Flavor: '1.1' }) as Record<string, string>;
    expect(errorOf(() => made.objToPrimitive({ manifest }))).toMatchObject({
      code: 'incomplete-manifest',
    });
  });

  test.each([['one'], [''], ['1.x'], [1.1], [null]])(
    'with an entry %j says which is wrong',
    (entry) => {
      const manifest = { Flavor: entry } as unknown as Record<string, string>;
      expect(errorOf(() => flavor().objToPrimitive({ manifest }))).toMatchObject({
        code: 'invalid-target-version',
        object: 'Flavor',
      });
    },
  );

  test('that is changed after its first use is read again', () => {
    const manifest: Record<string, string> = { Flavor: '1.1' };
    expect(partOf(flavor().objToPrimitive({ manifest }), 'version')).toBe('1.1');
    manifest['Flavor'] = '1.0';
    expect(partOf(flavor().objToPrimitive({ manifest }), 'version')).toBe('1.0');
  });

  test('gives the same bytes every time, however many manifests were used between', () => {
    const made = instance();
    const first = JSON.stringify(made.objToPrimitive({ manifest: all({}) }));
    for (let i = 0; i < 100; i++) made.objToPrimitive({ manifest: all({ [`Other${i}`]: '1.0' }) });
    expect(JSON.stringify(made.objToPrimitive({ manifest: all({}) }))).toBe(first);
  });

  function all(entries: Readonly<Record<string, string>>): Record<string, string> {
    return { ...registry.manifest(), ...entries };
  }
});

describe('losses are told to whoever asks', () => {
  const made = new Instance({
    uuid: UUID,
    vmState: 'paused',
    flavor: new Flavor({ foobars: ['x'] }),
    tags: [new Tag({ tag: 'y'.repeat(70) })],
  });
  const manifest = { Instance: '2.7', Flavor: '1.0', Tag: '1.0' };
  const wanted = [
    { object: 'Flavor', path: 'Instance.flavor.foobars', kind: 'drop', from: '1.1', to: '1.0' },
    { object: 'Tag', path: 'Instance.tags[0].tag', kind: 'clamp', from: '1.1', to: '1.0' },
  ];

  test('by objToPrimitive', () => {
    const losses: Loss[] = [];
    const told = made.objToPrimitive({ manifest, losses });
    expect(losses).toMatchObject(wanted);
    expect(told).toEqual(made.objToPrimitive({ manifest }));
  });

  test('by objMakeCompatible', () => {
    const losses: Loss[] = [];
    Instance.objMakeCompatible(made.objToPrimitive(), manifest, losses);
    expect(losses).toMatchObject(wanted);
  });

  test('by the registry', () => {
    expect(registry.backport(made.objToPrimitive(), { manifest }).losses).toMatchObject(wanted);
  });

  test('none where nothing is lost', () => {
    const losses: Loss[] = [];
    made.objToPrimitive({ losses });
    expect(losses).toEqual([]);
  });

  test('a time finer than a millisecond is one', () => {
    const fine = envelope('Volume', '1.6', { created_at: '2026-01-01T00:00:00.1239Z' });
    const result = registry.upgrade(fine);
    expect(dataOf(result.primitive)['created_at']).toBe('2026-01-01T00:00:00.123Z');
    expect(result.losses).toMatchObject([{ path: 'Volume.created_at', kind: 'datetime' }]);
  });
});

describe('a refusal', () => {
  test('says which value of which object, both versions, and why', () => {
    const made = new Migration({ hidden: true });
    expect(errorOf(() => made.objToPrimitive({ version: '1.1' }))).toMatchObject({
      code: 'backport-refused',
      name: 'BackportRefused',
      object: 'Migration',
      path: 'Migration.hidden',
      value: 'true',
      why: 'an API before 1.2 would show it',
      from: '1.5',
      to: '1.1',
    });
    const message = errorOf(() => made.objToPrimitive({ version: '1.1' })).message;
    expect(message).toContain('1.5');
    expect(message).toContain('1.1');
  });

  test('of an object inside names that object and its versions', () => {
    const made = new Instance({ blockDevices: [new BlockDevice({ encrypted: true })] });
    const manifest = { Instance: '2.1', BlockDevice: '1.5' };
    expect(errorOf(() => made.objToPrimitive({ manifest }))).toMatchObject({
      object: 'BlockDevice',
      path: 'Instance.block_devices[0].encrypted',
      from: '1.8',
      to: '1.5',
    });
  });

  test('of an upgrade is its own kind', () => {
    const primitive = envelope('KeyPair', '1.1', { name: 'a/b' });
    expect(errorOf(() => KeyPair.objFromPrimitive(primitive))).toMatchObject({
      code: 'upgrade-refused',
      path: 'KeyPair.name',
      why: 'names are part of file names from 1.2 on',
    });
  });
});

describe('several majors', () => {
  test('that are not joined stand side by side and do not become each other', () => {
    const older = envelope('Diagnostics', '1.1', { instance_uuid: UUID, counters: { a: 1 } });
    const newer = envelope('Diagnostics', '2.0', { instance_uuid: UUID });
    expect(registry.decode(older)).toBeInstanceOf(DiagnosticsV1);
    expect(registry.decode(newer)).toBeInstanceOf(Diagnostics);
    expect(errorOf(() => Diagnostics.objFromPrimitive(older))).toMatchObject({
      code: 'incompatible-version',
      version: '1.1',
      supported: '2.0',
    });
    expect(errorOf(() => DiagnosticsV1.objFromPrimitive(newer))).toMatchObject({
      code: 'incompatible-version',
      supported: '1.0 to 1.1',
    });
    expect(errorOf(() => new Diagnostics().objToPrimitive({ version: '1.1' }))).toMatchObject({
      code: 'invalid-target-version',
    });
    expect(
      errorOf(() => new Diagnostics().objToPrimitive({ manifest: { Diagnostics: '1.1' } })),
    ).toMatchObject({ code: 'invalid-target-version' });
  });

  test('keep their own names for what both call the same', () => {
    expect(partOf(new DiagnosticsV1().objToPrimitive(), 'name')).toBe('Diagnostics');
    expect(partOf(new DiagnosticsV1().objToPrimitive(), 'version')).toBe('1.1');
  });

  test('that are joined are one history', () => {
    const older = envelope('Instance', '1.0', { uuid: UUID, state: 'active', kernel_id: 'k' });
    const made = registry.decode(older);
    expect(made).toBeInstanceOf(Instance);
    expect(made.toJSON()).toMatchObject({
      vmState: 'active',
      systemMetadata: { kernel_id: 'k' },
    });
    // The schema has no rule for `cell_name`, which every 1.x has: there is no way back.
    expect(errorOf(() => made.objToPrimitive({ version: '1.4' }))).toMatchObject({
      code: 'backport-refused',
      path: 'Instance.cell_name',
    });
  });

  test('a position that names the older one keeps it', () => {
    const made = ArchivedInstance.objFromPrimitive(
      envelope('ArchivedInstance', '1.1', {
        record: envelope('Instance', '1.2', { uuid: UUID, cell_name: 'c' }),
      }),
    );
    expect(made.record).toBeInstanceOf(InstanceV1);
    expect(made.record.cellName).toBe('c');
    const newer = envelope('ArchivedInstance', '1.1', { record: envelope('Instance', '2.0', {}) });
    expect(errorOf(() => ArchivedInstance.objFromPrimitive(newer))).toMatchObject({
      code: 'incompatible-version',
      path: 'ArchivedInstance.record',
    });
  });

  test('under a manifest of the newer one, the older stays what it is', () => {
    const made = new ArchivedInstance({ record: new InstanceV1({ uuid: UUID }) });
    const manifest = { ArchivedInstance: '1.1', Instance: '2.7' };
    expect(partOf(dataOf(made.objToPrimitive({ manifest }))['record'], 'version')).toBe('1.4');
  });
});

describe('instances', () => {
  test('are of the newest version, whatever they came in', () => {
    const made = FlavorList.objFromPrimitive(
      envelope('FlavorList', '1.0', { objects: [envelope('Flavor', '1.0', { name: 'x' })] }),
    );
    expect(partOf(made.objToPrimitive(), 'version')).toBe('1.1');
    expect([...made].map((one) => partOf(one.objToPrimitive(), 'version'))).toEqual(['1.1']);
  });

  test('take older data through every step between', () => {
    const made = Volume.objFromPrimitive(
      envelope('Volume', '1.0', { size_gb: 2, status: 'ready', location: 'h@b', metadata: {} }),
    );
    expect(made.sizeBytes).toBe(2n * 1024n ** 3n);
    expect(made.toJSON()).toMatchObject({ hostName: 'h', backend: 'b' });
  });

  test('of a union that lost a member give it up as the rule says', () => {
    const made = BlockDevice.objFromPrimitive(
      envelope('BlockDevice', '1.6', { address: envelope('IdeAddress', '1.0', {}), uuid: UUID }),
    );
    expect(made.objIsSet('address')).toBe(false);
    const nvme = new BlockDevice({ address: new NvmeAddress({ namespaceId: 1n }) });
    expect(dataOf(nvme.objToPrimitive({ version: '1.7' }))).not.toHaveProperty('address');
  });
});
