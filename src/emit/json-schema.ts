// The JSON Schema (2020-12) of an object on the wire at one version: what `show --format json-schema`
// prints, and an independent judge of what backports give, since it is derived from that shape alone.

import type { JsonValue } from '../core/json.js';
import type { Scalar } from '../core/type-expr.js';
import { formatVersion } from '../core/version.js';
import type { Version } from '../core/version.js';
import { shapeAt } from '../model/index.js';
import type { FieldShape, Limits, Model, ObjectModel, ObjectRef, Type } from '../model/model.js';

export type JsonSchema = { readonly [key: string]: JsonValue };

export interface JsonSchemaOptions {
  /** Of the envelope's keys: `versioned_object`. */
  readonly prefix: string;
  /** The versions at which a nested object may come; every one it can be read at when absent. */
  readonly allowed?: (object: ObjectModel, ref: ObjectRef) => readonly Version[];
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** The schema of the envelope; nested objects stand in `$defs`, one for each version that may come. */
export function jsonSchemaOf(
  model: Model,
  object: ObjectModel,
  version: Version,
  options: JsonSchemaOptions,
): JsonSchema {
  const wanted: Wanted = { model, options, queue: [], seen: new Map() };
  const title = `${object.name} ${formatVersion(version)}`;
  const root = reference(wanted, object, version);
  return { $schema: DIALECT, title, ...root, $defs: definitions(wanted) };
}

/** Every object at every version in one `$defs`, by `definitionName`. */
export function jsonSchemaOfAll(model: Model, options: JsonSchemaOptions): JsonSchema {
  const wanted: Wanted = { model, options, queue: [], seen: new Map() };
  for (const object of model.objects.values()) {
    for (const version of object.versions) reference(wanted, object, version);
  }
  return { $schema: DIALECT, $defs: definitions(wanted) };
}

/** The name of an object's version in `$defs`. */
export function definitionName(object: ObjectModel, version: Version): string {
  // `/` would split a JSON pointer; an older major's key bears an `@` of its own.
  return `${object.key.replace('/', '.')}-${formatVersion(version)}`;
}

function definitions(wanted: Wanted): JsonSchema {
  const written: [string, JsonSchema][] = [];
  for (let next = wanted.queue.shift(); next !== undefined; next = wanted.queue.shift()) {
    written.push([next.name, envelopeSchema(wanted, next.object, next.version)]);
  }
  return Object.fromEntries(written);
}

interface Definition {
  readonly name: string;
  readonly object: ObjectModel;
  readonly version: Version;
}

/** Definitions are written as they are referred to, so that cycles end. */
interface Wanted {
  readonly model: Model;
  readonly options: JsonSchemaOptions;
  readonly queue: Definition[];
  readonly seen: Map<string, JsonSchema>;
}

function reference(wanted: Wanted, object: ObjectModel, version: Version): JsonSchema {
  const name = definitionName(object, version);
  const known = wanted.seen.get(name);
  if (known !== undefined) return known;
  const schema = { $ref: `#/$defs/${name}` };
  wanted.seen.set(name, schema);
  wanted.queue.push({ name, object, version });
  return schema;
}

function envelopeSchema(wanted: Wanted, object: ObjectModel, version: Version): JsonSchema {
  const { prefix } = wanted.options;
  const fields = [...(shapeAt(object, version)?.fields ?? [])];
  const properties = fields.map(([name, field]) => [name, fieldSchema(wanted, field)] as const);
  const names = fields.map(([name]) => name);
  return {
    ...(object.doc === undefined ? {} : { description: object.doc }),
    type: 'object',
    required: ['name', 'namespace', 'version', 'data'].map((key) => `${prefix}.${key}`),
    additionalProperties: false,
    properties: {
      [`${prefix}.name`]: { const: object.name },
      [`${prefix}.namespace`]: { const: object.namespace },
      [`${prefix}.version`]: { const: formatVersion(version) },
      [`${prefix}.data`]: {
        type: 'object',
        additionalProperties: false,
        // From entries: a field may be called `__proto__`.
        properties: Object.fromEntries(properties),
      },
      [`${prefix}.changes`]: {
        type: 'array',
        uniqueItems: true,
        ...(names.length === 0 ? { maxItems: 0 } : { items: { enum: names } }),
      },
    },
  };
}

function fieldSchema(wanted: Wanted, field: FieldShape): JsonSchema {
  return {
    ...(field.doc === undefined ? {} : { description: field.doc }),
    ...typeSchema(wanted, field.type, field.limits),
    ...(field.default === undefined ? {} : { default: field.default }),
    ...(field.readOnly ? { readOnly: true } : {}),
    ...(field.deprecated === undefined ? {} : { deprecated: true }),
  };
}

function typeSchema(wanted: Wanted, type: Type, limits: Limits): JsonSchema {
  const schema = presentSchema(wanted, type, limits);
  return type.nullable ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function presentSchema(wanted: Wanted, type: Type, limits: Limits): JsonSchema {
  switch (type.kind) {
    case 'scalar':
      return limited(SCALAR_SCHEMAS[type.scalar], limits);
    case 'enum':
      return { enum: type.values };
    case 'list':
      return { type: 'array', items: typeSchema(wanted, type.element, limits) };
    case 'set':
      return {
        type: 'array',
        items: typeSchema(wanted, type.element, limits),
        uniqueItems: true,
      };
    case 'map':
      return { type: 'object', additionalProperties: typeSchema(wanted, type.element, limits) };
    case 'object':
      return anyOf(membersSchemas(wanted, [type.object]));
    case 'union':
      return anyOf(membersSchemas(wanted, type.members));
  }
}

function membersSchemas(wanted: Wanted, refs: readonly ObjectRef[]): readonly JsonSchema[] {
  const { allowed } = wanted.options;
  return refs.flatMap((ref) => {
    const object = wanted.model.objects.get(ref.key);
    if (object === undefined) return [];
    const versions = allowed === undefined ? object.versions : allowed(object, ref);
    return versions.map((version) => reference(wanted, object, version));
  });
}

/** Nothing fits where no version of any object may stand. */
function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const [only, ...others] = schemas;
  if (only === undefined) return { not: {} };
  return others.length === 0 ? only : { anyOf: schemas };
}

function limited(schema: JsonSchema, limits: Limits): JsonSchema {
  const { min, max, minLength, maxLength, pattern } = limits;
  return {
    ...schema,
    // A bigint is a text on the wire, whose size JSON Schema cannot bound.
    ...(typeof min === 'number' ? { minimum: min } : {}),
    ...(typeof max === 'number' ? { maximum: max } : {}),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern: `^(?:${pattern})$` }),
  };
}

