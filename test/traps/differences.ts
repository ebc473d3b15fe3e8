// Every way in which two versions of an object can differ, as a person writes it in two schemas.

import type { ChangeKind } from '../../src/model/index.js';

export const DIFFERENCES: readonly (readonly [before: string, after: string, kind: ChangeKind])[] =
  [
    ['fields: { a: integer }', 'fields: { a: integer, b: integer }', 'field-added'],
    ['fields: { a: integer, b: integer }', 'fields: { a: integer }', 'field-removed'],
    ['fields: { a: integer }', 'fields: { a: string }', 'type-changed'],
    ['fields: { a: list<integer> }', 'fields: { a: list<string> }', 'type-changed'],
    ['fields: { a: Leaf }', 'fields: { a: Thing }', 'type-changed'],
    ['fields: { a: { enum: [x] } }', 'fields: { a: { enum: [x, y] } }', 'enum-changed'],
    ['fields: { a: { enum: [x, y] } }', 'fields: { a: { enum: [x] } }', 'enum-changed'],
    ['fields: { a: integer }', 'fields: { a: integer? }', 'null-allowed'],
    ['fields: { a: integer? }', 'fields: { a: integer }', 'null-refused'],
    [
      'fields: { a: { type: integer, default: 1 } }',
      'fields: { a: { type: integer, default: 2 } }',
      'default-changed',
    ],
    [
      'fields: { a: integer }',
      'fields: { a: { type: integer, readOnly: true } }',
      'read-only-changed',
    ],
    ['fields: { a: integer }', 'fields: { a: { type: integer, max: 5 } }', 'limits-changed'],
    ['fields: { a: string }', 'fields: { a: { type: string, pattern: "x*" } }', 'limits-changed'],
    [
      'fields: { a: string }',
      'fields: { a: { type: string, sensitive: true } }',
      'sensitive-changed',
    ],
    ['fields: { a: string }', 'fields: { a: string }\nmethods: { m: {} }', 'method-added'],
    ['fields: { a: string }\nmethods: { m: {} }', 'fields: { a: string }', 'method-removed'],
    [
      'fields: { a: string }\nmethods: { m: {} }',
      'fields: { a: string }\nmethods: { m: { args: { x: integer } } }',
      'method-changed',
    ],
    [
      'fields: { a: string }\nmethods: { m: {} }',
      'fields: { a: string }\nmethods: { m: { returns: string } }',
      'method-changed',
    ],
  ];

/** The schemas of an object with this body, and of another for it to hold. */
export function thing(body: string): readonly string[] {
  const end = 'history: { "1.0": First version }';
  return [
    `object: Thing\nversion: "1.0"\n${body.replace('integer?', '"integer?"')}\n${end}`,
    `object: Leaf\nversion: "1.0"\nfields: { x: integer }\n${end}`,
  ];
}
