// Code that knows nothing of versioned objects meets them all the same: what it then gets is written down
// in docs/objects.md, and held here.

import { inspect, isDeepStrictEqual } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { Flavor, FlavorList, Instance } from '../../generated/index.js';
import { errorOf, flavor, instance, UUID } from './things.js';

// Linters warn of these spreads, and rightly; but not everybody has one.
/* eslint-disable @typescript-eslint/no-misused-spread */
describe('spread', () => {
  test('copies where an object keeps its values, not its fields: it makes no object', () => {
    const spread = { ...flavor() };
    expect(spread).not.toBeInstanceOf(Flavor);
    expect(Reflect.get(spread, 'name')).toBeUndefined();
    expect(Object.keys(spread).every((key) => key.startsWith('$'))).toBe(true);
  });

  test('into a new object is refused, and not taken for fields', () => {
    const values: object = { ...flavor() };
    expect(errorOf(() => new Flavor(values))).toMatchObject({ code: 'unknown-field' });
  });

  test('of objGetChanges makes an object with the same changes', () => {
    const made = flavor();
    made.name = 'x';
    made.projects.push('c');
    const other = new Flavor({ ...made.objGetChanges() });
    expect(other.name).toBe('x');
    expect(other.projects).toEqual(['a', 'b', 'c']);
    other.projects.push('d');
    expect(made.projects).toEqual(['a', 'b', 'c']);
  });
});

describe('structuredClone', () => {
  test('makes plain data and no object; objClone is what copies', () => {
    const clone: unknown = structuredClone(flavor());
    expect(clone).not.toBeInstanceOf(Flavor);
    expect(Reflect.get(clone as object, 'objToPrimitive')).toBeUndefined();
  });

  test('takes a primitive, which is how an object goes to a worker', () => {
    const made = instance();
    made.host = 'h';
    const there = Instance.objFromPrimitive(structuredClone(made.objToPrimitive()));
    expect(there.objEquals(made)).toBe(true);
    expect(there.objWhatChanged()).toEqual(['host']);
  });
});

describe('the matchers of vitest', () => {
  test('find objects with equal data equal, whatever has changed or was looked at', () => {
    const [one, other] = [instance(), instance()];
    one.host = 'a';
    other.host = 'b';
    other.host = 'a';
    expect(one.metadata).toEqual(other.metadata);
    one.objResetChanges();
    expect(one).toEqual(other);
    expect(one).toStrictEqual(other);
  });

  test('find other data different, at any depth', () => {
    const [one, other] = [instance(), instance()];
    other.blockDevices[1]?.volume?.attachments.clear();
    expect(one).not.toEqual(other);
    expect(one).not.toStrictEqual(other);
  });

  test('tell null from unset', () => {
    expect(new Instance({ host: null })).not.toEqual(new Instance());
    expect(new Instance({ host: null })).not.toStrictEqual(new Instance());
  });

  test('compare lists of objects by what they list', () => {
    const list = (name: string): FlavorList => new FlavorList({ objects: [new Flavor({ name })] });
    expect(list('a')).toEqual(list('a'));
    expect(list('a')).not.toEqual(list('b'));
  });

  test('toStrictEqual tells an object from plain data that looks like it', () => {
    expect(flavor()).not.toStrictEqual(flavor().toJSON());
    expect(flavor()).not.toEqual(flavor().toJSON());
  });

  test('toMatchObject and toHaveProperty read fields', () => {
    expect(instance()).toMatchObject({ uuid: UUID, flavor: { name: 'm1.tiny' } });
    expect(instance()).not.toMatchObject({ flavor: { name: 'm1.large' } });
    expect(flavor()).toHaveProperty('name', 'm1.tiny');
  });

  test('toEqual takes what toJSON gives where data is what is compared', () => {
    expect(flavor().toJSON()).toEqual({
      id: 1,
      name: 'm1.tiny',
      memoryMb: 512,
      extraSpecs: { 'hw:cpu': '2' },
      projects: ['a', 'b'],
    });
  });

  test('see objects in the arguments of a mock', () => {
    const save = vi.fn<(object: Flavor) => void>();
    save(flavor());
    expect(save).toHaveBeenCalledWith(flavor());
  });

  test('show no secret when they fail', () => {
    const secret = new Instance({ userData: new Uint8Array([104, 117, 110, 116]) });
    let message = '';
    try {
      expect(secret).toEqual(new Instance({ host: 'x' }));
    } catch (error) {
      message = inspect(error, { depth: 9 });
    }
    expect(message).not.toBe('');
    expect(message).not.toContain('aHVudA');
    expect(message).not.toContain('104');
  });
});

test("node's own deep equality goes by data too", () => {
  const [one, other] = [instance(), instance()];
  one.host = 'a';
  other.host = 'a';
  expect(isDeepStrictEqual(one, other)).toBe(true);
  other.host = 'b';
  expect(isDeepStrictEqual(one, other)).toBe(false);
});

test('an object can be awaited and returned from async code', async () => {
  const made = flavor();
  expect(await Promise.resolve(made)).toBe(made);
});

test('fields are seen by `in`, and only objIsSet tells whether they are set', () => {
  expect('swap' in flavor()).toBe(true);
  expect(flavor().objIsSet('swap')).toBe(false);
});

test('an object that holds itself is an error and no endless loop', () => {
  const made = new FlavorList({ objects: [] });
  (made.objects as unknown[]).push(made);
  expect(errorOf(() => made.objToPrimitive())).toMatchObject({ code: 'limit-exceeded' });
});
