// The serializer stands between a transport and its users: objects at any depth of plain arguments go out,
// and only what the receiver expects comes back as objects.

import { describe, expect, test } from 'vitest';
import { Flavor, Instance, registry, Tag } from '../../generated/index.js';
import { type Loss, VersionedObjectSerializer } from '../../src/runtime/index.js';
import { dataOf, envelope, errorOf, flavor, instance, partOf } from './things.js';

const plain = new VersionedObjectSerializer(registry);
const OLD = { Instance: '2.0', Flavor: '1.0', Tag: '1.0' };

describe('serializeEntity', () => {
  test('puts objects at any depth of lists and maps in their envelopes', () => {
    const entity = { list: [flavor(), { deep: [[flavor()]] }], none: null, text: 'x', count: 5 };
    const sent = plain.serializeEntity(entity);
    expect(sent).toEqual({
      list: [flavor().objToPrimitive(), { deep: [[flavor().objToPrimitive()]] }],
      none: null,
      text: 'x',
      count: 5,
    });
    expect(JSON.parse(JSON.stringify(sent))).toEqual(sent);
  });

  test('sends Maps and Sets as what JSON has for them', () => {
    expect(plain.serializeEntity(new Map([['a', new Set([flavor()])]]))).toEqual({
      a: [flavor().objToPrimitive()],
    });
  });

  test('does not change what it is given', () => {
    const inner = flavor();
    const entity = { list: [inner] };
    plain.serializeEntity(entity);
    expect(entity.list[0]).toBe(inner);
  });

  test('keeps keys that every object answers to as keys', () => {
    const entity: unknown = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "x"}');
    const sent = plain.serializeEntity(entity) as object;
    expect(JSON.stringify(sent)).toBe('{"__proto__":{"polluted":true},"constructor":"x"}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.getPrototypeOf(sent)).toBe(Object.prototype);
  });

  test('writes by the manifest of one call, else by its pin, else the newest', () => {
    const pinned = new VersionedObjectSerializer(registry, { pin: OLD });
    const version = (sent: unknown): unknown => partOf((sent as unknown[])[0], 'version');
    expect(version(pinned.serializeEntity([flavor()]))).toBe('1.0');
    expect(version(pinned.serializeEntity([flavor()], { Flavor: '1.1' }))).toBe('1.1');
    expect(version(plain.serializeEntity([flavor()]))).toBe('1.1');
  });

  test('an object that a pin does not name is not sent at a guess', () => {
    const pinned = new VersionedObjectSerializer(registry, { pin: { Instance: '2.0' } });
    expect(errorOf(() => pinned.serializeEntity({ a: [flavor()] }))).toMatchObject({
      code: 'incomplete-manifest',
      object: 'Flavor',
    });
  });

  test('tells what peers will not see', () => {
    const losses: Loss[] = [];
    const telling = new VersionedObjectSerializer(registry, {
      pin: OLD,
      onLoss: (loss) => losses.push(loss),
    });
    telling.serializeEntity({ a: [new Flavor({ foobars: ['x'] })] });
    telling.stringify(new Tag({ tag: 'y'.repeat(70) }));
    expect(losses).toMatchObject([
      { path: 'Flavor.foobars', kind: 'drop' },
      { path: 'Tag.tag', kind: 'clamp' },
    ]);
  });
});

