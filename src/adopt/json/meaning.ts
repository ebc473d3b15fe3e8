// What a JSON Schema describes: an object with properties, texts of an enum, or something without a name.

import { followRef } from './pointers.js';
import type { JsonNode } from './parse-json.js';
import type { JsonReader, JsonUnit } from './reader.js';

export type JsonMeaning = 'object' | 'enum' | 'other';

export function meaningOf(
  node: JsonNode,
  unit: JsonUnit,
  units: JsonReader['units'],
  within: readonly JsonNode[] = [],
): JsonMeaning {
  if (node.kind !== 'map' || within.includes(node)) return 'other';
  const values = valuesOf(node);
  if (values !== undefined && !values.includes(null)) return 'enum';
  if (values !== undefined || !mayBe(node, 'object')) return 'other';
  const properties = entry(node, 'properties');
  if (properties?.kind === 'map') return 'object';
  const parts = entry(node, 'allOf');
  if (parts?.kind !== 'list' || parts.items.length === 0) return 'other';
  // One part alone is that part, with more to say about it.
  if (parts.items.length === 1 && refOf(parts.items[0]) !== undefined) return 'other';
  const isObject = (part: JsonNode): boolean => {
    const ref = refOf(part);
    const target = ref === undefined ? { unit, node: part } : followRef(ref, unit, units);
    if (target === undefined) return false;
    return meaningOf(target.node, target.unit, units, [...within, node]) === 'object';
  };
  return parts.items.every(isObject) ? 'object' : 'other';
}

/** The texts that a schema allows, and null; undefined where it allows anything else. */
export function valuesOf(node: JsonNode): readonly (string | null)[] | undefined {
  const constant = entry(node, 'const');
  const list = entry(node, 'enum');
  const items = constant === undefined ? (list?.kind === 'list' ? list.items : []) : [constant];
  const values = items.flatMap((item) =>
    item.kind === 'plain' && (typeof item.value === 'string' || item.value === null)
      ? [item.value]
      : [],
  );
  const hasText = values.some((value) => value !== null);
  return hasText && values.length === items.length ? values : undefined;
}

/** The types that a schema names; none where it names none. */
export function typesOf(node: JsonNode): readonly string[] {
  const type = entry(node, 'type');
  const items = type?.kind === 'list' ? type.items : type === undefined ? [] : [type];
  return items.flatMap((item) =>
    item.kind === 'plain' && typeof item.value === 'string' ? [item.value] : [],
  );
}

export function refOf(node: JsonNode | undefined): string | undefined {
  const ref = node === undefined ? undefined : entry(node, '$ref');
  return ref?.kind === 'plain' && typeof ref.value === 'string' ? ref.value : undefined;
}

export function isNullSchema(node: JsonNode): boolean {
  const types = typesOf(node);
  if (types.length === 1 && types[0] === 'null') return true;
  const constant = entry(node, 'const');
  return constant?.kind === 'plain' && constant.value === null;
}

export function entry(node: JsonNode, key: string): JsonNode | undefined {
  return node.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

function mayBe(node: JsonNode, type: string): boolean {
  const types = typesOf(node);
  return types.length === 0 || types.includes(type);
}
