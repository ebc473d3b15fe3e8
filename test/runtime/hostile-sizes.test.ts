// Input that is deep, long or full of holes: found by fuzzing, and once an error of JavaScript's own, or a value
// that is none of ours.

import { describe, expect, test } from 'vitest';
import { Host, Volume, registry } from '../../generated/index.js';
import {
  Decoding,
  map,
  sensitive,
  strings,
  VersionedObjectSerializer,
} from '../../src/runtime/index.js';
import { dataOf, envelope, errorOf } from './things.js';

describe('a nested object that a hook has yet to pass', () => {
  // A Port has a hook on its way from 1.1, and its network is copied before anyone looks into it.
  const port = (depth: number): object => {
    let deep: unknown = 1;
    for (let i = 0; i < depth; i++) deep = [deep];
    const network = envelope('Network', '1.0', { deep }, { namespace: 'network' });
    return envelope('Port', '1.1', { network }, { namespace: 'network' });
  };

  test('is refused by our own error when it is deeper than the stack', () => {
    for (const read of [
      () => registry.decode(port(100_000)),
      () => registry.upgrade(port(100_000)),
    ]) {
      expect(errorOf(read)).toMatchObject({ code: 'limit-exceeded', object: 'Port' });
    }
  });

  test('may be as deep as a tree within the limits', () => {
    expect(registry.decode(port(2000)).objWhatChanged()).toEqual([]);
    expect(registry.upgrade(port(2000)).losses).toEqual([]);
  });
});

describe('a list with holes, which only code can make', () => {
  test('is no JSON', () => {
    const holes = Array<unknown>(3);
    const host = envelope('Host', '1.12', { cpu_info: { a: holes } });
    for (const read of [() => registry.decode(host), () => registry.upgrade(host)]) {
      expect(errorOf(read)).toMatchObject({ code: 'invalid-value', path: 'Host.cpu_info' });
    }
    expect(errorOf(() => Reflect.set(new Host(), 'cpuInfo', holes)).code).toBe('invalid-value');
  });

  test('costs no more than its first hole', () => {
    const begin = performance.now();
    const host = envelope('Host', '1.12', { cpu_info: Array<unknown>(2 ** 32 - 1) });
    expect(errorOf(() => registry.decode(host)).code).toBe('invalid-value');
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  test('holds no objects', () => {
    const serializer = new VersionedObjectSerializer(registry);
    const read = (): unknown => serializer.deserializeEntity(Array(2), { list: 'any' });
    expect(errorOf(read).path).toBe('input[0]');
  });
});

describe('a long text', () => {
  const LONG = 20_000_000;

  test('that is more than the engine can match is no match', () => {
    const path = `${'1.'.repeat(LONG)}1`;
    expect(errorOf(() => registry.decode(envelope('UsbAddress', '1.1', { path })))).toMatchObject({
      code: 'invalid-value',
      path: 'UsbAddress.path',
    });
  });

  test('does not come back whole in an error, wherever it stood', () => {
    const long = 'x'.repeat(LONG);
    const flavor = envelope('Flavor', '1.1', { extra_specs: { [long]: 1 }, [long]: 1 });
    for (const read of [
      () => registry.decode(flavor),
      () => registry.decode(flavor, { unknown: 'refuse' }),
      () => registry.decode(envelope(long, '1.1', {})),
      () => registry.decode(envelope('Flavor', long, {})),
      () => registry.decode(envelope('Flavor', '1.1', {}, { namespace: long })),
      () => registry.backport(envelope('Flavor', '1.1', {}), { to: long }),
    ]) {
      expect(errorOf(read).message.length).toBeLessThan(1000);
    }
  });

  test('is masked where it is a key of something sensitive', () => {
    const codec = sensitive(map(strings));
    const read = (): unknown =>
      codec.decode({ ['"'.repeat(LONG)]: 1 }, 'Flavor.specs', new Decoding());
    expect(errorOf(read).path).toBe('Flavor.specs["***"]');
  });

  test('of digits is no bigint, neither read nor written', () => {
    const read = (digits: number): unknown =>
      registry.decode(envelope('Volume', '1.6', { size_bytes: '9'.repeat(digits) }));
    expect(read(100_000)).toBeInstanceOf(Volume);
    for (const digits of [100_001, 350_000_000]) {
      expect(errorOf(() => read(digits)).code).toBe('invalid-value');
    }
    expect(new Volume({ sizeBytes: 10n ** 100_000n - 1n }).sizeBytes).toBeGreaterThan(0n);
    for (const sizeBytes of [10n ** 100_000n, -(10n ** 100_000n)]) {
      expect(errorOf(() => new Volume({ sizeBytes })).code).toBe('limit-exceeded');
    }
  });

  test('of digits stands in a set by what it spells', () => {
    const zeros = '0'.repeat(5000);
    // From the least to the greatest: −999…0, …, −500…0, 500…0, …, 999…0.
    const above = Array.from({ length: 500 }, (_, i) => `${500 + i}${zeros}`);
    const inOrder = [...above.map((size) => `-${size}`).reverse(), '-1', '0', '9', '10', ...above];
    const page_sizes = inOrder.toSorted();
    const cell = registry.decode(envelope('NumaCell', '1.2', { page_sizes }));
    expect(dataOf(cell.objToPrimitive())['page_sizes']).toEqual(inOrder);
  });
});
