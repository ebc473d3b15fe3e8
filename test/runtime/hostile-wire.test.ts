// The wire is written by strangers. Whatever they send ends in an object or in one of our errors, in
// bounded time, and never in a change to anything but the object.

import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  Diagnostics,
  DiagnosticsV1,
  Flavor,
  Host,
  Instance,
  NumaCell,
  registry,
  Volume,
} from '../../generated/index.js';
import {
  isError,
  type VersionedObject,
  VersionedObjectSerializer,
} from '../../src/runtime/index.js';
import { createRandom } from '../../src/testing/values/index.js';
import { modelOf } from '../model/story.js';
import { registryOf } from '../support/generated.js';
import { dataOf, envelope, errorOf, instance } from './things.js';

const serializer = new VersionedObjectSerializer(registry);

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

describe('names that every object answers to', () => {
  test.each(NAMES)('%s is a key of a map like any other', (name) => {
    const text = `{"extra_specs": {"${name}": "x"}}`;
    for (const made of readers('Flavor', '1.1', text)) {
      const specs = Reflect.get(made, 'extraSpecs') as Record<string, string>;
      expect(Object.getOwnPropertyDescriptor(specs, name)?.value).toBe('x');
      expect(Object.getPrototypeOf(specs)).toBe(Object.prototype);
      expect(JSON.stringify(dataOf(made.objToPrimitive()))).toBe(text.replaceAll(' ', ''));
      expect(JSON.stringify(made.objClone().objToPrimitive())).toBe(
        JSON.stringify(made.objToPrimitive()),
      );
      expect(made.objEquals(made.objClone())).toBe(true);
      expect(JSON.stringify(made)).toContain(`"${name}":"x"`);
      Reflect.deleteProperty(specs, name);
      expect(made.objWhatChanged()).toEqual(['extraSpecs']);
    }
  });

  test.each(NAMES)('%s is a key of JSON at any depth', (name) => {
    const text = `{"counters":{"${name}":{"a":[{"${name}":1}]}}}`;
    for (const made of readers('Diagnostics', '1.1', text)) {
      expect(made).toBeInstanceOf(DiagnosticsV1);
      expect(JSON.stringify(dataOf(made.objToPrimitive()))).toBe(text);
    }
  });

  test.each(NAMES)('%s is no field of an object that has none', (name) => {
    for (const made of readers('Flavor', '1.1', `{"${name}": {"polluted": 1}, "name": "x"}`)) {
      expect(made.toJSON()).toEqual({ name: 'x' });
      expect(made).toBeInstanceOf(Flavor);
    }
  });

  test.each(NAMES)('%s crosses versions as a key', (name) => {
    const data = JSON.parse(`{"metadata": {"${name}": "x"}, "name": "v"}`) as object;
    const older = registry.backport(envelope('Volume', '1.6', data), { to: '1.0' });
    expect(JSON.stringify(dataOf(older.primitive)['metadata'])).toBe(`{"${name}":"x"}`);
    const again = registry.upgrade(older.primitive);
    expect(JSON.stringify(dataOf(again.primitive)['metadata'])).toBe(`{"${name}":"x"}`);
  });

  test.each(NAMES)('%s is a change that names nothing', (name) => {
    const made = Flavor.objFromPrimitive(envelope('Flavor', '1.1', {}, { changes: [name] }));
    expect(made.objWhatChanged()).toEqual([]);
  });

  test('nothing that was sent is ever a property of all objects', () => {
    const text = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}';
    const data = JSON.parse(text) as object;
    const whole = JSON.parse(
      JSON.stringify(envelope('Instance', '2.7', { metadata: {} })).replace(
        '{',
        '{"__proto__":{"polluted":1},',
      ),
    ) as object;
    for (const name of ['Flavor', 'Instance', 'Host', 'Volume']) {
      attempt(() => registry.decode(envelope(name, '1.0', data)));
      attempt(() => registry.upgrade(envelope(name, '1.0', data)));
    }
    attempt(() => registry.decode(whole));
    attempt(() => registry.decode(data));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get(Function, 'polluted')).toBeUndefined();
  });

  test('what stands on a prototype is not data', () => {
    const made = Flavor.objFromPrimitive(
      envelope('Flavor', '1.1', { extra_specs: Object.create({ a: 'b' }) as object }),
    );
    expect(made.extraSpecs).toEqual({});
  });
});

