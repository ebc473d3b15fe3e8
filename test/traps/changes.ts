// Traps 30 to 35: who holds what, what has changed, and what may not.

import { expect } from 'vitest';
import { Flavor, Host, Instance, Volume } from '../../generated/index.js';
import { errorOf, flavor, instance, OTHER_UUID, UUID } from '../runtime/things.js';
import { trap, type Trap } from './trap.js';

export const changes: readonly Trap[] = [
  trap(
    30,
    'containers are copied in, are plain and the same at every read, and edits of them are seen',
    () => {
      const given = ['a'];
      const made = new Flavor({ projects: given });
      made.objResetChanges();
      given.push('b');
      expect(made.projects).toEqual(['a']);
      expect(made.projects).toBe(made.projects);
      expect(structuredClone(made.projects)).toEqual(['a']);
      expect(made.objWhatChanged()).toEqual([]);
      made.projects.push('c');
      expect(made.objWhatChanged()).toEqual(['projects']);
    },
  ),

  trap(31, 'an equal value is no change, whatever it is made of', () => {
    const made = instance();
    made.flavor = flavor();
    made.metadata = { role: 'web' };
    made.userData = new Uint8Array([1, 2, 3]);
    made.uuid = UUID.toUpperCase();
    expect(made.objWhatChanged()).toEqual([]);
    const volume = new Volume({ attachments: new Set([UUID, OTHER_UUID]), createdAt: new Date(0) });
    volume.objResetChanges();
    volume.attachments = new Set([OTHER_UUID, UUID]);
    volume.createdAt = '1970-01-01T01:00:00+01:00';
    expect(volume.objWhatChanged()).toEqual([]);
    made.flavor = new Flavor({ name: 'other' });
    expect(made.objWhatChanged()).toEqual(['flavor']);
  }),

  trap(32, 'a reset reaches everything in which a change is seen', () => {
    const made = instance();
    made.flavor.extraSpecs['a'] = 'b';
    made.blockDevices[1]?.volume?.attachments.add(OTHER_UUID);
    const old = made.oldFlavors['alpha']?.[0];
    old?.projects.push('z');
    expect(made.objWhatChanged()).toEqual(['flavor', 'oldFlavors', 'blockDevices']);
    made.objResetChanges();
    expect(made.objWhatChanged()).toEqual([]);
    expect(old?.objWhatChanged()).toEqual([]);
    expect(JSON.stringify(made.objToPrimitive())).not.toContain('versioned_object.changes');
  }),

  trap(
    34,
    'what is read-only stays as it was first set, and neither unset nor delete goes around it',
    () => {
      const made = new Volume({ id: UUID });
      made.id = UUID.toUpperCase();
      for (const around of [
        () => {
          made.id = OTHER_UUID;
        },
        () => {
          made.objUnset('id');
        },
      ]) {
        expect(errorOf(around).code).toBe('read-only');
      }
      Reflect.deleteProperty(made, 'id');
      expect(made.id).toBe(UUID);
      expect(
        errorOf(() => {
          Volume.objFromPrimitive(made.objToPrimitive()).objUnset('id');
        }).code,
      ).toBe('read-only');
    },
  ),

  trap(
    35,
    'reading a field never goes anywhere to fetch it: loading is asked for, and awaited',
    async () => {
      class Stored extends Host {
        protected override async objLoad(property: string): Promise<void> {
          if (property === 'instances') this.instances = await Promise.resolve(new Set([UUID]));
        }
      }
      const made = new Stored({ name: 'h' });
      expect(errorOf(() => made.instances)).toMatchObject({
        code: 'field-unset',
        object: 'Host',
        field: 'instances',
      });
      expect(await made.objLoadAttr('instances')).toEqual(new Set([UUID]));
      await expect(new Instance().objLoadAttr('flavor')).rejects.toMatchObject({
        code: 'not-loadable',
        object: 'Instance',
        field: 'flavor',
      });
    },
  ),
];
