// `into` and `from`: a value under a key of a map, and a map's value as a field's.

import { canonicalScalar } from '../core/canonical-scalar.js';
import { isList, type JsonValue } from '../core/json.js';
import { parseScalar } from '../core/scalar-text.js';
import type { FieldShape, Limits, Type } from '../model/model.js';
import { isJsonObject } from './envelope.js';
import { isWithin } from './limits.js';
import type { Wire } from './result.js';
import { BY_TYPES, crossValue } from './value-rule.js';
import { mayBeNull, sortedSet, textOf } from './types.js';

/** The field's value as a value of the map, within the map's limits; undefined when it is none. */
export function asElement(
  value: JsonValue,
  field: FieldShape,
  element: Type,
  limits: Limits,
  wire: Wire,
): JsonValue | undefined {
  if (isScalar(element, 'string')) {
    const text = textOf(field.type, value);
    return text !== undefined && isWithin(text, limits) ? text : undefined;
  }
  // An object hidden in free JSON would never be brought to a version again.
  if (isScalar(element, 'json')) return holdsObjects(field.type) ? undefined : value;
  return byTypes(value, field.type, element, limits, wire);
}

/** A map's value as a value of the field, in canonical form; undefined when it is none. */
export function asField(
  value: JsonValue,
  element: Type,
  field: FieldShape,
  wire: Wire,
): JsonValue | undefined {
  if (isScalar(element, 'string') && typeof value === 'string') {
    return textAsField(value, field);
  }
  if (isScalar(element, 'json')) return canonical(value, field.type, field.limits);
  return byTypes(value, element, field.type, field.limits, wire);
}

function textAsField(text: string, { type, limits }: FieldShape): JsonValue | undefined {
  if (type.kind === 'enum') return type.values.includes(text) ? text : undefined;
  const parsed = type.kind === 'scalar' ? parseScalar(type.scalar, text) : undefined;
  return parsed !== undefined && isWithin(parsed, limits) ? parsed : undefined;
}

function byTypes(
  value: JsonValue,
  near: Type,
  far: Type,
  limits: Limits,
  wire: Wire,
): JsonValue | undefined {
  const crossing = { rule: BY_TYPES, reverse: BY_TYPES, limits, wire, losses: [] };
  const piece = crossValue(crossing, value, near, far, '');
  return piece.kind === 'value' ? piece.value : undefined;
}

function canonical(value: JsonValue, type: Type, limits: Limits): JsonValue | undefined {
  if (value === null) return mayBeNull(type) ? null : undefined;
  switch (type.kind) {
    case 'scalar': {
      const found = canonicalScalar(type.scalar, value)?.value;
      return found !== undefined && isWithin(found, limits) ? found : undefined;
    }
    case 'enum':
      return typeof value === 'string' && type.values.includes(value) ? value : undefined;
    case 'list':
    case 'set': {
      const elements = isList(value) ? every(value, type.element, limits) : undefined;
      return type.kind === 'list' ? elements : elements && sortedSet(type.element, elements);
    }
    case 'map': {
      if (!isJsonObject(value)) return undefined;
      const kept: [string, JsonValue][] = [];
      for (const [key, item] of Object.entries(value)) {
        const element = canonical(item, type.element, limits);
        if (element === undefined) return undefined;
        kept.push([key, element]);
      }
      return Object.fromEntries(kept);
    }
    case 'object':
    case 'union':
      return undefined;
  }
}

function every(
  values: readonly JsonValue[],
  type: Type,
  limits: Limits,
): readonly JsonValue[] | undefined {
  const found: JsonValue[] = [];
  for (const value of values) {
    const element = canonical(value, type, limits);
    if (element === undefined) return undefined;
    found.push(element);
  }
  return found;
}

function isScalar(type: Type, scalar: 'string' | 'json'): boolean {
  return type.kind === 'scalar' && type.scalar === scalar;
}

function holdsObjects(type: Type): boolean {
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map') {
    return holdsObjects(type.element);
  }
  return type.kind === 'object' || type.kind === 'union';
}
