// A JSON Schema as the type of a field.

import { formatType } from '../../core/format-type.js';
import type { Typed } from '../draft.js';
import { elementMarks } from '../elements.js';
import { container, mayStandInSet, named, oneOfTexts, orNull, plain, scalar } from '../types.js';
import { Keywords } from './keywords.js';
import { annotations, numberOf, textOf } from './marks.js';
import { entry, meaningOf, typesOf, valuesOf } from './meaning.js';
import { readObject } from './members.js';
import type { JsonMap, JsonNode } from './parse-json.js';
import { followRef } from './pointers.js';
import type { JsonPlace, JsonReader } from './reader.js';
import { choiceOf } from './union.js';

/** Undefined where there is no value of it, which is said. */
export function convert(node: JsonNode, place: JsonPlace, reader: JsonReader): Typed | undefined {
  if (node.kind === 'plain' && node.value === false) {
    const { object, property, source } = place;
    const parameters = { what: `\`${property}\``, object, why: 'can have no value' };
    reader.drafting.notes.say('adopt/left-out', source, parameters);
    return undefined;
  }
  if (node.kind !== 'map') return reader.drafting.untyped(place, 'anything');
  const name = reader.adopted.get(node);
  if (name !== undefined)
    return plain(typesOf(node).includes('null') ? orNull(named(name)) : named(name));
  const words = new Keywords(node);
  const base = baseOf(node, words, place, reader);
  if (base === undefined) return undefined;
  const nullable =
    typesOf(node).includes('null') ||
    words.flag('nullable') ||
    (valuesOf(node)?.includes(null) ?? false);
  const type = nullable ? orNull(base.type) : base.type;
  const marks = { ...base.marks, ...annotations(words) };
  const unread = words.unread.map((key) => shown(key, entry(node, key)));
  if (unread.length > 0) reader.drafting.noteLost(place, unread.join(', '), formatType(type));
  return { type, marks };
}

function baseOf(
  node: JsonMap,
  words: Keywords,
  place: JsonPlace,
  reader: JsonReader,
): Typed | undefined {
  words.get('type');
  const ref = words.text('$ref');
  if (ref !== undefined) return referredBy(ref, place, reader);
  const values = valuesOf(node);
  if (values !== undefined) {
    words.get('enum');
    words.get('const');
    return plain(oneOfTexts(values.filter((value) => value !== null)));
  }
  if (words.peek('enum') !== undefined || words.peek('const') !== undefined) {
    return otherValues(words, place, reader);
  }
  if (meaningOf(node, place.unit, reader.units) === 'object')
    return objectOf(node, words, place, reader);
  for (const key of ['anyOf', 'oneOf']) {
    if (words.peek(key)?.kind === 'list') return choiceOf(words.list(key) ?? [], place, reader);
  }
  const parts = words.peek('allOf');
  if (parts?.kind === 'list' && parts.items.length === 1 && parts.items[0] !== undefined) {
    words.get('allOf');
    return convert(parts.items[0], place, reader);
  }
  return byType(node, words, place, reader);
}

function byType(
  node: JsonMap,
  words: Keywords,
  place: JsonPlace,
  reader: JsonReader,
): Typed | undefined {
  const types = typesOf(node).filter((type) => type !== 'null');
  const isNumber = types.every((type) => type === 'integer' || type === 'number');
  const [only] = types;
  if (only === undefined) return reader.drafting.untyped(place, 'of no type that is told');
  if (isNumber) return numberOf(words, !types.includes('number'));
  if (types.length > 1) return reader.drafting.untyped(place, `one of ${types.join(', ')}`);
  switch (only) {
    case 'string':
      return textOf(words);
    case 'boolean':
      return plain(scalar('boolean'));
    case 'array':
      return listOf(words, place, reader);
    case 'object':
      return mapOf(words, place, reader);
    default:
      return reader.drafting.untyped(place, `of the type \`${only}\``);
  }
}

