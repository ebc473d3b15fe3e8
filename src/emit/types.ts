// The TypeScript of types: in memory, and as data on the wire.

import type { Scalar } from '../core/type-expr.js';
import { formatVersion, sameVersion } from '../core/version.js';
import { versionSuffix } from '../core/names.js';
import type { EnumType, Model, Type } from '../model/index.js';
import { text } from './syntax.js';

const IN_MEMORY: Record<Scalar, string> = {
  string: 'string',
  integer: 'number',
  bigint: 'bigint',
  float: 'number',
  boolean: 'boolean',
  datetime: 'Date',
  uuid: 'string',
  ip: 'string',
  ipv4: 'string',
  ipv6: 'string',
  cidr: 'string',
  mac: 'string',
  bytes: 'Uint8Array',
  json: 'rt.JsonValue',
};

const ON_THE_WIRE: Record<Scalar, string> = {
  ...IN_MEMORY,
  bigint: 'string',
  datetime: 'string',
  bytes: 'string',
};

/** What a user's code holds; parts of a union each by itself. */
export function memoryType(model: Model, type: Type): string[] {
  return withNull(type, coreTypes(model, type));
}

function coreTypes(model: Model, type: Type): string[] {
  switch (type.kind) {
    case 'scalar':
      return [IN_MEMORY[type.scalar]];
    case 'enum':
      return enumTypes(model, type);
    case 'object':
      return [className(model, type.object.key)];
    case 'union':
      return type.members.map((member) => className(model, member.key));
    case 'list':
      return [`${inParentheses(memoryType(model, type.element))}[]`];
    case 'set':
      return [`Set<${memoryType(model, type.element).join(' | ')}>`];
    case 'map':
      return [`Record<string, ${memoryType(model, type.element).join(' | ')}>`];
  }
}

/** What stands in an envelope. */
export function wireType(model: Model, type: Type): string[] {
  return withNull(type, coreWireTypes(model, type));
}

function coreWireTypes(model: Model, type: Type): string[] {
  switch (type.kind) {
    case 'scalar':
      return [ON_THE_WIRE[type.scalar]];
    case 'enum':
      return enumTypes(model, type);
    case 'object':
    case 'union':
      return ['rt.Primitive'];
    case 'list':
    case 'set':
      return [`${inParentheses(wireType(model, type.element))}[]`];
    case 'map':
      return [`Record<string, ${wireType(model, type.element).join(' | ')}>`];
  }
}

function withNull(type: Type, types: string[]): string[] {
  return type.nullable ? [...types, 'null'] : types;
}

function inParentheses(types: readonly string[]): string {
  return types.length === 1 ? (types[0] ?? '') : `(${types.join(' | ')})`;
}

function enumTypes(model: Model, type: EnumType): string[] {
  const name = enumName(model, type);
  return name === undefined ? type.values.map(text) : [name];
}

/** The exported name of a declared enum at the version that a shape speaks; undefined for an inline one. */
export function enumName(model: Model, type: EnumType): string | undefined {
  const declared = type.key === undefined ? undefined : model.enums.get(type.key);
  if (declared === undefined) return undefined;
  if (type.version === undefined || sameVersion(type.version, declared.version)) {
    return declared.typescriptName;
  }
  return declared.typescriptName + versionSuffix(formatVersion(type.version));
}

export function className(model: Model, key: string): string {
  const object = model.objects.get(key);
  if (object === undefined) throw new Error(`no object has the key ${key}`);
  return object.typescriptName;
}
