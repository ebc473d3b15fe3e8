// The made-up domain of schemas.mjs in the languages of other generators: as many things, with the same fields, a file each
// where the language has files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A field, by its kind in each language. */
const FIELDS = [
  ['id', 'int64', { type: 'integer' }, 'int64'],
  ['uuid', 'string', { type: 'string', format: 'uuid' }, 'string'],
  ['display_name', 'string', { type: 'string', maxLength: 255 }, 'string'],
  ['description', 'optional string', { type: ['string', 'null'] }, 'string | null'],
  [
    'state',
    'State',
    { enum: ['new', 'ready', 'broken', 'gone'] },
    '"new" | "ready" | "broken" | "gone"',
  ],
  ['size_gb', 'int64', { type: 'integer', minimum: 0 }, 'int64'],
  ['ratio', 'double', { type: 'number' }, 'float64'],
  ['host', 'optional string', { type: ['string', 'null'] }, 'string | null'],
  [
    'labels',
    'map<string, string>',
    { type: 'object', additionalProperties: { type: 'string' } },
    'Record<string>',
  ],
  ['addresses', 'repeated string', { type: 'array', items: { type: 'string' } }, 'string[]'],
  ['groups', 'repeated string', { type: 'array', items: { type: 'string' } }, 'string[]'],
  ['enabled', 'bool', { type: 'boolean' }, 'boolean'],
  [
    'launched_at',
    'google.protobuf.Timestamp',
    { type: 'string', format: 'date-time' },
    'utcDateTime',
  ],
  [
    'created_at',
    'google.protobuf.Timestamp',
    { type: 'string', format: 'date-time' },
    'utcDateTime',
  ],
  [
    'updated_at',
    'google.protobuf.Timestamp',
    { type: 'string', format: 'date-time' },
    'utcDateTime',
  ],
];

/** Every thing but the first of ten holds the one before it. */
const hasPart = (n) => n % 10 !== 0;

export function writeProtos(folder, count) {
  const package_ = join(folder, 'proto', 'bench', 'v1');
  mkdirSync(package_, { recursive: true });
  writeFileSync(join(folder, 'buf.yaml'), 'version: v2\nmodules:\n  - path: proto\n');
  for (let n = 0; n < count; n++) {
    const part = hasPart(n) ? `  optional Thing${n - 1} part = ${FIELDS.length + 1};\n` : '';
    const imported = hasPart(n) ? `import "bench/v1/thing${n - 1}.proto";\n` : '';
    const lines = FIELDS.map(([name, type], i) => `  ${type} ${name} = ${i + 1};\n`).join('');
    writeFileSync(
      join(package_, `thing${n}.proto`),
      `syntax = "proto3";\npackage bench.v1;\nimport "google/protobuf/timestamp.proto";\n${imported}
// The ${n}th thing of a large domain.\nmessage Thing${n} {
  enum State {\n    STATE_UNSPECIFIED = 0;\n    STATE_READY = 1;\n    STATE_BROKEN = 2;\n    STATE_GONE = 3;\n  }
${lines}${part}}\n`,
    );
  }
}

/** One document for all: so it is the least work for who reads it. */
export function jsonSchemaOf(count, refTo) {
  const names = Array.from({ length: count }, (_, n) => `Thing${n}`);
  return Object.fromEntries(
    names.map((name, n) => {
      const properties = Object.fromEntries(FIELDS.map(([field, , schema]) => [field, schema]));
      const part = hasPart(n) ? { part: { $ref: refTo(`Thing${n - 1}`) } } : {};
      const required = FIELDS.map(([field]) => field);
      return [
        name,
        {
          type: 'object',
          title: name,
          description: `The ${n}th thing of a large domain.`,
          properties: { ...properties, ...part },
          required,
          additionalProperties: false,
        },
      ];
    }),
  );
}

/** A schema that needs them all. */
export function writeJsonSchema(folder, count) {
  const $defs = jsonSchemaOf(count, (name) => `#/$defs/${name}`);
  const all = Object.keys($defs).map((name) => [name, { $ref: `#/$defs/${name}` }]);
  const schema = { title: 'All', type: 'object', properties: Object.fromEntries(all), $defs };
  writeFileSync(join(folder, 'things.json'), JSON.stringify(schema));
}

export function writeOpenapi(folder, count) {
  const schemas = jsonSchemaOf(count, (name) => `#/components/schemas/${name}`);
  const info = { title: 'Things', version: '1.0.0' };
  writeFileSync(
    join(folder, 'openapi.json'),
    JSON.stringify({ openapi: '3.1.0', info, paths: {}, components: { schemas } }),
  );
}

/** With three versions, as TypeSpec has them. */
export function writeTypespec(folder, count) {
  const added = new Set(['host', 'launched_at', 'groups']);
  const models = Array.from({ length: count }, (_, n) => {
    const lines = FIELDS.map(
      ([name, , , type]) => `  ${added.has(name) ? '@added(Versions.v1_1) ' : ''}${name}: ${type};`,
    );
    const part = hasPart(n) ? [`  part?: Thing${n - 1};`] : [];
    return `@doc("The ${n}th thing of a large domain.")\n@jsonSchema\nmodel Thing${n} {\n${[...lines, ...part].join('\n')}\n}\n`;
  });
  writeFileSync(
    join(folder, 'main.tsp'),
    `import "@typespec/json-schema";\nimport "@typespec/versioning";\nusing TypeSpec.JsonSchema;\nusing TypeSpec.Versioning;
@versioned(Versions)\nnamespace Bench;\nenum Versions { v1_0: "1.0", v1_1: "1.1", v1_2: "1.2" }\n${models.join('\n')}`,
  );
}
