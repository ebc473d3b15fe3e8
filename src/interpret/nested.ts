// The objects nested in a field's value: they stand where the type says so, and nowhere else.

import { isList, type JsonValue } from '../core/json.js';
import type { Type } from '../model/model.js';
import { isJsonObject } from './envelope.js';
import type { Misfit, Refusal } from './result.js';

export type Walked =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'refused'; readonly refused: Refusal }
  | { readonly kind: 'error'; readonly error: Misfit };

/** What becomes of the object `value`, which stands at a position of this type. */
export type Visit = (value: JsonValue, type: Type, path: string) => Walked;

/** The value with each object in it as `visit` has it, in the order of the wire; ends at the first that fails. */
export function eachObject(value: JsonValue, type: Type, path: string, visit: Visit): Walked {
  if (value === null) return { kind: 'value', value };
  switch (type.kind) {
    case 'scalar':
    case 'enum':
      return { kind: 'value', value };
    case 'object':
    case 'union':
      return visit(value, type, path);
    case 'list':
    case 'set':
    case 'map':
      return eachElement(value, type.element, path, visit);
  }
}

function eachElement(value: JsonValue, element: Type, path: string, visit: Visit): Walked {
  if (isList(value)) {
    const items: JsonValue[] = [];
    for (const [i, item] of value.entries()) {
      const walked = eachObject(item, element, `${path}[${i}]`, visit);
      if (walked.kind !== 'value') return walked;
      items.push(walked.value);
    }
    return { kind: 'value', value: items };
  }
  const entries: [string, JsonValue][] = [];
  for (const [key, item] of Object.entries(isJsonObject(value) ? value : {})) {
    const walked = eachObject(item, element, `${path}[${JSON.stringify(key)}]`, visit);
    if (walked.kind !== 'value') return walked;
    entries.push([key, walked.value]);
  }
  return { kind: 'value', value: Object.fromEntries(entries) };
}