describe('deserializeEntity', () => {
  const primitive = flavor().objToPrimitive();

  test('reads an object of any name, where one is expected', () => {
    expect(plain.deserializeEntity(primitive)).toBeInstanceOf(Flavor);
  });

  test('reads lists and maps of what is expected', () => {
    const list = plain.deserializeEntity([primitive, primitive], { list: Flavor }) as Flavor[];
    expect(list.map(({ name }) => name)).toEqual(['m1.tiny', 'm1.tiny']);
    const map = plain.deserializeEntity({ a: [primitive] }, { map: { list: 'any' } });
    expect(map).toEqual({ a: [flavor()] });
  });

  test('leaves plain data plain, even if it looks like an envelope', () => {
    const data = { metadata: primitive };
    expect(plain.deserializeEntity(data, 'plain')).toBe(data);
    const mixed = plain.deserializeEntity({ a: primitive }, { map: 'plain' });
    expect(mixed).toEqual({ a: primitive });
    expect(Reflect.get(mixed as object, 'a')).not.toBeInstanceOf(Flavor);
  });

  test.each<[string, unknown, Parameters<typeof plain.deserializeEntity>[1]]>([
    ['an object of another class', new Tag().objToPrimitive(), Flavor],
    ['a list where an object is expected', [primitive], Flavor],
    ['an object where a list is expected', primitive, { list: Flavor }],
    ['a list where a map is expected', [primitive], { map: Flavor }],
    ['null where an object is expected', null, 'any'],
    ['plain data where an object is expected', { name: 'x' }, 'any'],
  ])('refuses %s', (_what, entity, expected) => {
    expect(['unsupported-object', 'invalid-value']).toContain(
      errorOf(() => plain.deserializeEntity(entity, expected)).code,
    );
  });

  test('says where in a list or a map the fault is', () => {
    const broken = envelope('Flavor', '1.1', { swap: 'x' });
    expect(
      errorOf(() =>
        plain.deserializeEntity({ 'a.b': [primitive, broken] }, { map: { list: Flavor } }),
      ).path,
    ).toBe('input["a.b"][1].swap');
    expect(errorOf(() => plain.deserializeEntity([[broken]], { list: { list: 'any' } })).path).toBe(
      'input[0][0].swap',
    );
    expect(errorOf(() => plain.deserializeEntity(broken, Flavor)).path).toBe('Flavor.swap');
  });

  test('keeps a key `__proto__` of a map a key', () => {
    const entity: unknown = JSON.parse(`{"__proto__": ${JSON.stringify(primitive)}}`);
    const read = plain.deserializeEntity(entity, { map: Flavor }) as object;
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  test('refuses unknown keys where it was told to', () => {
    const strict = new VersionedObjectSerializer(registry, { unknown: 'refuse' });
    const odd = envelope('Flavor', '1.1', { nonsense: 1 });
    expect(plain.deserializeEntity(odd)).toBeInstanceOf(Flavor);
    for (const expected of ['any', Flavor] as const) {
      expect(errorOf(() => strict.deserializeEntity(odd, expected)).code).toBe('unknown-field');
    }
    expect(errorOf(() => strict.parse(JSON.stringify(odd), Flavor)).code).toBe('unknown-field');
  });
});

describe('stringify and parse', () => {
  test('are there and back again', () => {
    const made = instance();
    made.host = 'h';
    const text = plain.stringify(made);
    expect(JSON.parse(text)).toEqual(made.objToPrimitive());
    const back = plain.parse(text, Instance);
    expect(back.objEquals(made)).toBe(true);
    expect(back.objWhatChanged()).toEqual(['host']);
    expect(plain.stringify(back)).toBe(text);
  });

  test('write by pin and manifest as the others do', () => {
    const pinned = new VersionedObjectSerializer(registry, { pin: OLD });
    expect(JSON.parse(pinned.stringify(flavor()))).toEqual(
      flavor().objToPrimitive({ version: '1.0' }),
    );
    expect(JSON.parse(pinned.stringify(flavor(), { Flavor: '1.1' }))).toEqual(
      flavor().objToPrimitive(),
    );
  });

  test('two objects of one text share nothing', () => {
    const text = plain.stringify(instance());
    const [one, two] = [plain.parse(text, Instance), plain.parse(text, Instance)];
    one.metadata['role'] = 'db';
    one.flavor.projects.push('z');
    expect(two.metadata).toEqual({ role: 'web' });
    expect(two.flavor.projects).toEqual(['a', 'b']);
  });

  test('a parsed object is checked like any other, and watched', () => {
    const made = plain.parse(plain.stringify(flavor()), Flavor);
    made.extraSpecs['x'] = 'y';
    made.projects.push('c');
    expect(made.objWhatChanged()).toEqual(['extraSpecs', 'projects']);
    expect(dataOf(made.objToPrimitive())['projects']).toEqual(['a', 'b', 'c']);
    const wrong = JSON.stringify(envelope('Flavor', '1.1', { projects: ['a', 5] }));
    expect(errorOf(() => plain.parse(wrong, Flavor)).path).toBe('Flavor.projects[1]');
  });

  test.each(['', '{', 'null', '[]', '"x"', '5', '{"a":1}', 'NaN'])('%j is no object', (text) => {
    expect(['invalid-value', 'unsupported-object']).toContain(
      errorOf(() => plain.parse(text, Flavor)).code,
    );
  });
});
