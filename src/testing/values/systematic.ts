// The values that random ones may miss: all set, all defaults, each field at each edge, each enum value,
// each null, each unset.

import type { JsonValue } from '../../core/json.js';
import type { Version } from '../../core/version.js';
import { sortedSet } from '../../interpret/index.js';
import type { Limits, Model, ObjectModel, ObjectRef, Shape, Type } from '../../model/model.js';
import { hintsOf } from './hints.js';
import { limitedEdges, limitedRandom } from './limited.js';
import { enveloped, makerFor, rootVersions, shapeOf } from './maker.js';
import type { At, Maker, MakerOptions } from './maker.js';
import { createRandom } from './random.js';

export interface SystematicPrimitive {
  /** What is special about it: `all set`, `Flavor.swap = 0`. */
  readonly about: string;
  readonly primitive: JsonValue;
}

/** Every systematic primitive of the object, at each version that is asked for. */
export function* systematicPrimitives(
  model: Model,
  object: ObjectModel,
  at: At,
  options: MakerOptions = {},
): Generator<SystematicPrimitive> {
  const maker = makerFor(model, at, { depth: 2, ...options });
  for (const version of rootVersions(object, at, options)) yield* atVersion(maker, object, version);
}

function* atVersion(
  maker: Maker,
  object: ObjectModel,
  version: Version,
): Generator<SystematicPrimitive> {
  const shape = shapeOf(object, version);
  const label = `${object.name} ${version.major}.${version.minor}`;
  const full = fullFields(maker, shape, maker.depth);
  const hints = hintsOf(object, shape);
  const make = (about: string, fields: ReadonlyMap<string, JsonValue>): SystematicPrimitive => {
    const primitive = enveloped(maker, object, shape, fields, [...fields.keys()]);
    return { about: `${label}: ${about}`, primitive };
  };
  yield make('nothing set', new Map());
  yield make('all set', full);
  yield make('all defaults', defaultsOf(shape));
  for (const [name, field] of shape.fields) {
    const without = new Map(full);
    if (without.delete(name)) yield make(`all but ${name}`, without);
    const spoken = hints.scalars.get(name) ?? [];
    const values = edgesOf(maker, field.type, field.limits, maker.depth, spoken);
    if (field.default !== undefined) values.push(field.default);
    for (const [key, text] of hints.entries.get(name) ?? []) {
      if (holdsTexts(field.type)) values.push(Object.fromEntries([[key, text]]));
      if (holdsAnything(field.type)) values.push(Object.fromEntries([[key, [text]]]));
    }
    for (const value of values) {
      yield make(`${name} = ${short(value)}`, new Map([[name, value]]));
    }
  }
  for (const { field, map, key } of hints.moves) {
    const type = shape.fields.get(map)?.type;
    if (type === undefined || !holdsTexts(type)) continue;
    const value = full.get(field);
    if (value === undefined) continue;
    // Whatever the field holds, the key is taken by something else.
    const both = new Map([
      [field, value],
      [map, Object.fromEntries([[key, 'taken']])],
    ]);
    yield make(`${field} and a taken ${map}.${key}`, inOrder(shape, both));
  }
}

function inOrder(
  shape: Shape,
  values: ReadonlyMap<string, JsonValue>,
): ReadonlyMap<string, JsonValue> {
  const fields = new Map<string, JsonValue>();
  for (const name of shape.fields.keys()) {
    const value = values.get(name);
    if (value !== undefined) fields.set(name, value);
  }
  return fields;
}

function holdsTexts(type: Type): boolean {
  if (type.kind !== 'map' || type.element.kind !== 'scalar') return false;
  return type.element.scalar === 'string' || type.element.scalar === 'json';
}

/** Among free JSON stands what no text can be: it fits no field of texts. */
function holdsAnything(type: Type): boolean {
  return type.kind === 'map' && type.element.kind === 'scalar' && type.element.scalar === 'json';
}

