import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalScalar } from '../../src/core/canonical-scalar.js';
import { SCALARS, type Scalar } from '../../src/core/type-expr.js';

const value = (scalar: Scalar, wire: unknown): unknown => canonicalScalar(scalar, wire)?.value;

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

describe('accepted, and kept in one spelling', () => {
  const cases: [Scalar, unknown, unknown][] = [
    ['string', '', ''],
    ['string', ' 1 ', ' 1 '],
    ['integer', 9007199254740991, 9007199254740991],
    ['integer', -0, 0],
    ['bigint', '123456789012345678901234567890', '123456789012345678901234567890'],
    ['bigint', '-007', '-7'],
    ['bigint', '-000', '0'],
    ['bigint', 42, '42'],
    ['bigint', -0, '0'],
    ['float', 1.5, 1.5],
    ['float', -0, 0],
    ['float', 5e-324, 5e-324],
    ['boolean', false, false],
    ['datetime', '2024-01-02T03:04:05+01:00', '2024-01-02T02:04:05Z'],
    ['uuid', '6A0DBE0F-3AE8-4B4F-8D6F-6F0F6A6EC7F0', '6a0dbe0f-3ae8-4b4f-8d6f-6f0f6a6ec7f0'],
    ['ip', '::FFFF:0102:0304', '::ffff:1.2.3.4'],
    ['ip', '1.2.3.4', '1.2.3.4'],
    ['ipv4', '1.2.3.4', '1.2.3.4'],
    ['ipv6', '0:0::1', '::1'],
    ['cidr', '10.0.0.1', '10.0.0.1/32'],
    ['mac', 'FA-16-3E-00-11-22', 'fa:16:3e:00:11:22'],
    ['bytes', 'QQ==', 'QQ=='],
    ['json', null, null],
    ['json', { a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }],
  ];
  test.each(cases)('%s %j → %j', (scalar, wire, canonical) => {
    expect(value(scalar, wire)).toStrictEqual(canonical);
  });

  test('a key called __proto__ is data like any other', () => {
    const hostile: unknown = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}');
    expect(JSON.stringify(value('json', hostile))).toBe(JSON.stringify(hostile));
  });
});

describe('nothing becomes another type silently', () => {
  const cases: [Scalar, unknown][] = [
    ['string', 1],
    ['string', true],
    ['string', new String('x')],
    ['integer', '1'],
    ['integer', 1.5],
    ['integer', true],
    ['integer', NaN],
    ['integer', 9007199254740992],
    ['integer', 1n],
    ['bigint', '1.0'],
    ['bigint', '+1'],
    ['bigint', ' 1'],
    ['bigint', ''],
    ['bigint', '-'],
    ['bigint', '0x10'],
    ['bigint', '1_000'],
    ['bigint', '١'],
    ['bigint', 9007199254740992],
    ['bigint', 1.5],
    ['bigint', `${'0'.repeat(200_000)}x`],
    ['float', '1.5'],
    ['float', Infinity],
    ['float', NaN],
    ['boolean', 1],
    ['boolean', 'true'],
    ['datetime', 1704164645],
    ['datetime', new Date()],
    ['uuid', ['6a0dbe0f-3ae8-4b4f-8d6f-6f0f6a6ec7f0']],
    ['ip', 1],
    ['ipv4', '::1'],
    ['ipv6', '1.2.3.4'],
    ['bytes', new Uint8Array(1)],
    ['json', undefined],
    ['json', { a: undefined }],
    ['json', [, 1]],
    ['json', { deep: [NaN] }],
    ['json', new Map()],
    ['json', new Date()],
    ['json', cyclic],
  ];
  test.each(cases)('%s refuses %o', (scalar, wire) => {
    expect(canonicalScalar(scalar, wire)).toBeUndefined();
  });

  test('null is a value of json only', () => {
    const takers = SCALARS.filter((scalar) => canonicalScalar(scalar, null) !== undefined);
    expect(takers).toEqual(['json']);
  });
});

test('a fraction that was cut is told', () => {
  expect(canonicalScalar('datetime', '2024-01-02T03:04:05.6789Z')).toEqual({
    value: '2024-01-02T03:04:05.678Z',
    cut: true,
  });
  expect(canonicalScalar('datetime', '2024-01-02T03:04:05.678Z')).not.toHaveProperty('cut');
});

test('nesting as deep as JSON allows is refused, not a crash', () => {
  expect(value('json', nested(900))).toBeDefined();
  expect(canonicalScalar('json', nested(100_000))).toBeUndefined();
});

test('what is canonical stays as it is', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.double(),
    fc.bigInt().map(String),
    fc.ipV4(),
    fc.ipV6(),
    fc.uuid(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.base64String(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...SCALARS), anything, (scalar, wire) => {
      const first = canonicalScalar(scalar, wire);
      if (first === undefined) return;
      expect(canonicalScalar(scalar, first.value)).toStrictEqual({ value: first.value });
      // What goes over the wire as JSON arrives as it was sent.
      if (scalar !== 'json')
        expect(JSON.parse(JSON.stringify(first.value))).toStrictEqual(first.value);
    }),
    { numRuns: 3000 },
  );
});