const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = `${BYTE}(?:\\.${BYTE}){3}`;
const IPV6 = '(?=[0-9a-f:.]*:)[0-9a-f:.]{2,45}';

function text(pattern: string): JsonSchema {
  return { type: 'string', pattern: `^(?:${pattern})$` };
}

/** Canonical forms, as they stand on the wire. */
const SCALAR_SCHEMAS: Record<Scalar, JsonSchema> = {
  string: { type: 'string' },
  integer: {
    type: 'integer',
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
  },
  bigint: text('0|-?[1-9]\\d*'),
  float: { type: 'number' },
  boolean: { type: 'boolean' },
  datetime: text(
    '(?!0000)\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3])(?::[0-5]\\d){2}(?:\\.(?!000)\\d{3})?Z',
  ),
  uuid: text('[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'),
  ip: text(`${IPV4}|${IPV6}`),
  ipv4: text(IPV4),
  ipv6: text(IPV6),
  cidr: text(`${IPV4}/(?:[12]?\\d|3[0-2])|${IPV6}/(?:1[01]\\d|12[0-8]|[1-9]?\\d)`),
  mac: text('[0-9a-f]{2}(?::[0-9a-f]{2}){5}'),
  bytes: {
    ...text('(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?'),
    contentEncoding: 'base64',
  },
  json: {},
};
