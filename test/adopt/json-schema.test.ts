import { describe, expect, it } from 'vitest';
import { wholePattern } from '../../src/adopt/pattern.js';
import { adopting, fieldsIn } from '../support/adopting.js';

const DEFINITIONS = {
  B: { properties: { x: { type: 'string' } } },
  C: { type: 'object', properties: { x: { type: 'string' } } },
  Mode: { enum: ['ro', 'rw'] },
  Size: { type: 'integer', minimum: 1, description: 'In GiB.' },
  Loop: { $ref: '#/definitions/Loop' },
};

const ref = (name: string): object => ({ $ref: `#/definitions/${name}` });

/** The field that a schema becomes, and the codes of what is told of it. */
async function field(schema: unknown): Promise<readonly [string, readonly string[]]> {
  const text = JSON.stringify({
    title: 'A',
    type: 'object',
    required: ['x'],
    properties: { x: schema },
    definitions: DEFINITIONS,
  });
  const { schemas, findings } = await adopting({ 'a.json': text });
  const x = findings.filter(({ message }) => message.includes('`x` of A'));
  return [
    fieldsIn(schemas['a.yaml']).join('\n'),
    x.map(({ code }) => code).filter((code) => code !== 'adopt/required'),
  ];
}

describe('a property of JSON Schema becomes a field', () => {
  it.each([
    [{ type: 'string' }, 'x: string'],
    [{ type: 'integer' }, 'x: integer'],
    [{ type: 'number' }, 'x: float'],
    [{ type: 'number', multipleOf: 1 }, 'x: integer'],
    [{ type: 'boolean' }, 'x: boolean'],
    [{ type: ['string', 'null'] }, 'x: string?'],
    [{ type: 'string', nullable: true }, 'x: string?'],
    [{ type: 'string', format: 'date-time' }, 'x: datetime'],
    [{ type: 'string', format: 'uuid' }, 'x: uuid'],
    [{ type: 'string', format: 'ipv4' }, 'x: ipv4'],
    [{ type: 'string', contentEncoding: 'base64' }, 'x: bytes'],
    [{ type: 'string', format: 'password' }, 'x: { type: string, sensitive: true }'],
    [
      { type: 'array', items: { type: 'integer', minimum: 1 } },
      'x: { type: list<integer>, min: 1 }',
    ],
    [{ type: 'array', uniqueItems: true, items: { type: 'string' } }, 'x: set<string>'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'x: map<string>'],
    [{ type: 'object' }, 'x: map<json>'],
    [{ type: 'object', additionalProperties: true }, 'x: map<json>'],
    [{ enum: ['a', 'b'], default: 'a' }, 'x: { enum: [a, b], default: a }'],
    [{ enum: ['a', null] }, 'x: { enum: [a], nullable: true }'],
    [{ const: 'a' }, 'x: { enum: [a] }'],
    [{ oneOf: [{ const: 'a' }, { const: 'b' }] }, 'x: { enum: [a, b] }'],
    [ref('B'), 'x: B'],
    [ref('Mode'), 'x: Mode'],
    [ref('Size'), 'x: { type: integer, min: 1, doc: "In GiB." }'],
    [{ ...ref('Size'), description: 'Other.' }, 'x: { type: integer, min: 1, doc: "Other." }'],
    [{ allOf: [ref('B')], description: 'One.' }, 'x: { type: B, doc: "One." }'],
    [{ anyOf: [ref('B'), { type: 'null' }] }, 'x: B?'],
    [{ oneOf: [ref('B'), ref('C')] }, 'x: B | C'],
    [{ type: 'array', items: { anyOf: [ref('B'), ref('C')] } }, 'x: list<(B | C)>'],
    [{ type: 'integer', minimum: 0, exclusiveMaximum: 10 }, 'x: { type: integer, min: 0, max: 9 }'],
    [
      { type: 'integer', default: 5, readOnly: true },
      'x: { type: integer, default: 5, readOnly: true }',
    ],
    [{ type: 'integer', deprecated: true }, 'x: { type: integer, deprecated: not to be used }'],
    [
      { type: 'string', minLength: 1, maxLength: 9 },
      'x: { type: string, minLength: 1, maxLength: 9 }',
    ],
    [{ type: 'string', pattern: '^[a-z]+$' }, 'x: { type: string, pattern: "[a-z]+" }'],
  ])('%j, and nothing is lost', async (schema, expected) => {
    expect(await field(schema)).toEqual([expected, []]);
  });

  it.each([
    [{ type: 'string', format: 'email' }, 'x: string', 'adopt/not-held'],
    [{ type: 'number', exclusiveMinimum: 0 }, 'x: float', 'adopt/not-held'],
    [
      { type: 'array', items: { type: 'string' }, minItems: 1 },
      'x: list<string>',
      'adopt/not-held',
    ],
    [{ type: 'array', items: ref('B'), uniqueItems: true }, 'x: list<B>', 'adopt/not-held'],
    [
      { type: 'object', patternProperties: { '^a': { type: 'string' } } },
      'x: map<string>',
      'adopt/not-held',
    ],
    [{ enum: [1, 2] }, 'x: integer', 'adopt/not-held'],
    [{ enum: [1, 'a'] }, 'x: json', 'adopt/untyped'],
    [{ type: ['string', 'integer'] }, 'x: json', 'adopt/untyped'],
    [{ oneOf: [{ type: 'string' }, ref('B')] }, 'x: json', 'adopt/untyped'],
    [{ type: 'array', items: [{ type: 'string' }] }, 'x: json', 'adopt/untyped'],
    [{ type: 'array' }, 'x: list<json>', 'adopt/untyped'],
    [{ type: 'file' }, 'x: json', 'adopt/untyped'],
    [{ $ref: 'other.json#/x' }, 'x: json', 'adopt/untyped'],
    [ref('Loop'), 'x: json', 'adopt/untyped'],
    [true, 'x: json', 'adopt/untyped'],
    [{ type: 'null' }, 'x: json', 'adopt/untyped'],
    [{ type: 'integer', default: 'many' }, 'x: integer', 'adopt/refused'],
    [{ type: 'string', pattern: '(' }, 'x: string', 'adopt/refused'],
    [{ type: 'string', pattern: '^(?<a>x)(?<a>y)$' }, 'x: string', 'adopt/refused'],
    [{ type: 'integer', minimum: 5, maximum: 1 }, 'x: { type: integer, max: 1 }', 'adopt/refused'],
    [false, '', 'adopt/left-out'],
  ])('%j, and what is lost is told', async (schema, expected, code) => {
    const [text, told] = await field(schema);
    expect(text).toBe(expected);
    expect(told).toContain(code);
  });
});