describe('limits', () => {
  test('JSON deeper than the limit is refused before the stack is', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = JSON.stringify(envelope('Host', '1.12', { cpu_info: 0 })).replace(
      '0}',
      `${deep}}`,
    );
    expect(errorOf(() => serializer.parse(text, Host))).toMatchObject({
      code: 'limit-exceeded',
      path: 'Host.cpu_info',
    });
  });

  test('so is JSON that is only on its way to another version', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(65)}${']'.repeat(65)}`);
    const host = envelope('Host', '1.12', { cpu_info: deep });
    for (const cross of [
      () => registry.upgrade(host),
      () => registry.backport(host, { to: '1.11' }),
    ]) {
      expect(errorOf(cross)).toMatchObject({ code: 'limit-exceeded', path: 'Host.cpu_info' });
    }
  });

  test('so is JSON from code, a circle among it', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(errorOf(() => Reflect.set(new Host(), 'cpuInfo', circle)).code).toBe('limit-exceeded');
  });

  test('objects that nest deeper than the limit are refused', async () => {
    const tree = await registryOf(
      'hostile-tree',
      modelOf([
        'object: Node\nversion: "1.0"\nfields: { child: "Node?" }\nhistory: { "1.0": First version }',
      ]),
    );
    const nested = (depth: number): object =>
      envelope('Node', '1.0', depth === 1 ? {} : { child: nested(depth - 1) }, {
        namespace: 'test',
      });
    expect(tree.decode(nested(64))).toBeDefined();
    expect(errorOf(() => tree.decode(nested(65))).code).toBe('limit-exceeded');
    expect(errorOf(() => tree.decode(nested(4), { maxDepth: 3 })).code).toBe('limit-exceeded');
    expect(errorOf(() => tree.upgrade(nested(65))).code).toBe('limit-exceeded');
    const far = nested(4000);
    expect(errorOf(() => tree.decode(far)).code).toBe('limit-exceeded');
    const circle = tree.decode(nested(1));
    Reflect.set(circle, 'child', circle);
    expect(errorOf(() => circle.objToPrimitive()).code).toBe('limit-exceeded');
  });

  test('siblings do not count as depth', () => {
    const tag = envelope('Tag', '1.0', { tag: 'x' });
    const made = Instance.objFromPrimitive(
      envelope('Instance', '2.7', { tags: Array(200).fill(tag) }),
    );
    expect(made.tags).toHaveLength(200);
  });

  test('text longer than the limit is not even parsed', () => {
    const small = new VersionedObjectSerializer(registry, { maxLength: 50 });
    expect(errorOf(() => small.parse('x'.repeat(51), Flavor)).code).toBe('limit-exceeded');
  });

  test('numbers as texts of any length end in bounded time', () => {
    const begin = performance.now();
    const digits = '9'.repeat(200_000);
    attempt(() => Volume.objFromPrimitive(envelope('Volume', '1.6', { size_bytes: digits })));
    attempt(() => NumaCell.objFromPrimitive(envelope('NumaCell', '1.2', { page_sizes: [digits] })));
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  test('texts that are nearly right end in bounded time', () => {
    const begin = performance.now();
    for (const text of ['1'.repeat(100_000), ':'.repeat(100_000), `${'a'.repeat(100_000)}!`]) {
      for (const name of ['uuid', 'access_ip_v6', 'launched_at', 'user_data']) {
        attempt(() => Instance.objFromPrimitive(envelope('Instance', '2.7', { [name]: text })));
      }
    }
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});

describe('data that no peer would send', () => {
  test('ends in an object or in one of our errors, and changes nothing else', () => {
    const random = createRandom(20261122);
    const good = JSON.parse(JSON.stringify(instance().objToPrimitive())) as unknown;
    let read = 0;
    for (let i = 0; i < 3000; i++) {
      const primitive = structuredClone(good);
      spoil(primitive, random);
      const before = JSON.stringify(primitive);
      if (attempt(() => registry.decode(primitive).objToPrimitive())) read++;
      attempt(() => registry.backport(primitive, { to: '2.1' }));
      attempt(() => registry.backport(primitive, { manifest: registry.manifest() }));
      expect(JSON.stringify(primitive)).toBe(before);
    }
    // Some of the damage is in what is passed over, most is not.
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(3000);
  });

  const JUNK: readonly unknown[] = [
    null,
    true,
    0,
    -1,
    1.5,
    1e300,
    '',
    'x',
    '\ud800',
    [],
    [null],
    {},
    { a: 1 },
    [[[]]],
    { 'versioned_object.name': 'Flavor' },
  ];

  /** Puts something else in some place. */
  function spoil(value: unknown, random: ReturnType<typeof createRandom>): void {
    const places: [object, string][] = [];
    const walk = (one: unknown): void => {
      if (typeof one !== 'object' || one === null) return;
      for (const key of Object.keys(one)) {
        places.push([one, key]);
        walk(Reflect.get(one, key));
      }
    };
    walk(value);
    const [object, key] = random.pick(nonEmpty(places));
    Reflect.set(object, key, structuredClone(random.pick(nonEmpty(JUNK))));
  }

  test.each(JUNK.map((junk) => [JSON.stringify(junk), junk]))(
    '%s is no envelope',
    (_text, junk) => {
      expect(isError(thrown(() => registry.decode(junk)))).toBe(true);
      expect(isError(thrown(() => Flavor.objFromPrimitive(junk)))).toBe(true);
      expect(isError(thrown(() => registry.upgrade(junk)))).toBe(true);
    },
  );

  test('an integer that JSON rounds is refused and not taken for another', () => {
    const text = JSON.stringify(envelope('Flavor', '1.1', { id: 0 })).replace(
      '0}',
      '9007199254740993}',
    );
    expect(errorOf(() => serializer.parse(text, Flavor)).path).toBe('Flavor.id');
    const big = JSON.stringify(envelope('Diagnostics', '2.0', { uptime_seconds: 0 }));
    expect(
      errorOf(() => serializer.parse(big.replace('0}', '9007199254740993}'), Diagnostics)).path,
    ).toBe('Diagnostics.uptime_seconds');
    const exact = big.replace('0}', '"9007199254740993"}');
    expect(serializer.parse(exact, Diagnostics).uptimeSeconds).toBe(9007199254740993n);
  });
});

/** The object as each way of reading gives it. */
function readers(name: string, version: string, data: string): readonly VersionedObject[] {
  const text = JSON.stringify(envelope(name, version, {})).replace('{}', data);
  const type = registry.typeOf(JSON.parse(text));
  const parsed =
    type === Flavor.$$type ? serializer.parse(text, Flavor) : serializer.parse(text, DiagnosticsV1);
  return [registry.decode(JSON.parse(text)), parsed];
}

/** Whether it went well; anything that is thrown must be an error of ours. */
function attempt(run: () => unknown): boolean {
  const error = thrown(run);
  if (error !== undefined) expect(isError(error), inspect(error)).toBe(true);
  return error === undefined;
}

function thrown(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

function nonEmpty<T>(values: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = values;
  if (first === undefined) throw new Error('nothing to pick from');
  return [first, ...rest];
}
