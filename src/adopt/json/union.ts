// `anyOf` and `oneOf`: null is told apart from the rest, which is an enum, several objects, or nothing of one kind.

import type { NameRef } from '../../core/type-expr.js';
import type { Typed } from '../draft.js';
import { oneOfObjects, oneOfTexts, orNull, plain } from '../types.js';
import { convert } from './convert.js';
import { entry, isNullSchema, meaningOf, refOf, valuesOf } from './meaning.js';
import type { JsonNode } from './parse-json.js';
import { followRef } from './pointers.js';
import type { JsonPlace, JsonReader } from './reader.js';

/** One schema or null; texts; objects; or nothing of one kind. */
export function choiceOf(
  parts: readonly JsonNode[],
  place: JsonPlace,
  reader: JsonReader,
): Typed | undefined {
  const rest = parts.filter((part) => !isNullSchema(part));
  const typed = unionOf(rest, place, reader);
  return typed && rest.length < parts.length ? { ...typed, type: orNull(typed.type) } : typed;
}

function unionOf(
  parts: readonly JsonNode[],
  place: JsonPlace,
  reader: JsonReader,
): Typed | undefined {
  const [only, ...others] = parts;
  if (only === undefined) return reader.drafting.untyped(place, 'always null');
  if (others.length === 0) return convert(only, place, reader);
  const values = parts.map(valuesOf);
  if (values.every((texts) => texts !== undefined)) {
    const all = values.flat();
    const texts = all.filter((value) => value !== null);
    return plain(oneOfTexts(texts, texts.length < all.length));
  }
  const refs = parts.map((part) => objectsNamed(part, place, reader));
  if (!refs.every((ref) => ref !== undefined)) {
    return reader.drafting.untyped(place, 'a union of unlike types');
  }
  return plain(oneOfObjects(refs.flat()));
}

/** The objects that a part of a union stands for, by reference or written out there. */
function objectsNamed(
  part: JsonNode,
  place: JsonPlace,
  reader: JsonReader,
): readonly NameRef[] | undefined {
  const ref = refOf(part);
  const target =
    ref === undefined ? { unit: place.unit, node: part } : followRef(ref, place.unit, reader.units);
  if (target === undefined || place.within.includes(target.node)) return undefined;
  if (meaningOf(target.node, target.unit, reader.units) === 'object') {
    const typed = convert(target.node, { ...place, unit: target.unit }, reader);
    return typed?.type.kind === 'name' ? [typed.type.ref] : undefined;
  }
  const parts = entry(target.node, 'anyOf') ?? entry(target.node, 'oneOf');
  if (parts?.kind !== 'list') return undefined;
  const within = [...place.within, target.node];
  const refs = parts.items.map((one) =>
    objectsNamed(one, { ...place, unit: target.unit, within }, reader),
  );
  return refs.every((one) => one !== undefined) ? refs.flat() : undefined;
}
