// A registry is what a process can read. It is an argument, so that two sets of classes can live in one
// process, each with its own names.

import { describe, expect, test } from 'vitest';
import {
  Diagnostics,
  DiagnosticsV1,
  Flavor,
  Instance,
  registry as compute,
} from '../../generated/index.js';
import { Registry } from '../../src/runtime/index.js';
import { modelOf } from '../model/story.js';
import { registryOf } from '../support/generated.js';
import { dataOf, envelope, errorOf, flavor, partOf } from './things.js';

const other: Registry = await registryOf(
  'registry-other',
  modelOf(
    [
      'object: Flavor\nversion: "3.0"\nfields: { taste: string }\nhistory: { "3.0": First version }',
      `
object: Flavor
namespace: kitchen
version: "1.0"
typescriptName: KitchenFlavor
fields: { spice: string }
history: { "1.0": First version }`,
      `
object: Dish
namespace: kitchen
version: "1.0"
fields: { own: Flavor, theirs: other/Flavor }
history: { "1.0": First version }`,
    ],
    { namespace: 'other' },
  ),
  { prefix: 'other_object' },
);

describe('a registry', () => {
  test('reads any object that it knows, each as its own class', () => {
    expect(compute.decode(flavor().objToPrimitive())).toBeInstanceOf(Flavor);
    expect(compute.decode(new Instance().objToPrimitive())).toBeInstanceOf(Instance);
  });

  test('finds types by bare, by qualified, and by an older major’s name', () => {
    expect(compute.find('Flavor')).toBe(Flavor.$$type);
    expect(compute.find('compute/Flavor')).toBe(Flavor.$$type);
    expect(compute.find('Diagnostics')).toBe(Diagnostics.$$type);
    expect(compute.find('Diagnostics@1')).toBe(DiagnosticsV1.$$type);
    for (const name of ['nova/Flavor', 'DiagnosticsV1', 'constructor', '__proto__', '']) {
      expect(compute.find(name)).toBeUndefined();
    }
  });

  test.each<[string, unknown]>([
    ['a name that it lacks', envelope('Flavour', '1.0', {})],
    ['a name of another namespace', envelope('Flavor', '1.0', {}, { namespace: 'nova' })],
    ['no envelope', { name: 'Flavor' }],
    ['a list', []],
    ['null', null],
    ['text', 'Flavor'],
    ['a name that every object answers to', envelope('toString', '1.0', {})],
  ])('does not read %s', (_what, primitive) => {
    expect(['unsupported-object', 'invalid-value']).toContain(
      errorOf(() => compute.decode(primitive)).code,
    );
  });

  test('without any types reads nothing, and says so', () => {
    expect(errorOf(() => new Registry([]).decode(flavor().objToPrimitive())).code).toBe(
      'unsupported-object',
    );
    expect(new Registry([]).manifest()).toEqual({});
  });

  test('tells one name in two namespaces apart, inside of one object too', () => {
    const types = other.types.filter(({ name }) => name === 'Flavor');
    expect(types.map(({ namespace }) => namespace).sort()).toEqual(['kitchen', 'other']);
    const inner = (namespace: string, version: string, data: object): object =>
      prefixed('Flavor', namespace, version, data);
    const dish = other.decode(
      prefixed('Dish', 'kitchen', '1.0', {
        own: inner('kitchen', '1.0', { spice: 'a' }),
        theirs: inner('other', '3.0', { taste: 'b' }),
      }),
    );
    expect(dish.toJSON()).toEqual({ own: { spice: 'a' }, theirs: { taste: 'b' } });
    const swapped = prefixed('Dish', 'kitchen', '1.0', { own: inner('other', '3.0', {}) });
    expect(errorOf(() => other.decode(swapped))).toMatchObject({
      code: 'unsupported-object',
      path: 'Dish.own',
    });
  });

  test('leaves the objects of another alone, whatever they are called', () => {
    const theirs = prefixed('Flavor', 'other', '3.0', { taste: 'b' });
    expect(other.decode(theirs).toJSON()).toEqual({ taste: 'b' });
    expect(errorOf(() => compute.decode(theirs)).code).toBe('unsupported-object');
    expect(errorOf(() => other.decode(flavor().objToPrimitive())).code).toBe('unsupported-object');
  });

  test('gives the manifest of all, and of one tree', () => {
    const all = compute.manifest();
    expect(all).toMatchObject({ Flavor: '1.1', Instance: '2.7', Diagnostics: '2.0' });
    expect(Object.keys(all)).toEqual([...Object.keys(all)].sort());
    expect(compute.manifest('FlavorList')).toEqual({ Flavor: '1.1', FlavorList: '1.1' });
    expect(compute.manifest('Instance')).not.toHaveProperty('Host');
    expect(errorOf(() => compute.manifest('Nothing')).code).toBe('unsupported-object');
  });

  test('qualifies only the names in a manifest that two namespaces share', () => {
    expect(other.manifest()).toEqual({
      Dish: '1.0',
      'kitchen/Flavor': '1.0',
      'other/Flavor': '3.0',
    });
  });

  test('what its own manifest asks for is what it writes anyway', () => {
    const made = new Instance({ flavor: flavor() });
    expect(made.objToPrimitive({ manifest: compute.manifest() })).toEqual(made.objToPrimitive());
  });

  test('a manifest cannot be changed under those who hold it', () => {
    const manifest = compute.manifest();
    expect(Reflect.set(manifest, 'Flavor', '1.0')).toBe(false);
  });

  test('under a manifest of qualified names each namespace goes to its own version', () => {
    const primitive = flavor().objToPrimitive({
      manifest: { 'compute/Flavor': '1.0', Flavor: '1.1' },
    });
    expect(partOf(primitive, 'version')).toBe('1.0');
    expect(dataOf(primitive)['name']).toBe('m1.tiny');
  });
});

function prefixed(name: string, namespace: string, version: string, data: object): object {
  return {
    'other_object.name': name,
    'other_object.namespace': namespace,
    'other_object.version': version,
    'other_object.data': data,
  };
}
