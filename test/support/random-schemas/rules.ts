// Random rules: not all of them can stand where they are put, and the model tells which do not.

import { scalarText } from '../../../src/core/scalar-text.js';
import type { JsonValue } from '../../../src/core/json.js';
import type { TypeExpr } from '../../../src/core/type-expr.js';
import type { Field, Written } from './fields.js';
import { leafOf, shuffled, valuesOf, type World, writtenValue } from './types.js';
import { oddText } from './words.js';

/** What `backport` or `upgrade` says; undefined where it is left out. */
export type Rule = JsonValue | undefined;

/** For a field that the far side lacks; `far` are the names and types that it has. */
export function leavingRule(far: ReadonlyMap<string, Field>, world: World): Rule {
  const { random } = world;
  switch (random.below(6)) {
    case 0:
      return refusal(world);
    case 1:
    case 2: {
      const map = someMap(far, world);
      return map === undefined ? 'drop' : { into: `${map}.${random.pick(['key', 'a.b', '漢'])}` };
    }
    case 3:
      return random.once(3) ? 'hook' : 'drop';
    default:
      return undefined;
  }
}

/** For a field that the near side lacks. */
export function arrivingRule(
  field: Field,
  near: ReadonlyMap<string, Field>,
  world: World,
  mayRefuse: boolean,
): Rule {
  const { random } = world;
  const value = writtenValue(field.type, world);
  switch (random.below(8)) {
    case 0:
    case 1:
      return value === undefined ? 'unset' : { value };
    case 2:
      return copyRule(field, near, world);
    case 3:
    case 4: {
      const map = someMap(near, world);
      return map === undefined ? 'unset' : { from: `${map}.${random.pick(['key', 'a.b', '漢'])}` };
    }
    case 5:
      return mayRefuse ? refusal(world) : 'unset';
    case 6:
      return random.once(3) ? 'hook' : 'unset';
    default:
      return mayRefuse ? 'unset' : undefined;
  }
}

function copyRule({ type }: Field, near: ReadonlyMap<string, Field>, world: World): Rule {
  const names = shuffled([...near], world.random);
  const alike = names.find(([, field]) => field.type.kind === type.kind) ?? names[0];
  return alike === undefined ? 'unset' : { copy: alike[0] };
}

function someMap(fields: ReadonlyMap<string, Field>, world: World): string | undefined {
  return shuffled([...fields], world.random).find(([, { type }]) => type.kind === 'map')?.[0];
}

/** For a value that stands on both sides. */
export function valueRule(near: Field, far: Field, world: World): Rule {
  const { random } = world;
  if (random.once(12)) return random.once(2) ? 'hook' : refusal(world);
  const rule: Written = {
    ...nullsPart(near.type, far.type, world),
    ...valuesPart(near.type, far.type, world),
    ...membersPart(near.type, far.type, world),
    ...convertPart(near.type, far.type, world),
    ...limitsPart(near, far, world),
  };
  return Object.keys(rule).length === 0 ? undefined : rule;
}

function refusal({ random }: World): Written {
  return { refuse: oddText(random) };
}

/** What stands in for a value at a site of the far type. */
function substitute(type: TypeExpr, isElement: boolean, world: World): JsonValue {
  const { random } = world;
  const value = writtenValue(type, world);
  const kind = random.below(4);
  if (kind === 0) return refusal(world);
  if (kind === 1 || value === undefined) return isElement && random.once(2) ? 'omit' : 'unset';
  // In a map of its own a value is never taken for a word of the language.
  return { value };
}

function nullsPart(near: TypeExpr, far: TypeExpr, world: World): Written {
  const isLost = (a: TypeExpr, b: TypeExpr): boolean => {
    if (a.nullable && !b.nullable) return true;
    return 'element' in a && 'element' in b && isLost(a.element, b.element);
  };
  if (!isLost(near, far)) return {};
  if (near.nullable && !far.nullable) return { whenNull: substitute(far, false, world) };
  const inner = 'element' in far ? far.element : far;
  return { whenNull: substitute(inner, true, world) };
}

function valuesPart(near: TypeExpr, far: TypeExpr, world: World): Written {
  const { random } = world;
  const [from, to] = [leafOf(near), leafOf(far)];
  const [known, wanted] = [valuesOf(from, world), valuesOf(to, world)];
  const isElement = 'element' in far;
  const isOpen =
    wanted !== undefined && !(known?.every((value) => wanted.includes(value)) ?? false);
  const texts = known ?? (from.kind === 'scalar' ? textsOf(from, world) : []);
  if (!isOpen && random.below(4) > 0) return {};
  const named = shuffled(texts, random).slice(0, random.below(3));
  const pairs = named.map((text): [string, JsonValue] => [text, substitute(to, isElement, world)]);
  return {
    ...(pairs.length === 0 ? {} : { values: Object.fromEntries(pairs) }),
    ...(isOpen ? { else: substitute(to, isElement, world) } : {}),
  };
}

/** Texts of some values of a scalar. */
function textsOf(type: Extract<TypeExpr, { kind: 'scalar' }>, world: World): readonly string[] {
  const { scalar } = type;
  if (scalar === 'json' || scalar === 'datetime') return [];
  const value = writtenValue({ ...type, nullable: false }, world);
  return value === undefined || value === null ? [] : [scalarText(scalar, value)];
}

function membersPart(near: TypeExpr, far: TypeExpr, world: World): Written {
  const [from, to] = [leafOf(near), leafOf(far)];
  const names = from.kind === 'union' ? from.members : from.kind === 'name' ? [from.ref] : [];
  const known = to.kind === 'union' ? to.members : to.kind === 'name' ? [to.ref] : [];
  const lost = names.filter((ref) => !known.some((other) => other.name === ref.name));
  if (lost.length === 0 || known.length === 0) return {};
  const isElement = 'element' in far;
  const pairs = lost.map((ref): [string, JsonValue] => {
    const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
    return [name, substitute(to, isElement, world)];
  });
  return { members: Object.fromEntries(pairs) };
}

function convertPart(near: TypeExpr, far: TypeExpr, world: World): Written {
  const isRow = (type: TypeExpr): boolean => type.kind === 'list' || type.kind === 'set';
  if (isRow(near) && !isRow(far)) {
    return { convert: 'first', whenEmpty: substitute(far, false, world) };
  }
  if (near.kind === 'list' && far.kind === 'set') return { convert: 'set' };
  if (!isRow(near) && far.kind === 'set') return { convert: 'wrap' };
  const [from, to] = [leafOf(near), leafOf(far)];
  if (to.kind !== 'scalar' || to.scalar === 'string') return {};
  if (from.kind !== 'scalar') return { convert: 'parse', else: substitute(to, false, world) };
  if (from.scalar === to.scalar) return {};
  if (from.scalar === 'float') return { convert: 'round' };
  if (from.scalar === 'integer' || to.scalar === 'ip') return {};
  const isElement = 'element' in far;
  return {
    convert: 'parse',
    ...(world.random.once(3) ? {} : { else: substitute(to, isElement, world) }),
  };
}

const LIMITS = ['min', 'max', 'minLength', 'maxLength', 'pattern'] as const;

function limitsPart(near: Field, far: Field, world: World): Written {
  const has = LIMITS.some(
    (name) => far.rest[name] !== undefined && far.rest[name] !== near.rest[name],
  );
  if (!has) return {};
  return world.random.once(2) ? { clamp: true } : refusal(world);
}
