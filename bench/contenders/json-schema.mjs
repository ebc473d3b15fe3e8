// The shapes as JSON Schema, for those who go by it.
import { SHAPES, typeOf } from './shapes.mjs';

const SCALARS = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  uuid: { type: 'string', format: 'uuid' },
  datetime: { type: 'string', format: 'date-time' },
  json: {},
};

/** A schema that holds all that it needs. */
export function jsonSchemaOf(name) {
  const properties = Object.fromEntries(
    Object.entries(SHAPES[name]).map(([field, type]) => [field, schemaOf(typeOf(type))]),
  );
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function schemaOf(type) {
  const bare = bareSchema(type);
  if (!type.nullable || type.kind === 'json') return bare;
  if (type.kind === 'enum') return { ...bare, enum: [...type.enum, null] };
  return { ...bare, type: [bare.type, 'null'] };
}

function bareSchema(type) {
  switch (type.kind) {
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(typeOf(type.map)) };
    case 'list':
      return { type: 'array', items: schemaOf(typeOf(type.list)) };
    case 'object':
      return jsonSchemaOf(type.object);
    case 'enum':
      return { enum: type.enum };
    default:
      return SCALARS[type.kind];
  }
}
