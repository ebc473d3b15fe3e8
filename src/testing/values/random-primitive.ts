// Random primitives: valid, canonical, at any version, with nested objects at any mix of versions.

import type { JsonValue } from '../../core/json.js';
import { sortedSet } from '../../interpret/index.js';
import type { FieldShape, Limits, Model, ObjectModel, ObjectRef, Type } from '../../model/model.js';
import { limitedEdges, limitedRandom } from './limited.js';
import { enveloped, makerFor, rootVersions, shapeOf } from './maker.js';
import type { At, Maker, MakerOptions } from './maker.js';
import { some } from './random.js';
import type { Random } from './random.js';
import { randomKey } from './scalars.js';

export interface MadePrimitive {
  readonly primitive: JsonValue;
  /** Fields that stayed unset because nothing was found that meets their pattern: `Flavor.name`. */
  readonly unmet: readonly string[];
}

interface Chance extends Maker {
  readonly random: Random;
}

/** A random primitive of the object; undefined when the manifest allows none. */
export function randomPrimitive(
  model: Model,
  object: ObjectModel,
  at: At,
  random: Random,
  options: MakerOptions = {},
): MadePrimitive | undefined {
  const maker: Chance = { ...makerFor(model, at, options), random };
  const versions = some(rootVersions(object, at, options));
  if (versions === undefined) return undefined;
  const primitive = randomObject(maker, object, random.pick(versions), maker.depth);
  return { primitive, unmet: [...maker.unmet] };
}

function randomObject(
  maker: Chance,
  object: ObjectModel,
  version: ObjectModel['version'],
  depth: number,
): JsonValue {
  const { random } = maker;
  const shape = shapeOf(object, version);
  const fields = new Map<string, JsonValue>();
  // Now and then nearly all is set, or nearly nothing.
  const sparse = random.pick([2, 4, 12]);
  for (const [name, field] of shape.fields) {
    if (random.once(sparse)) continue;
    const value = randomField(maker, field, depth);
    if (value === undefined) maker.unmet.add(`${object.name}.${name}`);
    else if (value !== NOT_MADE) fields.set(name, value);
  }
  const rate = random.pick([1, 2, 4]);
  const changes = [...fields.keys()].filter(() => random.once(rate + 1));
  return enveloped(maker, object, shape, fields, changes);
}

/** Stands for a value that is too deep to be made: no fault of the field's. */
const NOT_MADE = Symbol('not made');
type Made = JsonValue | typeof NOT_MADE | undefined;

function randomField(maker: Chance, field: FieldShape, depth: number): Made {
  const { random } = maker;
  if (field.default !== undefined && random.once(4)) return field.default;
  return randomValue(maker, field.type, field.limits, depth);
}

function randomValue(maker: Chance, type: Type, limits: Limits, depth: number): Made {
  const { random } = maker;
  if (type.nullable && random.once(4)) return null;
  switch (type.kind) {
    case 'scalar': {
      const edges = random.once(4) ? some(limitedEdges(type.scalar, limits)) : undefined;
      return edges ? random.pick(edges) : limitedRandom(type.scalar, limits, random);
    }
    case 'enum': {
      const values = some(type.values);
      return values && random.pick(values);
    }
    case 'list':
      return randomElements(maker, type.element, limits, depth);
    case 'set':
      return sortedSet(type.element, randomElements(maker, type.element, limits, depth));
    case 'map': {
      const elements = randomElements(maker, type.element, limits, depth);
      return Object.fromEntries(elements.map((element) => [randomKey(random), element]));
    }
    case 'object':
      return randomMember(maker, [type.object], depth) ?? (type.nullable ? null : NOT_MADE);
    case 'union':
      return randomMember(maker, type.members, depth) ?? (type.nullable ? null : NOT_MADE);
  }
}

function randomElements(
  maker: Chance,
  type: Type,
  limits: Limits,
  depth: number,
): readonly JsonValue[] {
  const found: JsonValue[] = [];
  for (let left = maker.random.below(4); left > 0; left--) {
    const value = randomValue(maker, type, limits, depth);
    if (value !== undefined && value !== NOT_MADE) found.push(value);
  }
  return found;
}

function randomMember(
  maker: Chance,
  members: readonly ObjectRef[],
  depth: number,
): JsonValue | undefined {
  const { model, random } = maker;
  const possible = some(depth <= 1 ? [] : members.filter((ref) => maker.allowed(ref).length > 0));
  if (possible === undefined) return undefined;
  const ref = random.pick(possible);
  const object = model.objects.get(ref.key);
  const versions = some(maker.allowed(ref));
  if (object === undefined || versions === undefined) return undefined;
  return randomObject(maker, object, random.pick(versions), depth - 1);
}
