// Values and names that code stumbles over.

import type { Random } from '../../src/testing/values/index.js';

type Choices<T> = readonly [T, ...T[]];

/** Names that every object answers to, and others that are easily taken for something else. */
export const KEYS: Choices<string> = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'then',
  'length',
  'toJSON',
  '',
  '0',
  '-1',
  '4294967295',
  'a.b',
  'a"]["b',
  '\ud800',
  '\u0000',
  'versioned_object.name',
  'versioned_object.namespace',
  'versioned_object.version',
  'versioned_object.data',
  'versioned_object.changes',
  'nova_object.data',
];

/** Labels of versions: some there are, some there are not, some are none. */
export const VERSIONS: Choices<string> = [
  '1.0',
  '1.1',
  '1.2',
  '1.5',
  '1.12',
  '2.0',
  '2.3',
  '2.7',
  '3.0',
  '0.0',
  '0.9',
  '1.999999999',
  '1.9999999999',
  '999999999.0',
  '1.1.3',
  '1.1.',
  '01.1',
  '1',
  '',
  ' 1.1',
  '1.1\n',
  '-1.0',
  '1e0.1',
  'constructor',
  '__proto__',
  '1.1.1.1',
  '١.١',
];

const TEXTS: Choices<string> = [
  ...KEYS,
  ...VERSIONS,
  'null',
  'true',
  'NaN',
  '2024-02-30T00:00:00Z',
  '2024-01-02T03:04:05.123456789+25:00',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.9999Z',
  '0001-01-01T00:00:00+01:00',
  '1.2.3.4',
  '1.2.3.4/33',
  '::ffff:1.2.3.4/128',
  '::',
  ':::',
  '00-11-22-33-44-55',
  'ABCDEF01-2345-6789-ABCD-EF0123456789',
  'AA==',
  'AB==',
  'AAAA=',
  '-0',
  '00012',
  '9007199254740993',
  '1e3',
  '\ufeff',
  '\u2028',
  '\udc00\ud800',
  '𝒳'.repeat(20),
  '\u0000'.repeat(3),
];

const NUMBERS: Choices<number> = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1e21,
  1e308,
  5e-324,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53) + 1,
  -(2 ** 53),
];

/** Any JSON value that is easily mistaken. */
export function hostileJson(random: Random): unknown {
  switch (random.below(9)) {
    case 0:
      return null;
    case 1:
      return random.once(2);
    case 2:
      return random.pick(NUMBERS);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return [random.pick(TEXTS), random.pick(NUMBERS), null];
    case 6:
      return own(random.pick(KEYS), random.once(2) ? random.pick(TEXTS) : { polluted: 1 });
    case 7:
      return random.once(20) ? big(random) : random.pick(TEXTS);
    default:
      return random.pick(TEXTS);
  }
}

/** Long, or deep. */
function big(random: Random): unknown {
  const size = random.pick([100, 1000, 10_000]);
  switch (random.below(5)) {
    case 0:
      return random.pick(['x', '9', '0', '\ud83d', '𝒳', '["', 'AAAA', ':', '1.']).repeat(size);
    case 1:
      return Array.from({ length: size }, (_, i) => (i % 7 === 0 ? String(i) : i));
    case 2:
      return Object.fromEntries(Array.from({ length: size }, (_, i) => [`k${i}`, i]));
    default:
      return nested(random, size);
  }
}

function nested(random: Random, depth: number): unknown {
  const isList = random.once(2);
  let value: unknown = random.pick(TEXTS);
  for (let i = 0; i < depth; i++) value = isList ? [value] : { a: value };
  return value;
}

/** What only code could hand in: nothing that JSON has. */
export function hostileValue(random: Random): unknown {
  const text = random.pick(TEXTS);
  const makers: Choices<() => unknown> = [
    () => undefined,
    () => random.pick([NaN, Infinity, -Infinity]),
    () => 10n ** 30n,
    () => Symbol(text),
    () => () => text,
    () => new Date(random.pick([0, NaN, 8.64e15])),
    () => new Map([[text, 1]]),
    () => new Set([text]),
    () => new Uint8Array(4),
    () => /x/g,
    () => new Error(text),
    () => Object(text) as unknown,
    () => Object.create({ id: 1, name: text, a: 'inherited' }) as unknown,
    () => Object.assign(Object.create(null) as object, { [random.pick(KEYS)]: text }),
    // A list with holes, and one that is mostly a hole.
    () => [1, , text] as unknown,
    () => new Array(random.pick([3, 100_000])) as unknown,
    () => new (class Own extends Array {})(),
    () => circle(),
    () => changing(text),
    () => new Proxy({ a: text }, {}),
    () => new Proxy([text], {}),
  ];
  return random.pick(makers)();
}

/** Without a prototype, so that those who change values do not walk around in it. */
function circle(): unknown {
  const value: Record<string, unknown> = { __proto__: null };
  value['a'] = [value];
  return value;
}

/** Says something else each time that it is asked. */
function changing(text: string): unknown {
  let asked = 0;
  const answers = [text, 1, null, { polluted: 1 }, [text]];
  return Object.defineProperty({}, 'a', {
    configurable: true,
    enumerable: true,
    get: () => answers[asked++ % answers.length],
  });
}

/** A map with this key as its own, whatever the key. */
export function own(key: string, value: unknown): Record<string, unknown> {
  return Object.fromEntries([[key, value]]);
}
