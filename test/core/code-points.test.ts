import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCodePoints, countCodePoints, cutCodePoints } from '../../src/core/code-points.js';

/** Any text, lone surrogates included, made mostly of the characters where the orders differ. */
const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'é',
    '\ud800',
    '\udbff',
    '\udc00',
    '\udfff',
    '\ue000',
    '\uffff',
    '😀',
    '\u{10ffff}',
  ),
  maxLength: 6,
});

/** The slow and plain way. */
const points = (value: string): number[] =>
  Array.from(value, (letter) => letter.codePointAt(0) ?? -1);
function plainOrder(a: number[], b: number[]): number {
  for (const [index, point] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (point !== other) return point - other;
  }
  return a.length - b.length;
}

test('an emoji sorts after U+FFFD, as in Python, so that sets have one order everywhere', () => {
  expect(['😀', '\ufffd', 'b', 'a', 'ab'].sort(compareCodePoints)).toEqual([
    'a',
    'ab',
    'b',
    '\ufffd',
    '😀',
  ]);
});

test('the order is that of the code points, for any text', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(plainOrder(points(a), points(b))));
    }),
    { numRuns: 5000 },
  );
});

test('the count is of code points, for any text', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(countCodePoints(value)).toBe(points(value).length);
    }),
  );
});

describe('a cut never leaves half an emoji', () => {
  test.each([
    ['😀😀', 1, '😀'],
    ['a😀b', 2, 'a😀'],
    ['abc', 3, 'abc'],
    ['abc', 0, ''],
    ['', 5, ''],
  ])('%s to %i', (value, max, cut) => {
    expect(cutCodePoints(value, max)).toBe(cut);
  });

  test('and leaves as many as it may', () => {
    fc.assert(
      fc.property(text, fc.nat(7), (value, max) => {
        expect(points(cutCodePoints(value, max))).toEqual(points(value).slice(0, max));
      }),
    );
  });
});
