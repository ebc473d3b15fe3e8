// The TypeScript of types: in memory, and as data on the wire.

import type { Scalar } from '../core/type-expr.js';
import { formatVersion, sameVersion } from '../core/version.js';
import { versionSuffix } from '../core/names.js';
import type { EnumType, Model, Type } from '../model/index.js';

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

/** How types are named in one file. */
export interface TypeNames {
  readonly model: Model;
  /** The name of an inline enum's values. */
  inline(values: readonly string[]): string;
}

/** What a user's code holds; parts of a union each by itself. */
export function memoryType(names: TypeNames, type: Type): string[] {
  return withNull(type, coreTypes(names, type));
}

function coreTypes(names: TypeNames, type: Type): string[] {
  switch (type.kind) {
    case 'scalar':
      return [IN_MEMORY[type.scalar]];
    case 'enum':
      return enumTypes(names, type);
    case 'object':
      return [className(names.model, type.object.key)];
    case 'union':
      return type.members.map((member) => className(names.model, member.key));
    case 'list':
      return [`${inParentheses(memoryType(names, type.element))}[]`];
    case 'set':
      return [`Set<${memoryType(names, type.element).join(' | ')}>`];
    case 'map':
      return [`Record<string, ${memoryType(names, type.element).join(' | ')}>`];
  }
}

/** What stands in an envelope. */
export function wireType(names: TypeNames, type: Type): string[] {
  return withNull(type, coreWireTypes(names, type));
}

function coreWireTypes(names: TypeNames, type: Type): string[] {
  switch (type.kind) {
    case 'scalar':
      return [ON_THE_WIRE[type.scalar]];
    case 'enum':
      return enumTypes(names, type);
    case 'object':
    case 'union':
      return ['rt.Primitive'];
    case 'list':
    case 'set':
      return [`${inParentheses(wireType(names, type.element))}[]`];
    case 'map':
      return [`Record<string, ${wireType(names, type.element).join(' | ')}>`];
  }
}

function withNull(type: Type, types: string[]): string[] {
  return type.nullable ? [...types, 'null'] : types;
}

function inParentheses(types: readonly string[]): string {
  return types.length === 1 ? (types[0] ?? '') : `(${types.join(' | ')})`;
}

function enumTypes(names: TypeNames, type: EnumType): string[] {
  return [enumName(names.model, type) ?? names.inline(type.values)];
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
