// The properties of a JSON Schema, with those of the parts that it is put together from.

import type { Span } from '../../diagnostics/index.js';
import { docText } from '../doc-text.js';
import type { Property, ReadProperty } from '../draft.js';
import { convert, shown } from './convert.js';
import { Keywords } from './keywords.js';
import { entry, refOf } from './meaning.js';
import type { JsonEntry, JsonNode } from './parse-json.js';
import { followRef } from './pointers.js';
import type { JsonReader, JsonUnit } from './reader.js';

export interface JsonOwner {
  readonly unit: JsonUnit;
  readonly object: string;
}

/** Drafts an object of a schema with properties. */
export function readObject(
  node: JsonNode,
  owner: JsonOwner,
  reader: JsonReader,
  source: Span = node.span,
): void {
  const words = new Keywords(node);
  const parts = partsOf(node, owner, reader);
  const required = new Set(parts.flatMap((part) => part.required));
  const byName = new Map<string, ReadProperty>();
  for (const { property, key, unit } of parts.flatMap((part) => part.properties)) {
    const read = convertProperty(property, key, { ...owner, unit }, reader);
    if (read === undefined) continue;
    byName.set(property, { property: read, isOptional: !required.has(property) });
  }
  for (const name of required) {
    if (byName.has(name)) continue;
    const what = `\`required: ${name}\``;
    const parameters = { what, object: owner.object, why: 'names no property that is a field' };
    reader.drafting.notes.say('adopt/left-out', source, parameters);
  }
  const doc = docText(words.text('description') ?? words.text('title') ?? '');
  const head = { name: owner.object, source, ...(doc === undefined ? {} : { doc }) };
  reader.drafting.addObject(head, [...byName.values()], 'keys');
}

function convertProperty(
  property: string,
  { span: source, value }: JsonEntry,
  { unit, object }: JsonOwner,
  reader: JsonReader,
): Property | undefined {
  const place = { unit, object, property, source, within: [] };
  const typed = convert(value, place, reader);
  return typed && { property, ...typed, source };
}

interface Part {
  readonly properties: readonly {
    readonly property: string;
    readonly key: JsonEntry;
    readonly unit: JsonUnit;
  }[];
  readonly required: readonly string[];
}

/** The schema's own part, after those of `allOf`; what cannot be said of an object is noted. */
function partsOf(
  node: JsonNode,
  owner: JsonOwner,
  reader: JsonReader,
  within: readonly JsonNode[] = [],
): readonly Part[] {
  if (within.includes(node)) return [];
  const { notes } = reader.drafting;
  const words = new Keywords(node);
  const inherited = (words.list('allOf') ?? []).flatMap((part) => {
    const ref = refOf(part);
    if (ref === undefined) return partsOf(part, owner, reader, [...within, node]);
    const target = followRef(ref, owner.unit, reader.units);
    if (target === undefined) return [];
    const base = reader.adopted.get(target.node) ?? ref;
    notes.say('adopt/flattened', part.span, { object: owner.object, base });
    return partsOf(target.node, { ...owner, unit: target.unit }, reader, [...within, node]);
  });
  const properties = words.get('properties');
  const entries = properties?.kind === 'map' ? [...properties.entries] : [];
  const required = words.list('required') ?? [];
  // That there may be others, or none, changes nothing: a field is a field by its name.
  if (words.peek('additionalProperties')?.kind === 'plain') words.get('additionalProperties');
  words.get('type');
  for (const key of words.unread) {
    const what = shown(key, entry(node, key));
    const at = node.kind === 'map' ? node.entries.get(key)?.span : undefined;
    const why = 'has no counterpart in a schema';
    notes.say('adopt/left-out', at ?? node.span, { what, object: owner.object, why });
  }
  const own = {
    properties: entries.map(([property, key]) => ({ property, key, unit: owner.unit })),
    required: required.flatMap((item) =>
      item.kind === 'plain' && typeof item.value === 'string' ? [item.value] : [],
    ),
  };
  return [...inherited, own];
}
