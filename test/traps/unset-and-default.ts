// Traps 11 to 17: what is there, what is null, and what somebody else would fill in.

import { expect } from 'vitest';
import { Flavor, Host, Instance, NumaCell, Volume } from '../../generated/index.js';
import { dataOf, envelope, errorOf, UUID } from '../runtime/things.js';
import { trap, type Trap } from './trap.js';

export const unsetAndDefault: readonly Trap[] = [
  trap(11, 'unset, null and a value are three things, and undefined is never sent as null', () => {
    const made = new Flavor({ vcpuWeight: null });
    expect([made.objIsSet('vcpuWeight'), made.objIsSet('name')]).toEqual([true, false]);
    expect(JSON.stringify(made.objToPrimitive()['versioned_object.data'])).toBe(
      '{"vcpu_weight":null}',
    );
    const given: object = { name: undefined };
    expect(new Flavor(given).objIsSet('name')).toBe(false);
    const primitive = envelope('Flavor', '1.1', { name: undefined, vcpu_weight: null });
    expect(Flavor.objFromPrimitive(primitive).objEquals(made)).toBe(true);
    expect(errorOf(() => new Flavor({ projects: Array<string>(1) })).path).toBe(
      'Flavor.projects[0]',
    );
    made.projects = ['a'];
    Reflect.set(made.projects, 1, undefined);
    expect(errorOf(() => made.objToPrimitive()).path).toBe('Flavor.projects[1]');
  }),

  trap(12, 'defaults come where they are asked for, and null never turns into one', () => {
    expect(new Flavor().objIsSet('swap')).toBe(false);
    expect(Flavor.objNew().swap).toBe(0);
    expect(errorOf(() => Reflect.set(new Flavor(), 'swap', null)).code).toBe('invalid-value');
    const wrong = envelope('Flavor', '1.1', { swap: null });
    expect(errorOf(() => Flavor.objFromPrimitive(wrong)).code).toBe('invalid-value');
    expect(Flavor.objFromPrimitive(envelope('Flavor', '1.1', {})).objIsSet('swap')).toBe(false);
  }),

  trap(13, 'no two objects share a default', () => {
    const [one, other] = [NumaCell.objNew(), NumaCell.objNew()];
    one.pageSizes.add(1n);
    expect(other.pageSizes.has(1n)).toBe(false);
    const [host, next] = [Host.objNew(), Host.objNew()];
    host.extra['a'] = 1;
    expect(next.extra).toEqual({});
    expect(Host.objNew().extra).toEqual({});
  }),

  trap(
    14,
    'what an older peer could not send is filled in as its version says, and is no change',
    () => {
      const older = envelope(
        'Instance',
        '2.0',
        { uuid: UUID, display_name: 'x' },
        { changes: ['uuid'] },
      );
      const made = Instance.objFromPrimitive(older);
      expect(made.hostname).toBe('x');
      expect(made.oldFlavors).toEqual({});
      // The store has the truth: nobody may take an empty list for it.
      expect(made.objIsSet('blockDevices')).toBe(false);
      expect(made.objWhatChanged()).toEqual(['uuid']);
      expect(made.objGetChanges()).toEqual({ uuid: UUID });
    },
  ),

  trap(15, 'a newer object is told by its label; keys that its version lacks are no data', () => {
    const newer = envelope('Flavor', '1.2', { name: 'x' });
    expect(errorOf(() => Flavor.objFromPrimitive(newer)).code).toBe('incompatible-version');
    const odd = envelope('Flavor', '1.0', { name: 'x', foobars: ['a'], other: 1 });
    expect(dataOf(Flavor.objFromPrimitive(odd).objToPrimitive())).toEqual({ name: 'x' });
    expect(errorOf(() => Flavor.objFromPrimitive(odd, { unknown: 'refuse' })).code).toBe(
      'unknown-field',
    );
  }),

  trap(16, 'any field may be missing, at every version and on the way between', () => {
    for (const version of Volume.$$type.versions) {
      const made = Volume.objFromPrimitive(envelope('Volume', version, {}));
      expect(dataOf(made.objToPrimitive({ version }))).toEqual({});
    }
  }),

  trap(17, 'changes that name nothing, or what is not set, are passed over', () => {
    const primitive = envelope(
      'Flavor',
      '1.0',
      { name: 'x' },
      { changes: ['name', 'swap', 'foobars', 'toString', 'objClone', 5] },
    );
    expect(Flavor.objFromPrimitive(primitive).objWhatChanged()).toEqual(['name']);
    const older = Flavor.objMakeCompatible(primitive, '1.0');
    expect(older['versioned_object.changes']).toEqual(['name']);
  }),
];
