// Which versions are read, which are written, and what is said of the others.

import { describe, expect, test } from 'vitest';
import {
  BlockDevice,
  Flavor,
  FlavorList,
  Instance,
  NvmeAddress,
  registry,
  Volume,
} from '../../generated/index.js';
import { backport, upgrade } from '../../src/runtime/index.js';
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
