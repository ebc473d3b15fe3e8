// Every assignment is checked at once, where the mistake is made, and not when a peer chokes on it.

import { describe, expect, test } from 'vitest';
import {
  BlockDevice,
  ConsoleToken,
  Diagnostics,
  Flavor,
  Host,
  Instance,
  KeyPair,
  Migration,
  NumaCell,
  PciAddress,
  Tag,
  Volume,
} from '../../generated/index.js';
import type { VersionedObject } from '../../src/runtime/index.js';
import { disk, errorOf, flavor, instance, OTHER_UUID, UUID } from './things.js';

/** Assigns what a caller without types might. */
function assign(object: VersionedObject, property: string, value: unknown): void {
  Reflect.set(object, property, value);
}

const REFUSED: readonly (readonly [what: string, VersionedObject, property: string, unknown])[] = [
  ['a number is no string', new Flavor(), 'name', 5],
  ['null is no value without `?`', new Flavor(), 'name', null],
  ['undefined is no value; objUnset unsets', new Flavor(), 'name', undefined],
  ['a fraction is no integer', new Flavor(), 'vcpus', 1.5],
  ['a text is no integer', new Flavor(), 'vcpus', '1'],
  ['true is no integer', new Flavor(), 'vcpus', true],
  ['NaN is no integer', new Flavor(), 'vcpus', NaN],
  ['an unsafe integer would be another one', new Flavor(), 'vcpus', 2 ** 53],
  ['a bigint is no integer', new Flavor(), 'vcpus', 1n],
  ['NaN is no float', new Flavor(), 'rxtxFactor', NaN],
  ['infinity is no float', new Flavor(), 'rxtxFactor', Infinity],
  ['a text is no boolean', new Flavor(), 'disabled', 'false'],
  ['0 is no boolean', new Flavor(), 'disabled', 0],
  ['a number is no bigint', new Volume(), 'sizeBytes', 5],
  ['a bigint below its least', new Volume(), 'sizeBytes', -1n],
  ['a UUID of another form', new Volume(), 'id', '0b2c9a548f0c4b7d9c1e2f6d1a3b4c5d'],
  ['a number is no time', new Volume(), 'createdAt', 0],
  ['an invalid Date', new Volume(), 'createdAt', new Date(NaN)],
  ['a day that no calendar has', new Volume(), 'createdAt', '2026-02-30T00:00:00Z'],
  ['a year after 9999', new Volume(), 'createdAt', new Date(8.64e15)],
  ['a value that the enum lacks', new Volume(), 'status', 'ready'],
  ['a value of an inline enum in another case', new BlockDevice(), 'source', 'Blank'],
  ['an address of the other family', new Instance(), 'accessIpV4', '::1'],
  ['an IPv4 address with a leading zero', new Host(), 'address', '010.0.0.1'],
  ['a network longer than an address', new Host(), 'subnets', ['10.0.0.0/33']],
  ['a MAC of seven parts', new Host(), 'nic', '00:11:22:33:44:55:66'],
  ['text where bytes stand', new KeyPair(), 'publicKey', 'AAAA'],
  ['an array where bytes stand', new KeyPair(), 'publicKey', [1, 2]],
  ['a function is no JSON', new Host(), 'cpuInfo', () => 1],
  ['a Date is no JSON', new Host(), 'cpuInfo', { at: new Date() }],
  ['undefined inside of JSON', new Host(), 'cpuInfo', [undefined]],
  ['a list is no Set', new Volume(), 'attachments', [UUID]],
  ['a Set is no list', new Flavor(), 'projects', new Set(['a'])],
  ['a Map is no plain object', new Flavor(), 'extraSpecs', new Map([['a', 'b']])],
  ['a list is no map', new Flavor(), 'extraSpecs', ['a']],
  ['a value of a map', new Flavor(), 'extraSpecs', { a: 1 }],
  ['an element of a list', new Flavor(), 'projects', ['a', null]],
  ['a hole in a list', new Flavor(), 'projects', Array(1)],
  ['a plain object where an object stands', new Instance(), 'flavor', { name: 'x' }],
  ['an envelope where an object stands', new Instance(), 'flavor', flavor().objToPrimitive()],
  ['a text longer than its most', new Tag(), 'tag', 'x'.repeat(81)],
  ['an empty text where one character is least', new Tag(), 'tag', ''],
  ['a text that its pattern does not match', new KeyPair(), 'name', 'a/b'],
  ['a pattern holds for the whole text', new KeyPair(), 'name', 'a\n/b'],
  ['a number above its most', new PciAddress(), 'slot', 32],
  ['a member of a set below its least', new NumaCell(), 'cpuset', new Set([-1])],
];

