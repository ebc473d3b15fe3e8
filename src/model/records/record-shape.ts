// A shape as it is recorded: what a peer can notice, in the order of names, since order is no contract.

import { isList, type JsonValue } from '../../core/json.js';
import { fieldAsJson } from '../canonical-shape.js';
import { formatType } from '../format-type.js';
import { formatVersion } from '../../core/version.js';
import type { FieldShape, MethodShape, Shape, Type } from '../model.js';
import { leafOf } from '../type-walk.js';
import type { JsonObject, Sections } from './record.js';

export function recordShape({ object, fields, methods }: Omit<Shape, 'version'>): Sections {
  const home = object.slice(0, object.lastIndexOf('/'));
  const kept = [...fields.values()].map((field) => [field.name, recordField(field, home)] as const);
  const called = [...methods.values()].map(
    (method) => [method.name, recordMethod(method, home)] as const,
  );
  return { fields: byName(kept), ...(called.length === 0 ? {} : { methods: byName(called) }) };
}

/** Values of an enum and members of a union stand in no order. */
export function recordField(field: FieldShape, home: string): JsonObject {
  const ordered = { ...field, type: inOrder(field.type) };
  const { enum: inline, values, ...rest } = fieldAsJson(ordered, home);
  return {
    ...rest,
    ...(inline === undefined ? {} : { enum: sorted(inline) }),
    ...(values === undefined ? {} : { values: sorted(values) }),
  };
}

/** Arguments are positional, so they stand in a list. */
export function recordMethod(method: MethodShape, home: string): JsonObject {
  return {
    ...(method.static ? { static: true } : {}),
    ...(method.args.length === 0
      ? {}
      : { args: method.args.map((arg) => ({ name: arg.name, ...recordField(arg, home) })) }),
    ...(method.returns === undefined ? {} : { returns: recordReturns(method.returns, home) }),
    ...(method.idempotent ? { idempotent: true } : {}),
  };
}

/** The type; of an enum also the version that callers know. */
function recordReturns(type: Type, home: string): JsonValue {
  const leaf = leafOf(type);
  const text = formatType(inOrder(type), home);
  if (leaf.kind !== 'enum' || leaf.version === undefined) return text;
  return {
    type: text,
    values: [...leaf.values].sort(),
    enumVersion: formatVersion(leaf.version),
  };
}

function inOrder(type: Type): Type {
  if ('element' in type) return { ...type, element: inOrder(type.element) };
  if (type.kind !== 'union') return type;
  const members = [...type.members].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { ...type, members };
}

function sorted(values: JsonValue): JsonValue {
  return isList(values) ? [...values].sort() : values;
}

/** From entries, so that a field called `__proto__` is one. */
export function byName(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