/** By the name of what it leads to, or that written out. */
function referredBy(ref: string, place: JsonPlace, reader: JsonReader): Typed | undefined {
  const target = followRef(ref, place.unit, reader.units);
  if (target === undefined) {
    return reader.drafting.untyped(place, `a reference to \`${ref}\`, which is not in the files`);
  }
  if (place.within.includes(target.node)) {
    return reader.drafting.untyped(place, `a reference to \`${ref}\`, which holds itself`);
  }
  const within = [...place.within, target.node];
  return convert(target.node, { ...place, unit: target.unit, within }, reader);
}

/** Values that are no texts: their type is held, and not which they are. */
function otherValues(words: Keywords, place: JsonPlace, reader: JsonReader): Typed {
  const list = words.get('enum');
  const constant = words.get('const');
  const items = list?.kind === 'list' ? list.items : constant === undefined ? [] : [constant];
  const values = items.flatMap((item) => (item.kind === 'plain' ? [item.value] : []));
  const isAll = (fits: (value: unknown) => boolean): boolean =>
    values.length === items.length && values.length > 0 && values.every(fits);
  const type = isAll((value) => Number.isSafeInteger(value))
    ? scalar('integer')
    : isAll((value) => typeof value === 'number')
      ? scalar('float')
      : isAll((value) => typeof value === 'boolean')
        ? scalar('boolean')
        : undefined;
  if (type === undefined)
    return reader.drafting.untyped(place, 'an enum whose values are not all texts');
  reader.drafting.noteLost(place, 'which values it may have', formatType(type));
  return plain(type);
}

function objectOf(node: JsonMap, words: Keywords, place: JsonPlace, reader: JsonReader): Typed {
  for (const key of OF_OBJECTS) words.get(key);
  for (const key of words.unread) words.get(key);
  // What is said of the object itself is its own, and not that of the field.
  for (const key of ['description', 'title']) words.hide(key);
  return plain(
    reader.drafting.invent(node, 'object', place, (name) => {
      readObject(node, { unit: place.unit, object: name }, reader);
    }),
  );
}

const OF_OBJECTS = ['properties', 'required', 'additionalProperties', 'allOf'];

function listOf(words: Keywords, place: JsonPlace, reader: JsonReader): Typed | undefined {
  const items = words.get('items');
  if (items?.kind === 'list') return reader.drafting.untyped(place, 'a tuple');
  if (items === undefined)
    return plain(container('list', reader.drafting.untyped(place, 'a list of anything').type));
  const inner = convert(items, place, reader);
  if (inner === undefined) return undefined;
  const { drafting } = reader;
  const type = drafting.element(items, inner.type, place);
  const isSet = words.flag('uniqueItems');
  const mayBeSet = mayStandInSet(type, (name) => drafting.isEnum(name));
  if (isSet && !mayBeSet) reader.drafting.noteLost(place, '`uniqueItems`', 'a list');
  const marks = elementMarks(inner.marks, place, drafting);
  return { type: container(isSet && mayBeSet ? 'set' : 'list', type), marks };
}

/** Without properties, an object is a map. */
function mapOf(words: Keywords, place: JsonPlace, reader: JsonReader): Typed | undefined {
  const { drafting } = reader;
  const additional = words.get('additionalProperties');
  const patterns = words.peek('patternProperties');
  const only =
    patterns?.kind === 'map' && patterns.entries.size === 1
      ? [...patterns.entries.values()][0]
      : undefined;
  const isClosed = additional?.kind === 'plain' && additional.value === false;
  const element =
    only !== undefined && (additional === undefined || isClosed) ? only.value : additional;
  if (element?.kind !== 'map') return plain(container('map', scalar('json')));
  const inner = convert(element, place, reader);
  if (inner === undefined) return undefined;
  const type = drafting.element(element, inner.type, place);
  return { type: container('map', type), marks: elementMarks(inner.marks, place, drafting) };
}

/** `format: email`, or the keyword alone where much stands behind it. */
export function shown(key: string, node: JsonNode | undefined): string {
  const isShort = node?.kind === 'plain' && String(node.value).length < 40;
  return isShort ? `\`${key}: ${String(node.value)}\`` : `\`${key}\``;
}
