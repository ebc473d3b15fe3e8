// Whatever is adopted is either an error, or loads without a finding: nobody mends by hand what a program wrote.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adopting, modelOf, type Adopting, type Texts } from '../support/adopting.js';

const NAME = fc.oneof(
  fc.constantFrom('id', 'fooBar', 'foo_bar', 'FOO', 'then', 'objX', '_x', '__proto__', 'toJSON'),
  fc.constantFrom('$x', 'x', 'constructor', 'null', 'no', '1e3', 'größe', 'a-b', '', ' ', 'ключ'),
  fc.string({ maxLength: 6 }),
);
const TYPE_NAME = fc.constantFrom(
  ...['A', 'B', 'Error', 'Target', 'Index', 'con', 'order_line', 'OrderLine', 'AV1_0', 'X9', 'Ö'],
);
const TEXT = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' a',
    'a\n\nb',
    '- a\n- b',
    'a: b',
    '# a',
    '@default 5',
    '@pattern (',
    '@format ip',
  ),
  fc.constantFrom(
    '@minimum 9',
    '@maximum 1',
    '@default null',
    '@integer',
    '@deprecated',
    '\u2028\u0007',
  ),
);
const VALUE = fc.oneof(TEXT, fc.constantFrom('on', '1', 'null', '~', 'a', 'b'));

const { type: TYPE } = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(
      'string',
      'number',
      'boolean',
      'bigint',
      'Date',
      'null',
      'undefined',
      'unknown',
    ),
    fc.constantFrom('1', '-2.5', 'never', 'symbol', '() => void', 'Gone', 'Gone.x', 'A["x"]', '{}'),
    TYPE_NAME,
    VALUE.map((value) => JSON.stringify(value)),
    fc.tuple(tie('type'), tie('type')).map(([a, b]) => `(${a}) | (${b})`),
    fc.tuple(tie('type'), tie('type')).map(([a, b]) => `(${a}) & (${b})`),
    fc.tuple(tie('type'), tie('type')).map(([a, b]) => `[(${a}), (${b})]`),
    tie('type').map((type) => `(${type})[]`),
    tie('type').map((type) => `Set<${type}>`),
    tie('type').map((type) => `Map<string, ${type}>`),
    tie('type').map((type) => `Record<'a' | 'b', ${type}>`),
    tie('type').map((type) => `Partial<${type}>`),
    tie('type').map((type) => `readonly (${type})[]`),
    fc.tuple(NAME, tie('type')).map(([name, type]) => `{ ${JSON.stringify(name)}: ${type} }`),
    tie('type').map((type) => `{ [key: string]: ${type} }`),
  ),
}));

const COMMENT = TEXT.map((text) => `/** ${text.replaceAll('*/', '')} */`);
const MEMBER = fc
  .tuple(COMMENT, fc.constantFrom('', 'readonly '), NAME, fc.constantFrom('', '?'), TYPE)
  .map(
    ([doc, readonly, name, mark, type]) =>
      `${doc}\n${readonly}${JSON.stringify(name)}${mark}: ${type};`,
  );
const DECLARATION = fc
  .tuple(
    COMMENT,
    fc.constantFrom('export ', ''),
    TYPE_NAME,
    TYPE,
    fc.array(MEMBER, { maxLength: 5 }),
    fc.array(VALUE, { maxLength: 4 }),
    fc.nat(3),
  )
  .map(([doc, exported, name, type, members, values, kind]) => {
    const head = `${doc}\n${exported}`;
    if (kind === 0) return `${head}type ${name} = ${type};`;
    if (kind === 1) {
      const lines = values.map((value, at) => `M${at} = ${JSON.stringify(value)}`);
      return `${head}enum ${name} { ${lines.join(', ')} }`;
    }
    const base = kind === 2 ? ' extends B' : '';
    return `${head}interface ${name}${base} {\n${members.join('\n')}\n}`;
  });
const TYPESCRIPT = fc
  .uniqueArray(DECLARATION, { minLength: 1, maxLength: 4 })
  .map((declarations): Texts => ({ 'a.ts': `export {};\n${declarations.join('\n')}` }));

const REF = fc.constantFrom(
  '#',
  '#/$defs/A',
  '#/$defs/B',
  '#/$defs/gone',
  'b.json',
  '#/$defs/A/properties/x',
);
const { schema: SCHEMA } = fc.letrec<{ schema: unknown }>((tie) => {
  const parts = fc.array(tie('schema'), { maxLength: 3 });
  const properties = fc.dictionary(NAME, tie('schema'), { maxKeys: 4 });
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.boolean(),
      REF.map(($ref) => ({ $ref })),
      fc.record(
        {
          type: fc.oneof(
            fc.constantFrom(
              'string',
              'integer',
              'number',
              'boolean',
              'array',
              'object',
              'null',
              'x',
            ),
            fc.constant(['string', 'null']),
            fc.constant(['integer', 'string']),
          ),
          description: TEXT,
          title: TEXT,
          format: fc.constantFrom('date-time', 'uuid', 'ipv4', 'email', 'byte', 'password'),
          enum: fc.array(fc.oneof(VALUE, fc.constant(null), fc.integer()), { maxLength: 3 }),
          const: fc.oneof(VALUE, fc.constant(null), fc.double()),
          default: fc.jsonValue(),
          minimum: fc.double(),
          maximum: fc.integer(),
          exclusiveMinimum: fc.oneof(fc.boolean(), fc.double()),
          minLength: fc.integer(),
          maxLength: fc.nat(5),
          pattern: TEXT,
          nullable: fc.boolean(),
          readOnly: fc.boolean(),
          deprecated: fc.boolean(),
          uniqueItems: fc.boolean(),
          required: fc.array(NAME, { maxLength: 2 }),
          items: tie('schema'),
          properties,
          patternProperties: properties,
          additionalProperties: tie('schema'),
          allOf: parts,
          anyOf: parts,
          oneOf: parts,
        },
        { requiredKeys: [] },
      ),
    ),
  };
});
const JSON_SCHEMA = fc
  .tuple(SCHEMA, SCHEMA, fc.dictionary(NAME, SCHEMA, { maxKeys: 3 }))
  .map(([a, b, properties]): Texts => ({
    'a.json': JSON.stringify({ properties, $defs: { A: a, B: b, Z: { properties: { z: a } } } }),
    'b.json': JSON.stringify(b === true || b === false ? {} : b),
  }));

/** Of each language; BACKLEVEL_CASES asks for more. */
const RUNS = Number(process.env['BACKLEVEL_CASES'] ?? 300);

it.each([
  ['TypeScript', TYPESCRIPT],
  ['JSON Schema', JSON_SCHEMA],
])('%s becomes schemas that load without a finding, or an error', async (_, sources) => {
  let clean = 0;
  await fc.assert(
    fc.asyncProperty(sources, async (files) => {
      const adopted = await adopting(files);
      if (hasError(adopted)) return;
      clean += 1;
      modelOf(adopted.schemas);
    }),
    { numRuns: RUNS, seed: 20_260_731 },
  );
  // Else it would prove nothing.
  expect(clean).toBeGreaterThan(RUNS / 3);
});

function hasError({ findings }: Adopting): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
