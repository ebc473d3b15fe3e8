// The shapes as a .proto file, and messages made of plain data.
import { SHAPES, typeOf } from './shapes.mjs';

const SCALARS = { integer: 'int32', number: 'double', boolean: 'bool' };

export function protoFile() {
  const messages = Object.entries(SHAPES).map(([name, fields]) => {
    const lines = Object.entries(fields).map(
      ([field, type], i) => `  ${declared(typeOf(type))} ${field} = ${i + 1};`,
    );
    return `message ${name} {\n${lines.join('\n')}\n}\n`;
  });
  return `syntax = "proto3";

package bench;

import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";

${messages.join('\n')}`;
}

function declared(type) {
  switch (type.kind) {
    case 'map':
      return `map<string, ${bareName(typeOf(type.map))}>`;
    case 'list':
      return `repeated ${bareName(typeOf(type.list))}`;
    case 'object':
    case 'datetime':
    case 'json':
      return bareName(type);
    default:
      return `${type.nullable ? 'optional ' : ''}${bareName(type)}`;
  }
}

function bareName(type) {
  switch (type.kind) {
    case 'object':
      return type.object;
    case 'datetime':
      return 'google.protobuf.Timestamp';
    case 'json':
      return 'google.protobuf.Struct';
    default:
      return SCALARS[type.kind] ?? 'string';
  }
}

/** `user_id` as both libraries call it in code. */
export function camelOf(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/**
 * A message's fields from plain data; null is left out, as protobuf has it. `make` gives times, JSON and nested messages
 * their form.
 */
export function messageOf(name, plain, make) {
  const entries = Object.entries(SHAPES[name])
    .filter(([field]) => plain[field] !== null)
    .map(([field, type]) => [camelOf(field), valueOf(typeOf(type), plain[field], make)]);
  return make.message(name, Object.fromEntries(entries));
}

function valueOf(type, value, make) {
  switch (type.kind) {
    case 'object':
      return messageOf(type.object, value, make);
    case 'list':
      return value.map((one) => valueOf(typeOf(type.list), one, make));
    case 'datetime':
      return make.time(value);
    case 'json':
      return make.json(value);
    default:
      return value;
  }
}

/** Plain data of a message; what is not there is null, or empty where it is a list or a map. */
export function plainOfMessage(name, message, read) {
  const entries = Object.entries(SHAPES[name]).map(([field, type]) => [
    field,
    plainOfValue(typeOf(type), message[camelOf(field)], read),
  ]);
  return Object.fromEntries(entries);
}

function plainOfValue(type, value, read) {
  if (value === undefined || value === null) return null;
  switch (type.kind) {
    case 'object':
      return plainOfMessage(type.object, value, read);
    case 'list':
      return value.map((one) => plainOfValue(typeOf(type.list), one, read));
    case 'datetime':
      return read.time(value);
    case 'json':
      return read.json(value);
    case 'map':
      return { ...value };
    default:
      return value;
  }
}
