import { describe, expect, test } from 'vitest';
import { build, modelOf, objectOf } from './story.js';

function thing(type: string, written: string): string {
  return `
object: Thing
version: "1.0"
fields:
  f:
    type: ${type}
    default: ${written}
history: { "1.0": First version }
`;
}

function defaultOf(type: string, written: string): unknown {
  return objectOf(modelOf([thing(type, written)]), 'test/Thing').shape.fields.get('f')?.default;
}

describe('a default is read by its type, never by what YAML takes it for', () => {
  test.each([
    ['string', 'on', 'on'],
    ['string', '1e3', '1e3'],
    ['string', '"null"', 'null'],
    ['string?', 'null', null],
    ['string?', '~', null],
    ['boolean', 'true', true],
    ['integer', '-0', 0],
    ['integer', '1e3', 1000],
    ['float', '16.0', 16],
    ['bigint', '9007199254740993', '9007199254740993'],
    ['bigint', '"007"', '7'],
    ['datetime', '2024-01-02 03:04:05.678901+01:00', '2024-01-02T02:04:05.678Z'],
    ['uuid', '6A0DBE0F-3AE8-4B4F-8D6F-6F0F6A6EC7F0', '6a0dbe0f-3ae8-4b4f-8d6f-6f0f6a6ec7f0'],
    ['ipv6', 'FE80:0::1', 'fe80::1'],
    ['mac', 'AA-BB-CC-DD-EE-FF', 'aa:bb:cc:dd:ee:ff'],
    ['json', '{ a: [1, "1", true, null, 1.5] }', { a: [1, '1', true, null, 1.5] }],
    ['set<bigint>', '[10, 9, 10]', ['9', '10']],
    ['set<integer>', '[10, 9]', [9, 10]],
    ['map<integer?>', '{ a: 1, b: null }', { a: 1, b: null }],
  ])('%s of %s', (type, written, value) => {
    expect(defaultOf(type, written)).toEqual(value);
  });

  test('a key called `__proto__` is a key', () => {
    const value = defaultOf('map<string>', '{ __proto__: x, constructor: y }');
    expect(Object.entries(value as object)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  test.each([
    ['integer', '"3"'],
    ['float', '"1.5"'],
    ['boolean', '"true"'],
    ['boolean', 'yes'],
    ['integer', '1.5'],
    ['string', 'null'],
  ])('%s takes no default %s', (type, written) => {
    expect(build([thing(type, written)]).findings.map(({ code }) => code)).toEqual([
      'model/wrong-default',
    ]);
  });
});
