// Canonical values of each scalar: those where code likes to break, and random ones.

import type { JsonValue } from '../../core/json.js';
import type { Scalar } from '../../core/type-expr.js';
import type { Random } from './random.js';

/** Texts that a careless program confuses with something of its own; all well-formed. */
export const HOSTILE_TEXTS = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'true',
  '0',
  '-1',
  '1e3',
  'NaN',
  '\0',
  'a\u0000b',
  ' \t\r\n',
  '"\'\\`${x}',
  '</script>',
  '\u2028\u2029',
  '\ufeff',
  'é',
  'e\u0301',
  '😀',
  '👩‍👩‍👧',
  '\uffff',
  '.',
  '[0]',
  // Marks that texts are split at: whoever takes the last for the first is seen.
  'a@b@c,d=e;f|g:h/i',
  'a.b',
] as const;

/** Values at the edges of a scalar, in canonical form, as they stand on the wire. */
export function edgesOf(scalar: Scalar): readonly JsonValue[] {
  return EDGES[scalar];
}

/** Some canonical value of the scalar. */
export function randomScalar(scalar: Scalar, random: Random): JsonValue {
  if (random.once(3)) return random.pick(EDGES[scalar]);
  return RANDOM[scalar](random);
}

type Edges = readonly [JsonValue, ...JsonValue[]];

const HOSTILE_MAP = Object.fromEntries(HOSTILE_TEXTS.map((text, i) => [text, i]));

const EDGES: Record<Scalar, Edges> = {
  string: HOSTILE_TEXTS,
  integer: [0, 1, -1, 2147483647, 2147483648, -2147483649, 9007199254740991, -9007199254740991],
  bigint: ['0', '-1', '9007199254740993', '-9223372036854775809', `1${'0'.repeat(60)}`],
  float: [0, 0.5, -0.5, 1.5, 2.5, -2.5, 16, 1e21, 1e300, 5e-324, 0.1, -1.7976931348623157e308],
  boolean: [false, true],
  datetime: [
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '1969-12-31T23:59:59.999Z',
    '2024-02-29T12:00:00Z',
    '2024-01-02T03:04:05.600Z',
    '9999-12-31T23:59:59.999Z',
  ],
  uuid: ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ip: ['0.0.0.0', '255.255.255.255', '::', '::1', '2001:db8::1'],
  ipv4: ['0.0.0.0', '127.0.0.1', '255.255.255.255'],
  ipv6: ['::', '::1', '2001:db8::ff00:42:8329', 'fe80::1'],
  cidr: ['0.0.0.0/0', '10.0.0.0/8', '192.168.1.1/32', '::/0', '2001:db8::/32'],
  mac: ['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff'],
  bytes: ['', 'AA==', 'AAA=', 'AAAA', '/+8='],
  json: [null, false, 0, '', [], {}, [[[]]], HOSTILE_MAP, { a: [1, { b: null }] }],
};

const RANDOM: Record<Scalar, (random: Random) => JsonValue> = {
  string: randomText,
  integer: (random) => random.below(2000) - 1000,
  bigint: (random) => `${random.once(2) ? '-' : ''}${1 + random.below(9)}${digits(random, 30)}`,
  float: (random) => (random.below(2 ** 32) - 2 ** 31) / 2 ** random.below(40),
  boolean: (random) => random.once(2),
  datetime: randomDatetime,
  uuid: (random) => [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-'),
  ip: (random) => (random.once(2) ? randomIpv4(random) : randomIpv6(random)),
  ipv4: randomIpv4,
  ipv6: randomIpv6,
  cidr: (random) => `${randomIpv4(random)}/${random.below(33)}`,
  mac: (random) => Array.from({ length: 6 }, () => hex(random, 2)).join(':'),
  bytes: (random) => Buffer.from(hex(random, 2 * random.below(9)), 'hex').toString('base64'),
  json: (random) => randomJson(random, 2),
};

const LETTERS: readonly [string, ...string[]] = [
  'a',
  ...Array.from('bcdefghij XYZ-_./:0123456789éß漢😀'),
];

function randomText(random: Random): string {
  return Array.from({ length: random.below(12) }, () => random.pick(LETTERS)).join('');
}

function digits(random: Random, most: number): string {
  return Array.from({ length: random.below(most) }, () => random.below(10)).join('');
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.below(16).toString(16)).join('');
}

function randomDatetime(random: Random): string {
  const text = new Date(random.below(2 ** 32) * 1000 + random.below(1000)).toISOString();
  return random.once(3) ? text.replace('.000Z', 'Z') : text.replace(/\.\d+Z/, 'Z');
}

function randomIpv4(random: Random): string {
  return Array.from({ length: 4 }, () => random.below(256)).join('.');
}

/** Eight groups, none zero, so that nothing is to be shortened. */
function randomIpv6(random: Random): string {
  return Array.from({ length: 8 }, () => (1 + random.below(0xffff)).toString(16)).join(':');
}

function randomJson(random: Random, depth: number): JsonValue {
  const kind = random.below(depth === 0 ? 4 : 6);
  if (kind === 0) return null;
  if (kind === 1) return random.once(2);
  if (kind === 2) return random.below(1000) - 500;
  if (kind === 3) return randomText(random);
  const items = Array.from({ length: random.below(4) }, () => randomJson(random, depth - 1));
  if (kind === 4) return items;
  return Object.fromEntries(items.map((item) => [randomKey(random), item]));
}

/** A key of a map, hostile now and then. */
export function randomKey(random: Random): string {
  return random.once(3) ? random.pick(HOSTILE_TEXTS) : randomText(random);
}
