// A recorded shape as a shape again, without asking what the names in it stand for by now: the record says all.

import type { JsonValue } from '../../core/json.js';
import { parseType } from '../../core/parse-type.js';
import type { NameRef, TypeExpr } from '../../core/type-expr.js';
import { parseVersion } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type { EnumType, FieldShape, MethodShape, ObjectRef, Type } from '../model.js';
import { qualify } from '../name-table.js';
import type { StorageMapping } from '../storage/mapping.js';
import { storageFromRecord } from '../storage/record-storage.js';
import type { JsonObject, Sections } from './record.js';

/** What a record does not hold. */
export interface RecordContext {
  readonly namespace: string;
  /** What has the record's shape now, for findings to point at. */
  readonly source: Span;
  /** The key that a reference to a major, or to a version of it, has by now. */
  readonly keyOf: (bare: string, major: number, minor: number | undefined) => string;
}

export interface RecordedShape {
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly methods: ReadonlyMap<string, MethodShape>;
  readonly storage?: StorageMapping;
}

/** Undefined where the record cannot be read: it was written by hand. */
export function shapeFromRecord(
  { fields = {}, methods = {}, storage: stored }: Sections,
  context: RecordContext,
): RecordedShape | undefined {
  const read = {
    fields: new Map<string, FieldShape>(),
    methods: new Map<string, MethodShape>(),
  };
  for (const [name, record] of Object.entries(fields)) {
    const field = isMap(record) ? fieldFrom(name, record, context) : undefined;
    if (field === undefined) return undefined;
    read.fields.set(name, field);
  }
  for (const [name, record] of Object.entries(methods)) {
    const method = isMap(record) ? methodFrom(name, record, context) : undefined;
    if (method === undefined) return undefined;
    read.methods.set(name, method);
  }
  const storage = stored && storageFromRecord(stored, context.source);
  return { ...read, ...(storage === undefined ? {} : { storage }) };
}

function fieldFrom(
  name: string,
  record: JsonObject,
  context: RecordContext,
): FieldShape | undefined {
  const type = typeFrom(record, context);
  if (type === undefined) return undefined;
  const { min, max, minLength, maxLength, pattern } = record;
  return {
    name,
    type,
    ...(record['default'] === undefined ? {} : { default: record['default'] }),
    readOnly: record['readOnly'] === true,
    sensitive: record['sensitive'] === true,
    limits: {
      ...(isBound(min) ? { min } : {}),
      ...(isBound(max) ? { max } : {}),
      ...(typeof minLength === 'number' ? { minLength } : {}),
      ...(typeof maxLength === 'number' ? { maxLength } : {}),
      ...(typeof pattern === 'string' ? { pattern } : {}),
    },
    source: context.source,
  };
}

function methodFrom(
  name: string,
  record: JsonObject,
  context: RecordContext,
): MethodShape | undefined {
  const args: FieldShape[] = [];
  const { args: recorded = [], returns: returned } = record;
  if (!Array.isArray(recorded)) return undefined;
  for (const one of recorded as readonly JsonValue[]) {
    if (!isMap(one) || typeof one['name'] !== 'string') return undefined;
    const arg = fieldFrom(one['name'], one, context);
    if (arg === undefined) return undefined;
    args.push(arg);
  }
  const said = isMap(returned) ? returned : { type: returned ?? '' };
  const returns = returned === undefined ? undefined : typeFrom(said, context);
  if (returned !== undefined && returns === undefined) return undefined;
  return {
    name,
    static: record['static'] === true,
    idempotent: record['idempotent'] === true,
    args,
    ...(returns === undefined ? {} : { returns }),
    source: context.source,
  };
}

function typeFrom(record: JsonObject, context: RecordContext): Type | undefined {
  const { type: text, values, enumVersion, enum: inline, nullable } = record;
  if (inline !== undefined) {
    return isTexts(inline)
      ? { kind: 'enum', values: inline, nullable: nullable === true }
      : undefined;
  }
  const parsed = typeof text === 'string' ? parseType(text) : undefined;
  if (parsed?.ok !== true) return undefined;
  const version = typeof enumVersion === 'string' ? parseVersion(enumVersion) : undefined;
  const leaf: LeafOf = (ref) => {
    const key = qualify(ref.name, ref.namespace ?? context.namespace);
    if (version !== undefined && isTexts(values)) return { kind: 'enum', key, version, values };
    return { kind: 'object', object: objectFrom(ref, key, context) };
  };
  return resolve(parsed.type, leaf, context);
}

type LeafOf = (ref: NameRef) => EnumType | { readonly kind: 'object'; readonly object: ObjectRef };

function resolve(expr: TypeExpr, leafOf: LeafOf, context: RecordContext): Type {
  const { nullable } = expr;
  switch (expr.kind) {
    case 'scalar':
      return { kind: 'scalar', scalar: expr.scalar, nullable };
    case 'values':
      return { kind: 'enum', values: expr.values, nullable };
    case 'name': {
      const leaf = leafOf(expr.ref);
      return leaf.kind === 'enum' ? { ...leaf, nullable } : { ...leaf, nullable };
    }
    case 'list':
    case 'set':
    case 'map':
      return { kind: expr.kind, element: resolve(expr.element, leafOf, context), nullable };
    case 'union':
      return { kind: 'union', members: expr.members.map(memberOf), nullable };
  }

  function memberOf(ref: NameRef): ObjectRef {
    return objectFrom(ref, qualify(ref.name, ref.namespace ?? context.namespace), context);
  }
}

function objectFrom(ref: NameRef, bare: string, context: RecordContext): ObjectRef {
  const { major, minor } = ref;
  const key = major === undefined ? bare : context.keyOf(bare, major, minor);
  const namespace = bare.slice(0, bare.lastIndexOf('/'));
  const object = { key, name: ref.name, namespace, major: major ?? 0 };
  return major === undefined || minor === undefined
    ? object
    : { ...object, version: { major, minor } };
}

export function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isBound(value: JsonValue | undefined): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
