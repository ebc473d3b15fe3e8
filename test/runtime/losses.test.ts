// What a peer will not see is told to whoever asks, and what it must not miss is refused.

import { describe, expect, test } from 'vitest';
import {
  BlockDevice,
  Flavor,
  Instance,
  KeyPair,
  Migration,
  registry,
  Tag,
} from '../../generated/index.js';
import { type Loss } from '../../src/runtime/index.js';
import { dataOf, envelope, errorOf, UUID } from './things.js';

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
