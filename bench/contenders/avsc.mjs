// Avro: no names on the wire, and older readers through a resolver.
import { requirePeer } from './peers.mjs';
import { SHAPES, typeOf } from './shapes.mjs';

/** What an older reader of a payload does not know yet. */
const LATER = { Flavor: ['foobars'], Instance: ['deleted_at'], BlockDevice: ['deleted_at'] };

export const avsc = {
  name: 'avsc',
  checks: 'types',
  make: (name, plains) => {
    const { Type } = requirePeer('avsc');
    const newest = Type.forSchema(recordOf(name, {}));
    const older = Type.forSchema(recordOf(name, LATER));
    const resolver = older.createResolver(newest);
    const values = plains.map((one) => toAvro(name, one));
    const bytes = values.map((one) => newest.toBuffer(one));
    return {
      sizes: bytes.map(({ length }) => length),
      encode: (i) => newest.toBuffer(values[i]),
      decode: (i) => newest.fromBuffer(bytes[i]),
      older: (i) => older.fromBuffer(bytes[i], resolver),
      read: (buffer) => newest.fromBuffer(buffer),
      plain: (value) => fromAvro(name, value),
    };
  },
};

function recordOf(name, later, named = new Set()) {
  if (named.has(name)) return name;
  named.add(name);
  return {
    type: 'record',
    name,
    fields: Object.entries(SHAPES[name])
      .filter(([field]) => later[name]?.includes(field) !== true)
      .map(([field, type]) => ({ name: field, type: schemaOf(typeOf(type), field, later, named) })),
  };
}

function schemaOf(type, field, later, named) {
  const bare = bareSchema(type, field, later, named);
  return type.nullable ? ['null', bare] : bare;
}

const SCALARS = { integer: 'long', number: 'double', boolean: 'boolean' };

function bareSchema(type, field, later, named) {
  switch (type.kind) {
    case 'map':
      return { type: 'map', values: schemaOf(typeOf(type.map), field, later, named) };
    case 'list':
      return { type: 'array', items: schemaOf(typeOf(type.list), field, later, named) };
    case 'object':
      return recordOf(type.object, later, named);
    case 'enum':
      return { type: 'enum', name: `${field}_values`, symbols: type.enum };
    default:
      return SCALARS[type.kind] ?? 'string';
  }
}

/** JSON within is a text in Avro. */
function toAvro(name, plain) {
  return changed(name, plain, (value) => JSON.stringify(value));
}

function fromAvro(name, value) {
  return changed(name, value, (text) => JSON.parse(text));
}

function changed(name, plain, change) {
  const entries = Object.entries(SHAPES[name]).map(([field, type]) => [
    field,
    changedValue(typeOf(type), plain[field], change),
  ]);
  return Object.fromEntries(entries);
}

function changedValue(type, value, change) {
  if (value === null) return null;
  if (type.kind === 'json') return change(value);
  if (type.kind === 'object') return changed(type.object, value, change);
  if (type.kind === 'list') return value.map((one) => changedValue(typeOf(type.list), one, change));
  return value;
}
