// Traps 36 to 45, as far as they are about objects: strangers' data, stores, other registries, other names.

import { expect } from 'vitest';
import { Flavor, Host, Instance, registry } from '../../generated/index.js';
import { Registry, VersionedObjectSerializer } from '../../src/runtime/index.js';
import { modelOf } from '../model/story.js';
import { envelope, errorOf, flavor, partOf, UUID } from '../runtime/things.js';
import { registryOf } from '../support/generated.js';
import { trap, type Trap } from './trap.js';

export const amongOthers: readonly Trap[] = [
  trap(
    38,
    'a map from outside that looks like an object is a map, but where one is expected',
    () => {
      const serializer = new VersionedObjectSerializer(registry);
      const lookalike = flavor().objToPrimitive();
      expect(serializer.deserializeEntity({ a: [lookalike] }, { map: 'plain' })).toEqual({
        a: [lookalike],
      });
      const host = Host.objFromPrimitive(envelope('Host', '1.12', { extra: { a: lookalike } }));
      expect(host.extra['a']).toEqual(lookalike);
      expect(host.extra['a']).not.toBeInstanceOf(Flavor);
      const crossed = registry.backport(envelope('Host', '1.12', { extra: { a: lookalike } }), {
        manifest: { Host: '1.11' },
      });
      expect(crossed.primitive).toHaveProperty(['versioned_object.data', 'extra', 'a'], lookalike);
      expect(serializer.deserializeEntity([lookalike], { list: Flavor })).toEqual([flavor()]);
    },
  ),

  trap(
    41,
    'what an older version could not hold is not among the changes that a save would write',
    () => {
      const made = Instance.objFromPrimitive(
        envelope(
          'Instance',
          '2.0',
          { uuid: UUID, display_name: 'a' },
          { changes: ['display_name'] },
        ),
      );
      expect(made.objGetChanges()).toEqual({ displayName: 'a' });
      made.host = 'h';
      expect(made.objGetChanges()).toEqual({ displayName: 'a', host: 'h' });
    },
  ),

  trap(43, 'one name in two namespaces, or under two prefixes, is two things', async () => {
    const other = await registryOf(
      'traps-namespaces',
      modelOf(
        [
          'object: Flavor\nversion: "1.1"\nfields: { taste: string }\nhistory: { "1.1": A note, "1.0": First version }',
        ],
        { namespace: 'kitchen' },
      ),
    );
    const theirs = envelope('Flavor', '1.1', { taste: 'x' }, { namespace: 'kitchen' });
    expect(other.decode(theirs).toJSON()).toEqual({ taste: 'x' });
    expect(errorOf(() => registry.decode(theirs)).code).toBe('unsupported-object');
    const both = new Registry([...registry.types, ...other.types]);
    expect(both.decode(theirs).toJSON()).toEqual({ taste: 'x' });
    expect(both.decode(flavor().objToPrimitive())).toBeInstanceOf(Flavor);
    expect(both.manifest()).toMatchObject({ 'compute/Flavor': '1.1', 'kitchen/Flavor': '1.1' });
  }),

  trap(44, 'asking a registry for what it lacks finds nothing, and adds nothing', () => {
    const before = registry.types.length;
    for (const name of ['Nothing', 'constructor', '__proto__', 'toString']) {
      expect(registry.find(name)).toBeUndefined();
      expect(errorOf(() => registry.decode(envelope(name, '1.0', {}))).code).toBe(
        'unsupported-object',
      );
      expect(errorOf(() => registry.manifest(name)).code).toBe('unsupported-object');
    }
    expect(registry.types).toHaveLength(before);
    expect(Object.keys(registry.manifest())).not.toContain('Nothing');
  }),

  trap(
    45,
    'the name on the wire is the schema’s, whatever a minifier or a user makes of the class',
    () => {
      class A extends Flavor {}
      Object.defineProperty(A, 'name', { value: 'q' });
      const made = new A({ name: 'x' });
      expect(partOf(made.objToPrimitive(), 'name')).toBe('Flavor');
      expect(String(made)).toBe('Flavor(name="x")');
      expect(partOf(Reflect.construct(Flavor, [{}], A).objToPrimitive(), 'name')).toBe('Flavor');
    },
  ),
];
