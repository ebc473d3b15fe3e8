// Copies and comparisons: of everything that an object holds, and of nothing else.

import { describe, expect, test } from 'vitest';
import { BlockDevice, Flavor, Instance, NumaCell } from '../../generated/index.js';
import { flavor, instance, OTHER_UUID } from './things.js';

describe('objClone', () => {
  test('is deep: nothing done to the copy reaches the original', () => {
    const made = instance();
    const before = made.objToPrimitive();
    const copy = made.objClone();
    copy.flavor.name = 'x';
    copy.flavor.projects.push('c');
    copy.metadata['role'] = 'db';
    copy.blockDevices[0]?.volume?.attachments.clear();
    if (copy.userData !== null) copy.userData[0] = 9;
    expect(made.objToPrimitive()).toEqual(before);
    expect(made.objWhatChanged()).toEqual([]);
  });

  test('takes the changes along, in-place edits included', () => {
    const made = instance();
    made.host = 'h';
    made.metadata['role'] = 'db';
    made.flavor.name = 'x';
    const copy = made.objClone();
    expect(copy.objWhatChanged()).toEqual(['host', 'flavor', 'metadata']);
    expect(copy.flavor.objWhatChanged()).toEqual(['name']);
    expect(copy.objToPrimitive()).toEqual(made.objToPrimitive());
  });

  test('is of the same class', () => {
    expect(flavor().objClone()).toBeInstanceOf(Flavor);
  });
});

test('a primitive shares nothing with its object, however deep', () => {
  const made = new BlockDevice({ connectionInfo: { hosts: [['a'], { b: ['c'] }] } });
  const primitive = made.objToPrimitive();
  const before = structuredClone(primitive);
  const info = made.connectionInfo as { hosts: [string[], { b: string[] }] };
  info.hosts[0].push('x');
  info.hosts[1].b.push('x');
  expect(primitive).toEqual(before);
});

describe('objEquals', () => {
  test('compares data at any depth and not changes', () => {
    const made = instance();
    made.host = 'h';
    const other = instance();
    expect(made.objEquals(other)).toBe(false);
    other.host = 'h';
    other.objResetChanges();
    expect(made.objEquals(other)).toBe(true);
    other.blockDevices[1]?.volume?.attachments.add(OTHER_UUID);
    expect(made.objEquals(other)).toBe(false);
  });

  test('unset and null are not equal', () => {
    expect(new Instance().objEquals(new Instance({ host: null }))).toBe(false);
  });

  test('neither are objects of two classes, or an object and plain data', () => {
    expect(new Flavor().objEquals(new Instance())).toBe(false);
    expect(new Flavor().objEquals({})).toBe(false);
    expect(new Flavor().objEquals(null)).toBe(false);
  });

  test('sets are equal by members, times by instant', () => {
    expect(
      new NumaCell({ cpuset: new Set([1, 2]) }).objEquals(
        new NumaCell({ cpuset: new Set([2, 1]) }),
      ),
    ).toBe(true);
    expect(
      new BlockDevice({ createdAt: '2026-01-01T01:00:00+01:00' }).objEquals(
        new BlockDevice({ createdAt: new Date('2026-01-01T00:00:00Z') }),
      ),
    ).toBe(true);
  });
});
