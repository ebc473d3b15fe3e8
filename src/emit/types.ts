// The TypeScript of types: in memory, and as data on the wire.

import type { Scalar } from '../core/type-expr.js';
import { formatVersion, sameVersion } from '../core/version.js';
import { versionSuffix } from '../core/names.js';
import type { EnumType, Model, Type } from '../model/index.js';
import { type TypeDoc, generic, keyword, listType, named } from './type-syntax.js';

const IN_MEMORY: Record<Scalar, TypeDoc> = {
  string: keyword('string'),
  integer: keyword('number'),
  bigint: keyword('bigint'),
  float: keyword('number'),
  boolean: keyword('boolean'),
  datetime: named('Date'),
  uuid: keyword('string'),
  ip: keyword('string'),
  ipv4: keyword('string'),
  ipv6: keyword('string'),
  cidr: keyword('string'),
  mac: keyword('string'),
  bytes: named('Uint8Array'),
  json: named('rt.JsonValue'),
};

const ON_THE_WIRE: Record<Scalar, TypeDoc> = {
  ...IN_MEMORY,
  bigint: keyword('string'),
  datetime: keyword('string'),
  bytes: keyword('string'),
};

/** How types are named in one file. */
export interface TypeNames {
  readonly model: Model;
  /** The name of an inline enum's values. */
  inline(values: readonly string[]): string;
}

/** What a user's code holds; parts of a union each by itself. */
export function memoryType(names: TypeNames, type: Type): TypeDoc[] {
  return withNull(type, coreTypes(names, type));
}

function coreTypes(names: TypeNames, type: Type): TypeDoc[] {
  switch (type.kind) {
    case 'scalar':
      return [IN_MEMORY[type.scalar]];
    case 'enum':
      return enumTypes(names, type);
    case 'object':
      return [named(className(names.model, type.object.key))];
    case 'union':
      return type.members.map((member) => named(className(names.model, member.key)));
    case 'list':
      return [listType(memoryType(names, type.element))];
    case 'set':
      return [generic('Set', [memoryType(names, type.element)])];
    case 'map':
      return [generic('Record', [[keyword('string')], memoryType(names, type.element)])];
  }
}

/** What stands in an envelope. */
export function wireType(names: TypeNames, type: Type): TypeDoc[] {
  return withNull(type, coreWireTypes(names, type));
}

function coreWireTypes(names: TypeNames, type: Type): TypeDoc[] {
  switch (type.kind) {
    case 'scalar':
      return [ON_THE_WIRE[type.scalar]];
    case 'enum':
      return enumTypes(names, type);
    case 'object':
    case 'union':
      return [named('rt.Primitive')];
    case 'list':
    case 'set':
      return [listType(wireType(names, type.element))];
    case 'map':
      return [generic('Record', [[keyword('string')], wireType(names, type.element)])];
  }
}

function withNull(type: Type, types: TypeDoc[]): TypeDoc[] {
  return type.nullable ? [...types, keyword('null')] : types;
}

function enumTypes(names: TypeNames, type: EnumType): TypeDoc[] {
  return [named(enumName(names.model, type) ?? names.inline(type.values))];
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
