import { describe, expect, test } from 'vitest';
import { canonicalScalar } from '../../../src/core/canonical-scalar.js';
import { SCALARS } from '../../../src/core/type-expr.js';
import { limitedEdges, limitedRandom } from '../../../src/testing/values/limited.js';
import { textLike } from '../../../src/testing/values/pattern.js';
import { createRandom } from '../../../src/testing/values/random.js';
import { edgesOf, randomScalar } from '../../../src/testing/values/scalars.js';

describe('chance', () => {
  test('is the same for the same seed, so that a failure can be run again', () => {
    const draw = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(42)).toEqual(draw(42));
    expect(draw(42)).not.toEqual(draw(43));
    // Pinned: a seed from an old report still makes the values of that report.
    expect(draw(1)).toMatchInlineSnapshot(`
      [
        393288148,
        2174103013,
        3814759091,
        2092745082,
        1865176206,
      ]
    `);
  });

  test('reaches every choice', () => {
    const random = createRandom(7);
    const seen = new Set(Array.from({ length: 400 }, () => random.below(10)));
    expect(seen.size).toBe(10);
  });
});

describe.each(SCALARS)('values of %s', (scalar) => {
  test('are canonical, or every law would be tried on data that cannot occur', () => {
    const random = createRandom(1);
    const made = Array.from({ length: 500 }, () => randomScalar(scalar, random));
    for (const value of [...edgesOf(scalar), ...made]) {
      expect(canonicalScalar(scalar, value), JSON.stringify(value)).toEqual({ value });
    }
  });
});

describe('limits', () => {
  test('are met, their own edges among the values', () => {
    const random = createRandom(3);
    const edges = limitedEdges('integer', { min: 3, max: 9 });
    expect(edges).toEqual(expect.arrayContaining([3, 9]));
    expect(edges.every((value) => Number(value) >= 3 && Number(value) <= 9)).toBe(true);
    for (let i = 0; i < 200; i++) {
      const value = limitedRandom('integer', { min: 3, max: 9 }, random);
      expect(value).toBeGreaterThanOrEqual(3);
      expect(value).toBeLessThanOrEqual(9);
      const text = limitedRandom('string', { minLength: 2, maxLength: 3 }, random);
      expect(text).toMatch(/^.{2,3}$/su);
    }
    expect(limitedEdges('bigint', { max: '9007199254740992' })).not.toContain('9007199254740993');
  });

  test('with a pattern are met too, and one that cannot be met is owned up to', () => {
    const random = createRandom(5);
    const name = limitedRandom('string', { pattern: '[a-z]+-\\d{3}', maxLength: 30 }, random);
    expect(name).toMatch(/^[a-z]+-\d{3}$/);
    expect(limitedRandom('string', { pattern: 'a', minLength: 2 }, random)).toBeUndefined();
  });
});

test.each([
  '[a-z][a-z0-9_-]{0,62}',
  '(?:nova|cinder)-\\w+',
  'v\\d+(?:\\.\\d+)*',
  '[^/]+/[^/]+',
  '(a|b)?c{2,}',
  '.*',
  '\\S+@\\S+',
  '[\\w.-]+',
  '^x$',
])('a text is made for the pattern %s', (pattern) => {
  const random = createRandom(9);
  for (let i = 0; i < 100; i++) {
    const text = textLike(pattern, random);
    expect(text, String(text)).toMatch(new RegExp(`^(?:${pattern})$`, 'u'));
  }
});

test('a pattern beyond the generator is given up, not guessed at', () => {
  expect(textLike('(?<!x)y', createRandom(1))).toBeUndefined();
  expect(textLike('\\p{L}', createRandom(1))).toBeUndefined();
});
