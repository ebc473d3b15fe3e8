// A shape as it is recorded: what a peer can notice, in the order of names, since order is no contract.

import type { JsonValue } from '../../core/json.js';
import { fieldAsJson } from '../canonical-shape.js';
import { formatType } from '../format-type.js';
import type { FieldShape, MethodShape, Shape } from '../model.js';
import type { JsonObject, Sections } from './record.js';

export function recordShape({ object, fields, methods }: Omit<Shape, 'version'>): Sections {
  const home = object.slice(0, object.lastIndexOf('/'));
  const kept = [...fields.values()].map((field) => [field.name, recordField(field, home)] as const);
  const called = [...methods.values()].map(
    (method) => [method.name, recordMethod(method, home)] as const,
  );
  return { fields: byName(kept), ...(called.length === 0 ? {} : { methods: byName(called) }) };
}

/** Values of an enum stand in no order. */
export function recordField(field: FieldShape, home: string): JsonObject {
  const { enum: inline, values, ...rest } = fieldAsJson(field, home);
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
    ...(method.returns === undefined ? {} : { returns: formatType(method.returns, home) }),
    ...(method.idempotent ? { idempotent: true } : {}),
  };
}

function sorted(values: JsonValue): JsonValue {
  return Array.isArray(values) ? [...values].sort() : values;
}

/** From entries, so that a field called `__proto__` is one. */
export function byName(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
