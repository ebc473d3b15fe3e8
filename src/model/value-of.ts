// Whether a canonical value is one of a type, and stays as it is in it.

import { canonicalScalar } from '../core/canonical-scalar.js';
import { isList, type JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { Type } from './model.js';
import { sortedSet } from './set-order.js';
import { mayBeNull } from './type-walk.js';

/** Whether the value, as it is, is a canonical value of the type; limits apart. */
export function isValueOf(value: JsonValue, type: Type): boolean {
  if (value === null) return mayBeNull(type);
  switch (type.kind) {
    case 'scalar': {
      const canonical = canonicalScalar(type.scalar, value);
      return canonical !== undefined && sameJson(canonical.value, value);
    }
    case 'enum':
      return typeof value === 'string' && type.values.includes(value);
    case 'list':
      return isList(value) && value.every((item) => isValueOf(item, type.element));
    case 'set':
      return (
        isList(value) &&
        value.every((item) => isValueOf(item, type.element)) &&
        sameJson(sortedSet(value, type.element), value)
      );
    case 'map':
      return (
        typeof value === 'object' &&
        !isList(value) &&
        Object.values(value).every((item) => isValueOf(item, type.element))
      );
    case 'object':
    case 'union':
      return false;
  }
}
