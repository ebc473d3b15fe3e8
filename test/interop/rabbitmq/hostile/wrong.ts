// Values that fit nowhere, for every part of a request or an answer.

import type { JsonValue } from '../../../../src/core/json.js';

/** `levels` lists in one another. */
export function deep(levels: number): JsonValue {
  let value: JsonValue = [];
  for (let level = 1; level < levels; level++) value = [value];
  return value;
}

/** A map with an own key that plain assignment would make a prototype. */
export const PROTO = JSON.parse('{"__proto__":{"polluted":1}}') as JsonValue;

export const HUGE = 'ü'.repeat(1_000_000);

/** By what a test calls them. */
export const WRONG: Readonly<Record<string, JsonValue>> = {
  null: null,
  true: true,
  'a number': 7,
  'a text': 'text',
  'a list': [1],
  'a map': { a: 1 },
  'a map with __proto__': PROTO,
  'an empty envelope': { 'versioned_object.name': 'Instance', 'versioned_object.data': null },
  'a deep nest': deep(400),
  'a huge text': HUGE,
  'a long list': Array.from({ length: 50_000 }, () => null),
  ...Object.fromEntries(
    ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '@', 'Instance@__proto__'].map(
      (name) => [name, name],
    ),
  ),
};

/** Versions that are none, or that no object has. */
export const NO_VERSIONS = [
  '1.99999999999',
  '-1.0',
  '9.9',
  '2',
  '02.7',
  '2.7\n',
  ' 2.7',
  'v2.7',
  '２.7',
  '2.7.1.1',
  '1e3.0',
  '',
  '__proto__',
  '2.7'.padEnd(1_000_000, '0'),
];