describe('a JSON Schema', () => {
  it('is an object by its title or its file, and its definitions have files of their own', async () => {
    const { schemas } = await adopting({
      'api/purchase-order.schema.json': JSON.stringify({
        description: 'What was bought.',
        properties: { 'x-y': { $ref: '#/$defs/order_line' } },
        $defs: { order_line: { properties: { size: {} } } },
      }),
    });
    expect(Object.keys(schemas)).toEqual(['order-line.yaml', 'purchase-order.yaml']);
    expect(schemas['purchase-order.yaml'])
      .toBe(`# yaml-language-server: $schema=../language/object.schema.json
object: PurchaseOrder
version: "1.0"
doc: What was bought.

fields:
  x_y: OrderLine

history:
  "1.0": First version
`);
  });

  it('has the properties of all that it is put together from', async () => {
    const { schemas, told } = await adopting({
      'a.json': JSON.stringify({
        definitions: {
          Pet: { properties: { name: { type: 'string' } } },
          Cat: {
            allOf: [{ $ref: '#/definitions/Pet' }, { properties: { lives: { type: 'integer' } } }],
          },
        },
      }),
    });
    expect(fieldsIn(schemas['cat.yaml'])).toEqual(['name: string', 'lives: integer']);
    expect(told).toContain('a.json:1 adopt/flattened');
  });

  it('may stand in another file, by its place or by its $id', async () => {
    const { schemas } = await adopting({
      'api/a.json': JSON.stringify({
        properties: { b: { $ref: '../lib/b.json' }, c: { $ref: 'https://x.org/c#/$defs/D' } },
      }),
      'lib/b.json': JSON.stringify({ properties: { x: { type: 'string' } } }),
      'lib/c.json': JSON.stringify({ $id: 'https://x.org/c', $defs: { D: { enum: ['d'] } } }),
    });
    expect(fieldsIn(schemas['a.yaml'])).toEqual(['b: B', 'c: D']);
  });

  it('may hold itself', async () => {
    const { schemas } = await adopting({
      'tree.json': JSON.stringify({
        properties: { kids: { type: 'array', items: { $ref: '#' } } },
      }),
    });
    expect(fieldsIn(schemas['tree.yaml'])).toEqual(['kids: list<Tree>']);
  });

  it('may have keys that every object of JavaScript has', async () => {
    const { schemas } = await adopting({
      'a.json': '{"properties": {"__proto__": {"type": "string"}, "toString": {"type": "string"}}}',
    });
    expect(fieldsIn(schemas['a.yaml'])).toEqual([
      expect.stringMatching(/^_proto__: /),
      expect.stringMatching(/^to_string: /),
    ]);
  });
});

describe('a pattern', () => {
  const PATTERNS = [
    'a',
    '^a',
    'a$',
    '^a$',
    '^a|b$',
    '^(?:a|b)$',
    '^(?:a)b(?:c)$',
    'a\\$',
    'a\\\\$',
    '^[a|]$',
  ];
  const TEXTS = [
    '',
    'a',
    'b',
    'ab',
    'ba',
    'xax',
    'abc',
    'a$',
    'xa$',
    'a\\',
    '|',
    'a\nb',
    'b\na',
    'ax',
    'xb',
  ];

  it.each(PATTERNS)('%s fits the same texts, as one of the whole text', (pattern) => {
    const whole = new RegExp(`^(?:${wholePattern(pattern)})$`, 'u');
    const anywhere = new RegExp(pattern, 'u');
    expect(TEXTS.filter((text) => whole.test(text))).toEqual(
      TEXTS.filter((text) => anywhere.test(text)),
    );
  });
});