describe('a wrong value is refused', () => {
  test.each(REFUSED)('%s', (_what, object, property, value) => {
    const error = errorOf(() => {
      assign(object, property, value);
    });
    expect(error).toMatchObject({ code: 'invalid-value', object: object.$$type.name });
    expect(object.objWhatChanged()).toEqual([]);
  });

  test('and what was there stays', () => {
    const made = new Flavor({ vcpus: 2 });
    errorOf(() => {
      assign(made, 'vcpus', '3');
    });
    expect(made.vcpus).toBe(2);
  });

  test('with the place of the fault inside a container', () => {
    const made = new Diagnostics();
    const error = errorOf(() => {
      assign(made, 'nicErrors', { 'a.b': [1, 'x'] });
    });
    expect(error).toMatchObject({
      path: 'Diagnostics.nic_errors["a.b"][1]',
      wanted: 'an integer within ±(2^53 − 1)',
      found: '"x"',
    });
  });

  test('an object of another class names both', () => {
    const error = errorOf(() => {
      assign(new Instance(), 'flavor', new Volume());
    });
    expect(error).toMatchObject({ code: 'unsupported-object', path: 'Instance.flavor' });
    expect(error.message).toContain('compute/Volume');
    expect(error.message).toContain('Flavor');
  });

  test('a union takes its members and no other object', () => {
    const made = new BlockDevice();
    made.address = new PciAddress({ bus: 1, slot: 2 });
    expect(
      errorOf(() => {
        assign(made, 'address', new Flavor());
      }),
    ).toMatchObject({
      code: 'unsupported-object',
      path: 'BlockDevice.address',
    });
  });
});

describe('a value in another form becomes the canonical one at once', () => {
  test('so that reading it gives what the wire will have', () => {
    const made = new Host({
      uuid: UUID.toUpperCase(),
      nic: '00-AA-BB-CC-DD-EE',
      address: '2001:DB8:0:0:0:0:0:1',
      cpuAllocationRatio: -0,
      vcpus: -0,
      lastSeen: '2026-01-01T02:00:00+02:00',
    });
    expect(made.uuid).toBe(UUID);
    expect(made.nic).toBe('00:aa:bb:cc:dd:ee');
    expect(made.address).toBe('2001:db8::1');
    expect(Object.is(made.cpuAllocationRatio, 0)).toBe(true);
    expect(Object.is(made.vcpus, 0)).toBe(true);
    expect(made.lastSeen).toEqual(new Date('2026-01-01T00:00:00Z'));
  });

  test('two forms of one member are one member', () => {
    const made = new Volume({ attachments: new Set([UUID, UUID.toUpperCase()]) });
    expect([...made.attachments]).toEqual([UUID]);
  });

  test('a Date keeps its milliseconds, and a time without an offset is UTC', () => {
    const made = new Volume({ createdAt: new Date('2026-01-01T00:00:00.120Z') });
    expect(made.createdAt?.getTime()).toBe(Date.UTC(2026, 0, 1, 0, 0, 0, 120));
    made.createdAt = '2026-01-01T00:00';
    expect(made.createdAt).toEqual(new Date('2026-01-01T00:00:00Z'));
  });
});

