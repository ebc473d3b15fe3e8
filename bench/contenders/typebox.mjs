// JSON, held to a schema that typebox compiled.
import { requirePeer } from './peers.mjs';
import { jsonSchemaOf } from './json-schema.mjs';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

export const typebox = {
  name: 'typebox',
  checks: 'all, dates and UUIDs by pattern',
  make: (name, plains) => {
    const { FormatRegistry, Type } = requirePeer('@sinclair/typebox');
    const { TypeCompiler } = requirePeer('@sinclair/typebox/compiler');
    FormatRegistry.Set('uuid', (text) => UUID.test(text));
    FormatRegistry.Set('date-time', (text) => DATETIME.test(text));
    const check = TypeCompiler.Compile(typeOfSchema(Type, jsonSchemaOf(name)));
    const texts = plains.map((one) => JSON.stringify(one));
    const read = (text) => {
      const value = JSON.parse(text);
      if (!check.Check(value)) throw new Error('typebox refuses what is right');
      return value;
    };
    return {
      sizes: texts.map((text) => Buffer.byteLength(text)),
      encode: (i) => JSON.stringify(plains[i]),
      decode: (i) => read(texts[i]),
      read,
      plain: (value) => value,
    };
  },
};

function typeOfSchema(Type, schema) {
  const { type, enum: values } = schema;
  if (values !== undefined) {
    return Type.Union(values.map((value) => (value === null ? Type.Null() : Type.Literal(value))));
  }
  if (Array.isArray(type)) {
    return Type.Union([typeOfSchema(Type, { ...schema, type: type[0] }), Type.Null()]);
  }
  switch (type) {
    case 'integer':
      return Type.Integer();
    case 'number':
      return Type.Number();
    case 'boolean':
      return Type.Boolean();
    case 'string':
      return Type.String(schema.format === undefined ? {} : { format: schema.format });
    case 'array':
      return Type.Array(typeOfSchema(Type, schema.items));
    case 'object': {
      if (schema.properties === undefined) {
        return Type.Record(Type.String(), typeOfSchema(Type, schema.additionalProperties));
      }
      const fields = Object.entries(schema.properties).map(([name, one]) => [
        name,
        typeOfSchema(Type, one),
      ]);
      return Type.Object(Object.fromEntries(fields), { additionalProperties: false });
    }
    default:
      return Type.Any();
  }
}
