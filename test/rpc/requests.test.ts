// What stands in a request is read by own properties, once, and what is wrong with it is told shortly.

import { describe, expect, test } from 'vitest';
import { Flavor, registry } from '../../generated/index.js';
import type { JsonValue } from '../../src/core/json.js';
import { declareError, implement, type ImplementationOf, RpcError } from '../../src/rpc/index.js';
import { failureFor } from '../../src/rpc/declared-errors.js';
import { readArguments, readManifest } from '../../src/rpc/requests.js';
import { integers, method, strings } from '../../src/runtime/index.js';
import { fleetWith } from './fleet.js';

const METHOD = method({
  name: 'm',
  property: 'm',
  args: [
    { name: 'constructor', codec: strings },
    { name: 'size', codec: integers, default: 4 },
  ],
});

function given(list: JsonValue | undefined, map?: JsonValue): readonly unknown[] | string {
  try {
    return readArguments(Flavor.$$type, METHOD, list, map);
  } catch (error) {
    if (error instanceof RpcError) return error.message;
    throw error;
  }
}

describe('arguments', () => {
  test('come by their places or their names, and the rest by their defaults', () => {
    expect(given(['a', 5])).toEqual(['a', 5]);
    expect(given(['a'], { size: 6 })).toEqual(['a', 6]);
    expect(given(undefined, { constructor: 'a' })).toEqual(['a', 4]);
  });

  test('are not what every object has by that name', () => {
    expect(given([], {})).toContain('its argument constructor is not given');
    expect(given(null)).toContain('its argument constructor is not given');
  });

  test('are neither too many, nor unknown, nor given twice', () => {
    expect(given(['a', 5, 6])).toContain('takes 2 arguments, not 3');
    expect(given(['a'], { other: 1 })).toContain('no argument "other"');
    expect(given(['a'], { constructor: 'b' })).toContain('constructor is given twice');
    expect(given('a')).toContain('a list and a map');
    expect(given([], [])).toContain('a list and a map');
  });

  test('that are null are null, and no default', () => {
    expect(() => given(['a', null])).toThrow('must be an integer');
    expect(() => given(['a'], { size: null })).toThrow('must be an integer');
  });
});

test('a manifest names versions, and __proto__ is a name like any other', () => {
  const value = JSON.parse('{"Flavor":"1.0","__proto__":"9.9"}') as JsonValue;
  expect(Object.entries(readManifest(value))).toEqual([
    ['Flavor', '1.0'],
    ['__proto__', '9.9'],
  ]);
  expect(() => readManifest({ Flavor: 1 })).toThrow('the version of Flavor is no text');
  expect(() => readManifest([])).toThrow('a manifest is a map');
});

test('an implementation is what was given for a method, and not what every object has', () => {
  const flavors = implement(Flavor, Object.create(null) as ImplementationOf<typeof Flavor>);
  for (const name of ['constructor', 'toString', '__proto__', 'valueOf']) {
    expect(flavors.find(name)).toBeUndefined();
  }
});

describe('what a stranger wrote', () => {
  const long = 'x'.repeat(1_000_000);

  test('comes back to nobody in full', async () => {
    const { conductor } = fleetWith();
    const objinst = registry.decode({
      'versioned_object.name': 'Instance',
      'versioned_object.namespace': 'compute',
      'versioned_object.version': '2.7',
      'versioned_object.data': {},
    });
    const primitive = objinst.objToPrimitive() as JsonValue;
    const named = { objname: 'Instance', objmethod: 'get_by_uuid', object_versions: {} };
    for (const [name, args] of [
      ['object_action', { objinst: primitive, objmethod: long }],
      ['object_action', { objinst: primitive, objmethod: 'save', kwargs: { [long]: 1 } }],
      ['object_class_action_versions', { ...named, objname: long }],
      ['object_class_action_versions', { ...named, object_versions: { [long]: 1 } }],
      [
        'object_class_action_versions',
        { ...named, objmethod: 'x', object_versions: { Instance: long } },
      ],
      ['object_backport_versions', { objinst: primitive, object_versions: { Instance: long } }],
    ] as const) {
      const thrown: unknown = await conductor
        .handle({ method: name, args, context: {} })
        .catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(Error);
      expect(JSON.stringify(failureFor(thrown, [])).length).toBeLessThan(2_000);
    }
  });

  test('is told with no stack, whatever went wrong', async () => {
    const declared = declareError(TypeError, { make: (message) => new TypeError(message) });
    const failed = fleetWith({
      authorise: () => {
        throw new TypeError('a bug');
      },
    });
    const bug: unknown = await failed.conductor
      .handle({
        method: 'object_class_action_versions',
        args: { objname: 'Instance', objmethod: 'get_by_uuid', object_versions: {}, args: ['x'] },
        context: {},
      })
      .catch((error: unknown) => error);
    for (const failure of [failureFor(bug, []), failureFor(bug, [declared])]) {
      expect(failure).toMatchObject({ class: 'TypeError', message: 'a bug' });
      expect(JSON.stringify(failure)).not.toMatch(/\.ts|node:/);
    }
  });
});
