// Random types, other types that they may have been before, and values of them as a schema writes them.

import type { JsonValue } from '../../../src/core/json.js';
import { SCALARS, type NameRef, type Scalar, type TypeExpr } from '../../../src/core/type-expr.js';
import type { Random } from '../../../src/testing/values/index.js';
import { randomScalar } from '../../../src/testing/values/scalars.js';
import { enumValues } from './words.js';

/** What random schemas are made of: names that fields may refer to. */
export interface World {
  readonly random: Random;
  /** Values of each enum, oldest version first. */
  readonly enums: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly objects: readonly NameRef[];
  /** Whether the version of a child may be named. */
  readonly cascade: boolean;
}

/** Any type; objects and enums where the world has some. */
export function randomType(world: World, depth = 2): TypeExpr {
  const { random } = world;
  const nullable = random.once(4);
  const kind = random.below(depth === 0 ? 6 : 9);
  const [object, ...others] = shuffled(world.objects, random);
  const [name] = shuffled([...world.enums.keys()], random);
  if (kind === 4 && object !== undefined) return { kind: 'name', ref: object, nullable };
  if (kind === 5 && name !== undefined) return { kind: 'name', ref: { name }, nullable };
  if (kind === 6 && depth === 2 && random.once(2)) {
    return { kind: 'values', values: enumValues(random, 1 + random.below(12)), nullable };
  }
  if (kind === 6 && object !== undefined && others.length > 0) {
    const members = [object, ...others.slice(0, 1 + random.below(3))];
    return { kind: 'union', members, nullable };
  }
  if (kind === 7) {
    // Fields can move into maps of these two.
    const plain = scalarType(random.pick(['string', 'json']));
    const element = random.once(2) ? plain : randomType(world, depth - 1);
    return { kind: random.pick(['list', 'map']), element, nullable };
  }
  if (kind === 8) return { kind: 'set', element: setElement(world, name), nullable };
  return { kind: 'scalar', scalar: random.pick(SCALARS), nullable };
}

const IN_SETS = ['string', 'integer', 'bigint', 'uuid', 'ip', 'mac', 'boolean'] as const;

function setElement({ random }: World, name: string | undefined): TypeExpr {
  if (name !== undefined && random.once(3)) return { kind: 'name', ref: { name }, nullable: false };
  return scalarType(random.pick(IN_SETS));
}

function scalarType(scalar: Scalar): TypeExpr {
  return { kind: 'scalar', scalar, nullable: false };
}

/** In another order, by chance. */
export function shuffled<T>(things: readonly T[], random: Random): T[] {
  return things
    .map((thing) => ({ thing, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing);
}

/** A type that the field may have had before it had this one; now and then any other. */
export function otherType(type: TypeExpr, world: World): TypeExpr {
  const { random } = world;
  if (random.once(12)) return randomType(world);
  if (random.once(4)) return { ...type, nullable: !type.nullable };
  switch (type.kind) {
    case 'scalar':
      return otherScalar(type, world);
    case 'values':
      return random.once(3)
        ? scalarType('string')
        : { ...type, values: [...type.values.slice(random.below(3)), ...enumValues(random, 2)] };
    case 'name':
      return otherName(type, world);
    case 'union':
      return { ...type, members: otherMembers(type.members, world) };
    case 'list':
    case 'set':
      if (random.once(4)) return type.element;
      if (random.once(4)) return { ...type, kind: type.kind === 'set' ? 'list' : 'set' };
      return { ...type, element: otherType(type.element, world) };
    case 'map':
      return { ...type, element: otherType(type.element, world) };
  }
}

const NEIGHBOURS: Partial<Record<Scalar, readonly [Scalar, ...Scalar[]]>> = {
  integer: ['float', 'bigint', 'string'],
  float: ['integer', 'string'],
  bigint: ['integer', 'string'],
  ip: ['ipv4', 'ipv6', 'string'],
  ipv4: ['ip', 'cidr'],
  ipv6: ['ip', 'string'],
};

function otherScalar(
  type: Extract<TypeExpr, { kind: 'scalar' }>,
  { random, enums }: World,
): TypeExpr {
  if (random.once(5))
    return {
      kind: random.pick(['list', 'set']),
      element: scalarType(type.scalar),
      nullable: type.nullable,
    };
  if (type.scalar === 'string' && random.once(3)) {
    const [name] = shuffled([...enums.keys()], random);
    if (name !== undefined) return { kind: 'name', ref: { name }, nullable: type.nullable };
  }
  return { ...type, scalar: random.pick(NEIGHBOURS[type.scalar] ?? SCALARS) };
}

function otherName(type: Extract<TypeExpr, { kind: 'name' }>, world: World): TypeExpr {
  const { random, enums, cascade } = world;
  const versions = enums.get(type.ref.name);
  if (versions !== undefined) {
    if (random.once(5)) return scalarType('string');
    return {
      ...type,
      ref: { name: type.ref.name, major: 1, minor: random.below(versions.length) },
    };
  }
  if (cascade && type.ref.major === undefined && random.once(2)) {
    return { ...type, ref: { ...type.ref, major: 1, minor: random.below(4) } };
  }
  if (random.once(3)) return { kind: 'list', element: type, nullable: false };
  return { kind: 'union', members: otherMembers([type.ref], world), nullable: type.nullable };
}

function otherMembers(members: readonly NameRef[], { random, objects }: World): NameRef[] {
  const kept = members.length > 2 && random.once(2) ? members.slice(1) : members;
  const added = shuffled(objects, random).find((ref) => !kept.includes(ref));
  return added === undefined ? [...kept] : [...kept, added];
}

/** What stands inside all containers. */
export function leafOf(type: TypeExpr): Exclude<TypeExpr, { element: TypeExpr }> {
  return 'element' in type ? leafOf(type.element) : type;
}

/** The values of an enum type, at the version that it names. */
export function valuesOf(type: TypeExpr, { enums }: World): readonly string[] | undefined {
  if (type.kind === 'values') return type.values;
  if (type.kind !== 'name') return undefined;
  const versions = enums.get(type.ref.name);
  return type.ref.minor === undefined ? versions?.at(-1) : versions?.[type.ref.minor];
}

/** A value as a schema writes it; undefined where the type has none that can be written. */
export function writtenValue(type: TypeExpr, world: World): JsonValue | undefined {
  const { random } = world;
  if (type.nullable && random.once(4)) return null;
  const known = valuesOf(type, world);
  if (known !== undefined) return known[random.below(known.length)];
  switch (type.kind) {
    case 'scalar':
      return randomScalar(type.scalar, random);
    case 'list':
    case 'set': {
      const items = Array.from({ length: random.below(3) }, () =>
        writtenValue(type.element, world),
      );
      return items.every((item) => item !== undefined) ? items : [];
    }
    case 'map': {
      const item = writtenValue(type.element, world);
      return item === undefined || random.once(3) ? {} : { [random.pick(['a', 'b c', '1'])]: item };
    }
    case 'name':
    case 'values':
    case 'union':
      return type.nullable ? null : undefined;
  }
}
