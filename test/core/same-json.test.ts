import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { sameJson } from '../../src/core/same-json.js';

const parse = (text: string): JsonValue => JSON.parse(text) as JsonValue;

describe('the same data', () => {
  test.each([
    ['0', '-0'],
    ['{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['[{"x":[null]}]', '[{"x":[null]}]'],
    ['{"__proto__":1}', '{"__proto__":1}'],
  ])('%s and %s', (a, b) => {
    expect(sameJson(parse(a), parse(b))).toBe(true);
  });
});

describe('not the same data', () => {
  test.each([
    ['1', '"1"'],
    ['0', 'false'],
    ['null', '{}'],
    ['[]', '{}'],
    ['{}', '[]'],
    ['[1,2]', '[2,1]'],
    ['[1]', '[1,null]'],
    ['{"a":null}', '{}'],
    ['{"a":1}', '{"b":1}'],
    ['{"length":0}', '[]'],
    // Inherited names are nobody's data.
    ['{"toString":1}', '{"valueOf":1}'],
    ['{"__proto__":{}}', '{"x":{}}'],
  ])('%s and %s', (a, b) => {
    expect(sameJson(parse(a), parse(b))).toBe(false);
    expect(sameJson(parse(b), parse(a))).toBe(false);
  });
});

test('a copy with its keys in another order is the same, and one with a change is not', () => {
  const shuffled = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).reverse();
    return Object.fromEntries(entries.map(([key, item]) => [key, shuffled(item)]));
  };
  const json = fc.jsonValue({ depthSize: 'medium' }).map((value) => value as JsonValue);
  fc.assert(
    fc.property(json, (value) => {
      expect(sameJson(value, shuffled(value))).toBe(true);
      expect(sameJson({ at: [value] }, { at: [[value]] })).toBe(false);
    }),
  );
});
