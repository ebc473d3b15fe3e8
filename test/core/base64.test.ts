import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64ToBytes, bytesToBase64, canonicalBase64 } from '../../src/core/base64.js';

const bytes = fc.uint8Array({ maxLength: 200 });

test('bytes go to text and back, and the text is what every other encoder writes', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      const text = bytesToBase64(value);
      expect(text).toBe(Buffer.from(value).toString('base64'));
      expect(canonicalBase64(text)).toBe(text);
      expect(base64ToBytes(text)).toEqual(value);
    }),
  );
});

test('a text is accepted exactly when encoding its bytes gives it again', () => {
  const letters = fc.constantFrom(
    'A',
    'B',
    'Q',
    'g',
    'w',
    'x',
    '/',
    '+',
    '=',
    '_',
    '-',
    ' ',
    '\n',
    '9',
    'é',
  );
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 9 }), (text) => {
      const again = Buffer.from(text, 'base64').toString('base64');
      expect(canonicalBase64(text)).toBe(again === text ? text : undefined);
    }),
    { numRuns: 5000 },
  );
});

describe('a second spelling of the same bytes is refused, so that equal bytes are equal text', () => {
  test.each([
    'QQ',
    'QQ=',
    'QR==',
    'QI==',
    'QUJ=',
    'QQ==QQ==',
    '=',
    '====',
    'A===',
    'QQ==\n',
    ' QQ==',
    'Q-__',
    'QUJD\u0100',
  ])('%j', (text) => {
    expect(canonicalBase64(text)).toBeUndefined();
  });
});

test('ten megabytes are read and written without a stack or a minute', () => {
  const value = new Uint8Array(10_000_000).fill(171);
  const text = bytesToBase64(value);
  expect(canonicalBase64(text)).toBe(text);
  expect(canonicalBase64(`${text.slice(0, -4)}QR==`)).toBeUndefined();
  expect(base64ToBytes(text)).toHaveLength(value.length);
});
