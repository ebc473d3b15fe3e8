// JSON, parsed by a schema of zod's.
import { importPeer } from './peers.mjs';
import { SHAPES, typeOf } from './shapes.mjs';

export const zod = {
  name: 'zod',
  checks: 'all',
  make: async (name, plains) => {
    const { z } = await importPeer('zod');
    const schema = objectOf(z, name);
    const texts = plains.map((one) => JSON.stringify(one));
    const read = (text) => schema.parse(JSON.parse(text));
    return {
      sizes: texts.map((text) => Buffer.byteLength(text)),
      encode: (i) => JSON.stringify(plains[i]),
      decode: (i) => read(texts[i]),
      read,
      plain: (value) => value,
    };
  },
};

function objectOf(z, name) {
  const fields = Object.entries(SHAPES[name]).map(([field, type]) => [
    field,
    schemaOf(z, typeOf(type)),
  ]);
  return z.object(Object.fromEntries(fields));
}

function schemaOf(z, type) {
  const bare = bareSchema(z, type);
  return type.nullable ? bare.nullable() : bare;
}

function bareSchema(z, type) {
  switch (type.kind) {
    case 'integer':
      return z.int();
    case 'number':
      return z.number();
    case 'boolean':
      return z.boolean();
    case 'uuid':
      return z.guid();
    case 'datetime':
      return z.iso.datetime({ offset: true });
    case 'json':
      return z.any();
    case 'enum':
      return z.enum(type.enum);
    case 'map':
      return z.record(z.string(), schemaOf(z, typeOf(type.map)));
    case 'list':
      return z.array(schemaOf(z, typeOf(type.list)));
    case 'object':
      return objectOf(z, type.object);
    default:
      return z.string();
  }
}
