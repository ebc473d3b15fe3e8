// A shape as plain data: what `show` prints and what is compared as text. Docs and names in TypeScript are
// no part of it.

import type { JsonValue } from '../core/json.js';
import { formatVersion } from '../core/version.js';
import { formatType } from './format-type.js';
import type { FieldShape, Limits, MethodShape, Shape } from './model.js';
import { leafOf } from './type-walk.js';

export type JsonObject = { readonly [key: string]: JsonValue };

/** `{ fields: { id: { type: "integer" }, … }, methods: { … } }`; what is not said is absent. */
export function canonicalShape(shape: Shape): JsonValue {
  const home = shape.object.slice(0, shape.object.lastIndexOf('/'));
  const methods = [...shape.methods].map(
    ([name, method]) => [name, methodAsJson(method, home)] as const,
  );
  return {
    fields: fieldsAsJson(shape.fields.values(), home),
    // From entries, so that a method called `__proto__` is one.
    ...(methods.length === 0 ? {} : { methods: Object.fromEntries(methods) }),
  };
}

function fieldsAsJson(fields: Iterable<FieldShape>, home: string): JsonObject {
  return Object.fromEntries([...fields].map((field) => [field.name, fieldAsJson(field, home)]));
}

export function fieldAsJson(field: FieldShape, home: string): JsonObject {
  return {
    ...typeAsJson(field, home),
    ...(field.default === undefined ? {} : { default: field.default }),
    ...(field.readOnly ? { readOnly: true } : {}),
    ...(field.sensitive ? { sensitive: true } : {}),
    ...limitsAsJson(field.limits),
  };
}

/** Of a declared enum also the version that this shape speaks, and the values that it has there. */
function typeAsJson({ type }: FieldShape, home: string): JsonObject {
  if (type.kind === 'enum' && type.key === undefined) {
    return { enum: type.values, ...(type.nullable ? { nullable: true } : {}) };
  }
  const leaf = leafOf(type);
  const text = formatType(type, home);
  if (leaf.kind !== 'enum' || leaf.version === undefined) return { type: text };
  return { type: text, values: leaf.values, enumVersion: formatVersion(leaf.version) };
}

function limitsAsJson({ min, max, minLength, maxLength, pattern }: Limits): JsonObject {
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern }),
  };
}

function methodAsJson(method: MethodShape, home: string): JsonObject {
  return {
    ...(method.static ? { static: true } : {}),
    ...(method.args.length === 0 ? {} : { args: fieldsAsJson(method.args, home) }),
    ...(method.returns === undefined ? {} : { returns: formatType(method.returns, home) }),
    ...(method.idempotent ? { idempotent: true } : {}),
  };
}