describe('an equal value is no change', () => {
  test.each<[string, VersionedObject, string, unknown]>([
    ['a text', flavor(), 'name', 'm1.tiny'],
    ['a list', flavor(), 'projects', ['a', 'b']],
    ['a map', flavor(), 'extraSpecs', { 'hw:cpu': '2' }],
    ['a UUID in the other case', instance(), 'uuid', UUID.toUpperCase()],
    ['bytes', instance(), 'userData', new Uint8Array([1, 2, 3])],
    ['an object', instance(), 'flavor', flavor()],
    ['JSON with its keys in another order', disk(), 'connectionInfo', info()],
    ['a map of lists of objects', instance(), 'oldFlavors', { alpha: [flavor(), null] }],
  ])('%s', (_what, object, property, value) => {
    assign(object, property, value);
    expect(object.objWhatChanged()).toEqual([]);
  });

  function info(): object {
    return { secret: { key: 'x' }, hosts: ['10.0.0.1'] };
  }

  test('an equal object is taken all the same: whoever assigned it goes on with it', () => {
    const made = instance();
    const equal = flavor();
    made.flavor = equal;
    expect(made.flavor).toBe(equal);
    expect(made.objWhatChanged()).toEqual([]);
    equal.name = 'x';
    expect(made.flavor.name).toBe('x');
    expect(made.objWhatChanged()).toEqual(['flavor']);
  });

  test('an equal list of objects is taken with its objects', () => {
    const made = instance();
    const [tag] = made.tags;
    const equal = new Tag({ resourceId: UUID, tag: 'web' });
    equal.objResetChanges();
    made.tags = [equal];
    expect(made.tags[0]).toBe(equal);
    expect(tag).not.toBe(equal);
    expect(made.objWhatChanged()).toEqual([]);
  });

  test('an object that takes the place of a changed one leaves the field changed', () => {
    const made = instance();
    made.flavor.name = 'x';
    const equal = made.flavor.objClone();
    equal.objResetChanges();
    made.flavor = equal;
    expect(made.objWhatChanged()).toEqual(['flavor']);
  });

  test('another one is', () => {
    const made = instance();
    made.metadata = { role: 'db' };
    made.flavor = new Flavor({ name: 'm1.tiny' });
    expect(made.objWhatChanged()).toEqual(['flavor', 'metadata']);
  });

  test('a list that is shorter or longer is another one', () => {
    for (const projects of [['a'], ['a', 'b', 'c'], []]) {
      const made = flavor();
      made.projects = projects;
      expect(made.objWhatChanged()).toEqual(['projects']);
    }
  });

  test('a set in another order is equal, a list is not', () => {
    const made = new NumaCell({ cpuset: new Set([1, 2]) });
    made.objResetChanges();
    made.cpuset = new Set([2, 1]);
    expect(made.objWhatChanged()).toEqual([]);
    const list = flavor();
    list.projects = ['b', 'a'];
    expect(list.objWhatChanged()).toEqual(['projects']);
  });

  test('there and back again is a change all the same: the peer was told nothing of what it was', () => {
    const made = flavor();
    made.name = 'x';
    made.name = 'm1.tiny';
    expect(made.objWhatChanged()).toEqual(['name']);
  });
});

describe('a read-only field', () => {
  test('may be set once', () => {
    const made = new Flavor();
    made.id = 1;
    expect(errorOf(() => (made.id = 2))).toMatchObject({
      code: 'read-only',
      name: 'ReadOnlyFieldError',
      object: 'Flavor',
      field: 'id',
    });
    expect(made.id).toBe(1);
  });

  test('may be given the value it has', () => {
    const made = new Volume({ id: UUID });
    made.id = UUID.toUpperCase();
    expect(made.id).toBe(UUID);
  });

  test('that came over the wire is set', () => {
    const made = Flavor.objFromPrimitive(new Flavor({ id: 1 }).objToPrimitive());
    expect(errorOf(() => (made.id = 2))).toMatchObject({ code: 'read-only' });
  });

  test('of a copy is set too', () => {
    const copy = new Volume({ id: UUID }).objClone();
    expect(errorOf(() => (copy.id = OTHER_UUID))).toMatchObject({ code: 'read-only' });
  });
});

test('an enum knows its values', () => {
  const made = new Migration({ status: 'running' });
  made.status = 'completed';
  expect(
    errorOf(() => {
      assign(made, 'status', 'done');
    }).message,
  ).toContain('completed');
});

test('a wrong value of a sensitive field is not repeated in the error', () => {
  const error = errorOf(() => new ConsoleToken({ token: 'short-secret' }));
  expect(error).toMatchObject({ path: 'ConsoleToken.token', found: '***' });
  expect(JSON.stringify(error) + String(error.stack)).not.toContain('short-secret');
});
