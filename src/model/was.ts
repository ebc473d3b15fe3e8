// A field as it was before a change, from its `was` and from what it is on the newer side.

import { isList, type JsonValue } from '../core/json.js';
import type { FieldDeclaration } from '../load/index.js';
import { renamedValue } from './enum-rules.js';
import { fieldShape } from './field-shape.js';
import { formatType } from './format-type.js';
import { brokenLimit, LIMIT_NAMES, limitsAs } from './limits.js';
import type { FieldShape, Type } from './model.js';
import { resolveType } from './resolve-type.js';
import { report, type Scope } from './scope.js';
import { sortedSet } from './set-order.js';
import { leafOf } from './type-walk.js';
import { isValueOf } from './value-of.js';

/**
 * The older side of a change. A short `was` differs in type only, so that all else is taken from `newer`, and
 * must fit the older type. Undefined when its type could not be made out, which is a finding by then.
 */
export function olderField(
  was: FieldDeclaration,
  name: string,
  newer: FieldShape,
  scope: Scope,
): FieldShape | undefined {
  const place = { kind: 'was', newer: newer.type } as const;
  if (!was.short) {
    const field = fieldShape(was, place, scope);
    return field && fromNewer({ ...field, name }, newer);
  }
  if (was.type === undefined) return undefined;
  const { span } = was.type;
  const type = resolveType(was.type.value, span, place, scope);
  if (type === undefined) return undefined;
  const { default: value, ...rest } = newer;
  const limits = limitsAs(newer.limits, type);
  const field = { ...rest, name, type, limits, source: span };
  const misfit = LIMIT_NAMES.find(
    (limit) => newer.limits[limit] !== undefined && limits[limit] === undefined,
  );
  if (misfit !== undefined) {
    const parameters = { what: `\`${misfit}\``, type: formatType(type, scope.namespace) };
    report(scope, 'history/short-was', span, parameters, related(newer));
    return undefined;
  }
  if (value === undefined) return field;
  const followed = followRenames(value, newer.type, type, scope);
  if (isValueOf(followed, type) && brokenLimit(followed, field.limits) === undefined) {
    return { ...field, default: followed };
  }
  const parameters = {
    what: `the default ${JSON.stringify(value)}`,
    type: formatType(type, scope.namespace),
  };
  report(scope, 'history/short-was', span, parameters, related(newer));
  return undefined;
}

/** A removed field has no newer side: its `was` is all there is. */
export function removedField(
  was: FieldDeclaration,
  name: string,
  scope: Scope,
): FieldShape | undefined {
  const field = fieldShape(was, { kind: 'was' }, scope);
  return field && { ...field, name };
}

/** What a `was` has no word for, or says only where it differs. */
function fromNewer(field: FieldShape, newer: FieldShape): FieldShape {
  return {
    ...(newer.doc === undefined ? {} : { doc: newer.doc }),
    ...(newer.mixin === undefined ? {} : { mixin: newer.mixin }),
    ...field,
  };
}

function related(newer: FieldShape): {
  related: { message: string; span: FieldShape['source'] }[];
} {
  return { related: [{ message: 'it is declared here', span: newer.source }] };
}

/** A default that names a value which the enum has renamed since is that value under its older name. */
function followRenames(value: JsonValue, newer: Type, older: Type, scope: Scope): JsonValue {
  const [from, to] = [leafOf(newer), leafOf(older)];
  if (from.kind !== 'enum' || to.kind !== 'enum' || from.key !== to.key) return value;
  const model = from.key === undefined ? undefined : scope.names.enums.get(from.key);
  const [fromVersion, toVersion] = [from.version, to.version];
  if (model === undefined || fromVersion === undefined || toVersion === undefined) return value;
  return mapTexts(
    value,
    older,
    (text) => renamedValue(model, text, fromVersion, toVersion) ?? text,
  );
}

function mapTexts(value: JsonValue, type: Type, rename: (text: string) => string): JsonValue {
  if (typeof value === 'string') return rename(value);
  if (!('element' in type) || typeof value !== 'object' || value === null) return value;
  const { element } = type;
  if (isList(value)) {
    const items = value.map((item) => mapTexts(item, element, rename));
    return type.kind === 'set' ? sortedSet(items, element) : items;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapTexts(item, element, rename)] as const),
  );
}
