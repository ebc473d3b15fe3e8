import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalScalar } from '../../src/core/canonical-scalar.js';
import { sameJson } from '../../src/core/same-json.js';
import { parseScalar, scalarText } from '../../src/core/scalar-text.js';
import { SCALARS, type Scalar } from '../../src/core/type-expr.js';

describe('a scalar as text', () => {
  const cases: [Scalar, Parameters<typeof scalarText>[1], string][] = [
    ['string', 'true', 'true'],
    ['integer', -7, '-7'],
    ['bigint', '12345678901234567890', '12345678901234567890'],
    ['float', 16, '16'],
    ['float', 1e21, '1e+21'],
    ['boolean', false, 'false'],
    ['datetime', '2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
    ['bytes', 'QQ==', 'QQ=='],
    ['json', 'text', '"text"'],
    ['json', { a: [null] }, '{"a":[null]}'],
  ];
  test.each(cases)('%s %j is %s, and is read back', (scalar, canonical, text) => {
    expect(scalarText(scalar, canonical)).toBe(text);
    expect(parseScalar(scalar, text)).toStrictEqual(canonical);
  });
});

describe('other spellings that a peer may have written', () => {
  const cases: [Scalar, string, unknown][] = [
    ['float', '16.0', 16],
    ['float', '1E3', 1000],
    ['float', '-0.0', 0],
    ['integer', '-0', 0],
    ['bigint', '007', '7'],
    ['uuid', '6A0DBE0F-3AE8-4B4F-8D6F-6F0F6A6EC7F0', '6a0dbe0f-3ae8-4b4f-8d6f-6f0f6a6ec7f0'],
    ['datetime', '2024-01-02', '2024-01-02T00:00:00Z'],
    ['cidr', '::1', '::1/128'],
    ['json', ' [1] ', [1]],
    ['json', 'null', null],
  ];
  test.each(cases)('%s %j', (scalar, text, canonical) => {
    expect(parseScalar(scalar, text)).toStrictEqual(canonical);
  });
});

describe('a text that spells no such value is refused, never rounded or guessed', () => {
  const cases: [Scalar, string][] = [
    ['integer', ''],
    ['integer', ' 1'],
    ['integer', '1.0'],
    ['integer', '1e3'],
    ['integer', '0x10'],
    ['integer', '007'],
    ['integer', '9007199254740993'],
    ['float', ''],
    ['float', 'NaN'],
    ['float', 'Infinity'],
    ['float', '1e999'],
    ['float', '.5'],
    ['float', '5.'],
    ['float', '+1'],
    ['float', ' 1'],
    ['boolean', 'True'],
    ['boolean', '1'],
    ['bigint', '1e3'],
    ['json', ''],
    ['json', '{'],
    ['json', 'undefined'],
    ['ipv4', '010.0.0.1'],
  ];
  test.each(cases)('%s %j', (scalar, text) => {
    expect(parseScalar(scalar, text)).toBeUndefined();
  });
});

test('text and parse undo each other for every value of every scalar', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.double(),
    fc.maxSafeInteger(),
    fc.bigInt().map(String),
    fc.ipV4(),
    fc.ipV6(),
    fc.uuid(),
    fc.base64String(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...SCALARS), anything, (scalar, wire) => {
      const value = canonicalScalar(scalar, wire)?.value;
      if (value === undefined) return;
      const again = parseScalar(scalar, scalarText(scalar, value));
      expect(again !== undefined && sameJson(again, value)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
