// A manifest says what a peer speaks: every object of a tree goes to its entry, and nothing is guessed.

import { describe, expect, test } from 'vitest';
import { BlockDevice, Instance, registry, Tag } from '../../generated/index.js';
import { dataOf, envelope, errorOf, flavor, instance, partOf, UUID } from './things.js';

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

  test('means by a full name this object alone, whatever it says of the bare name', () => {
    const manifest = { 'compute/Flavor': '1.0', Flavor: '1.1' };
    expect(partOf(flavor().objToPrimitive({ manifest }), 'version')).toBe('1.0');
    const crossed = registry.backport(flavor().objToPrimitive(), { manifest });
    expect(partOf(crossed.primitive, 'version')).toBe('1.0');
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
    for (const prefix of ['', 'compute/']) {
      const entries = { [`${prefix}Instance`]: '2.7', [`${prefix}Flavor`]: '1.1' };
      const manifest = Object.create(entries) as Record<string, string>;
      expect(errorOf(() => made.objToPrimitive({ manifest }))).toMatchObject({
        code: 'incomplete-manifest',
      });
    }
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
