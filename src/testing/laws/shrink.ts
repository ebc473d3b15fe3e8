// From a value that breaks a law to the smallest that still does: fields go, containers empty, scalars
// become plain, one cut at a time, for as long as the law stays broken.

import { isList, type JsonValue } from '../../core/json.js';
import { refsOf } from '../../model/index.js';
import type { Limits, ObjectModel, Type } from '../../model/model.js';
import { limitedEdges } from '../values/limited.js';
import {
  isJsonObject,
  meantBy,
  own,
  standing,
  type JsonObject,
  type Standing,
} from './envelope.js';
import type { Lab } from './lab.js';

/** As many smaller values are tried; more would be patience for little. */
const TRIES = 600;

/** The smallest value found for which `breaks` still holds; each that it is asked about is valid. */
export function shrink(
  lab: Lab,
  object: ObjectModel,
  value: JsonValue,
  breaks: (smaller: JsonValue) => boolean,
): JsonValue {
  let smallest = value;
  let left = TRIES;
  for (let isSmaller = true; isSmaller && left > 0;) {
    isSmaller = false;
    for (const candidate of smallerThan(lab, object, smallest)) {
      if (left-- <= 0) break;
      if (!isValid(lab, object, candidate) || !breaks(candidate)) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

function isValid(lab: Lab, object: ObjectModel, value: JsonValue): boolean {
  const root = standing(value, lab.prefix, [object]);
  return root !== undefined && lab.judges(object, root.version)(value).length === 0;
}

/** Values that are one cut smaller, valid or not. */
export function* smallerThan(
  lab: Lab,
  object: ObjectModel,
  value: JsonValue,
): Generator<JsonValue> {
  const root = standing(value, lab.prefix, [object]);
  if (root !== undefined && isJsonObject(value)) yield* smallerObjects(lab, root, value);
}

function* smallerObjects(lab: Lab, at: Standing, value: JsonObject): Generator<JsonObject> {
  const { prefix } = lab;
  const names = Object.keys(at.data);
  const write = (data: JsonObject, changes: readonly JsonValue[]): JsonObject => {
    const kept = changes.filter((name) => typeof name === 'string' && Object.hasOwn(data, name));
    const bare = Object.entries(value).filter(([key]) => key !== `${prefix}.changes`);
    const entries: [string, JsonValue][] = bare.map(([key, item]) => [
      key,
      key === `${prefix}.data` ? data : item,
    ]);
    return Object.fromEntries(
      kept.length === 0 ? entries : [...entries, [`${prefix}.changes`, kept]],
    );
  };
  if (at.changes.length > 0) yield write(at.data, []);
  // Halves before single fields: most of a large object has nothing to do with it.
  for (const kept of [names.slice(0, names.length / 2), names.slice(names.length / 2)]) {
    if (kept.length < names.length) yield write(only(at.data, kept), at.changes);
  }
  for (const name of names) {
    yield write(
      only(
        at.data,
        names.filter((other) => other !== name),
      ),
      at.changes,
    );
  }
  for (const name of names) {
    const field = at.shape.fields.get(name);
    const item = own(at.data, name);
    if (field === undefined || item === undefined) continue;
    for (const smaller of smallerValues(lab, item, field.type, field.limits)) {
      yield write(withItem(at.data, name, smaller), at.changes);
    }
  }
  for (const name of at.changes) {
    yield write(
      at.data,
      at.changes.filter((other) => other !== name),
    );
  }
}

function* smallerValues(
  lab: Lab,
  value: JsonValue,
  type: Type,
  limits: Limits,
): Generator<JsonValue> {
  if (value === null) return;
  if (type.nullable) yield null;
  switch (type.kind) {
    case 'scalar': {
      const size = JSON.stringify(value).length;
      for (const edge of limitedEdges(type.scalar, limits)) {
        if (JSON.stringify(edge).length < size) yield edge;
      }
      if (typeof value === 'string' && type.scalar === 'string')
        yield value.slice(0, value.length / 2);
      return;
    }
    case 'enum': {
      const [first] = type.values;
      if (first !== undefined && value !== first) yield first;
      return;
    }
    case 'list':
    case 'set': {
      if (!isList(value) || value.length === 0) return;
      yield [];
      if (value.length > 1) for (const i of value.keys()) yield value.filter((_, j) => j !== i);
      for (const [i, item] of value.entries()) {
        for (const smaller of smallerValues(lab, item, type.element, limits)) {
          const items = value.map((other, j) => (i === j ? smaller : other));
          // A set stands sorted on the wire: only single elements can be changed where they are.
          if (type.kind === 'list' || value.length === 1) yield items;
        }
      }
      return;
    }
    case 'map': {
      if (!isJsonObject(value)) return;
      const keys = Object.keys(value);
      if (keys.length > 0) yield {};
      if (keys.length > 1) {
        for (const key of keys)
          yield only(
            value,
            keys.filter((other) => other !== key),
          );
      }
      for (const key of keys) {
        const item = own(value, key);
        if (item === undefined) continue;
        for (const smaller of smallerValues(lab, item, type.element, limits)) {
          yield withItem(value, key, smaller);
        }
      }
      return;
    }
    case 'object':
    case 'union': {
      const nested = standing(value, lab.prefix, meantBy(lab.model, refsOf(type)));
      if (nested !== undefined && isJsonObject(value)) yield* smallerObjects(lab, nested, value);
    }
  }
}

function only(data: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));
}

function withItem(data: JsonObject, name: string, item: JsonValue): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, other]) => [key, key === name ? item : other]),
  );
}