function defaultsOf(shape: Shape): ReadonlyMap<string, JsonValue> {
  const fields = new Map<string, JsonValue>();
  for (const [name, field] of shape.fields) {
    if (field.default !== undefined) fields.set(name, field.default);
  }
  return fields;
}

/** Each field with a value that is not null, where there is one. */
function fullFields(maker: Maker, shape: Shape, depth: number): Map<string, JsonValue> {
  const fields = new Map<string, JsonValue>();
  for (const [name, { type, limits }] of shape.fields) {
    const value = typical(maker, type, limits, depth);
    if (value !== undefined) fields.set(name, value);
  }
  return fields;
}

function typical(maker: Maker, type: Type, limits: Limits, depth: number): JsonValue | undefined {
  switch (type.kind) {
    case 'scalar':
      return limitedRandom(type.scalar, limits, createRandom(1));
    case 'enum':
      return type.values.at(-1);
    case 'list':
    case 'set':
    case 'map': {
      const element = typical(maker, type.element, limits, depth);
      if (element === undefined) return type.kind === 'map' ? {} : [];
      return type.kind === 'map' ? { key: element } : [element];
    }
    case 'object':
      return nested(maker, [type.object], depth).at(-1);
    case 'union':
      return nested(maker, type.members, depth).at(-1);
  }
}

/** Every value at an edge of the type, and those that the history speaks of. */
function edgesOf(
  maker: Maker,
  type: Type,
  limits: Limits,
  depth: number,
  spoken: readonly JsonValue[],
): JsonValue[] {
  const found = type.nullable ? [null] : [];
  return [...found, ...edgesBelow(maker, type, limits, depth, spoken)];
}

function edgesBelow(
  maker: Maker,
  type: Type,
  limits: Limits,
  depth: number,
  spoken: readonly JsonValue[],
): readonly JsonValue[] {
  switch (type.kind) {
    case 'scalar': {
      const edges = new Set([...limitedEdges(type.scalar, limits), ...spoken]);
      const usual = limitedRandom(type.scalar, limits, createRandom(1));
      return edges.size > 0 || usual === undefined ? [...edges] : [usual];
    }
    case 'enum':
      return type.values;
    case 'list': {
      const elements = edgesOf(maker, type.element, limits, depth, spoken);
      const lists = elements.flatMap((element) => [[element], [element, element]]);
      return [[], ...lists, elements.toReversed()];
    }
    case 'set': {
      const elements = edgesOf(maker, type.element, limits, depth, spoken);
      return [[], ...elements.map((element) => [element]), sortedSet(type.element, elements)];
    }
    case 'map': {
      const elements = edgesOf(maker, type.element, limits, depth, spoken);
      const keys = ['', '__proto__', 'constructor', 'a.b'];
      return [
        {},
        ...elements.map((element) => ({ key: element })),
        Object.fromEntries(keys.flatMap((key) => elements.slice(0, 1).map((e) => [key, e]))),
      ];
    }
    case 'object':
      return nested(maker, [type.object], depth);
    case 'union':
      return nested(maker, type.members, depth);
  }
}

/**
 * Each object that may stand here, at each of its versions: the newest with all set, and older ones with a
 * few fields, for what becomes of all of them is asked where it stands alone.
 */
function nested(maker: Maker, refs: readonly ObjectRef[], depth: number): readonly JsonValue[] {
  if (depth <= 1) return [];
  return refs.flatMap((ref) => {
    const object = maker.model.objects.get(ref.key);
    if (object === undefined) return [];
    const versions = maker.allowed(ref);
    return versions.map((version, i) => {
      const shape = shapeOf(object, version);
      const full = fullFields(maker, shape, depth - 1);
      const fields = i === versions.length - 1 ? full : new Map([...full].slice(0, FEW));
      return enveloped(maker, object, shape, fields, []);
    });
  });
}

const FEW = 4;

function short(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
