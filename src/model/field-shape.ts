// A declared field becomes a field of a shape: its type resolved, its default read by that type.

import type { JsonValue } from '../core/json.js';
import type { FieldDeclaration, Node } from '../load/index.js';
import { formatType } from './format-type.js';
import { brokenLimit } from './limits.js';
import type { FieldShape, Limits, Type } from './model.js';
import { readLimits } from './read-limits.js';
import { readValue } from './read-value.js';
import type { Place } from './place.js';
import { resolveType } from './resolve-type.js';
import { report, type Scope } from './scope.js';

/** Undefined when the field has no type that could be made out, which is a finding by then. */
export function fieldShape(
  field: FieldDeclaration,
  place: Place,
  scope: Scope,
): FieldShape | undefined {
  if (field.type === undefined) return undefined;
  const type = resolveType(field.type.value, field.type.span, place, scope);
  if (type === undefined) return undefined;
  const limits = readLimits(field, type, scope);
  const value = field.default && readDefault(field.default, type, limits, scope);
  return {
    name: field.name.value,
    type,
    ...(value === undefined ? {} : { default: value }),
    ...(field.doc === undefined ? {} : { doc: field.doc }),
    readOnly: field.readOnly?.value ?? false,
    sensitive: field.sensitive?.value ?? false,
    ...(field.deprecated === undefined ? {} : { deprecated: field.deprecated.value }),
    limits,
    ...(field.typescriptName === undefined ? {} : { typescriptName: field.typescriptName.value }),
    source: field.name.span,
  };
}

function readDefault(node: Node, type: Type, limits: Limits, scope: Scope): JsonValue | undefined {
  const read = readValue(node, type);
  if (!read.ok) {
    const near = read.near === undefined ? {} : { near: read.near };
    const formatted = formatType(type, scope.namespace);
    report(scope, 'model/wrong-default', read.span, {
      type: formatted,
      wanted: read.wanted,
      ...near,
    });
    return undefined;
  }
  const limit = brokenLimit(read.value, limits);
  if (limit === undefined) return read.value;
  report(scope, 'model/outside-limits', node.span, { limit, bound: String(limits[limit]) });
  return undefined;
}
