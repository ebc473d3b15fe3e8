// Types as the schema language has them, made and looked into.

import type { NameRef, Scalar, TypeExpr } from '../core/type-expr.js';
import type { Typed } from './draft.js';

export function scalar(name: Scalar): TypeExpr {
  return { kind: 'scalar', scalar: name, nullable: false };
}

export function named(name: string): TypeExpr {
  return { kind: 'name', ref: { name }, nullable: false };
}

/** A type with nothing said besides. */
export function plain(type: TypeExpr): Typed {
  return { type, marks: {} };
}

/** One of these texts, each named once. */
export function oneOfTexts(texts: readonly string[], nullable = false): TypeExpr {
  return { kind: 'values', values: [...new Set(texts)], nullable };
}

/** One of these objects, each named once. */
export function oneOfObjects(refs: readonly NameRef[]): TypeExpr {
  const members = [...new Map(refs.map((ref) => [ref.name, ref])).values()];
  const [only, ...others] = members;
  if (only !== undefined && others.length === 0) return named(only.name);
  return { kind: 'union', members, nullable: false };
}

export function container(kind: 'list' | 'set' | 'map', element: TypeExpr): TypeExpr {
  return { kind, element, nullable: false };
}

/** What json already holds needs no `?`: null is JSON. */
export function orNull(type: TypeExpr): TypeExpr {
  return isJson(type) ? type : { ...type, nullable: true };
}

export function isJson(type: TypeExpr): boolean {
  return type.kind === 'scalar' && type.scalar === 'json';
}

/** What stands in all lists, sets and maps of a type. */
export function leafOf(type: TypeExpr): TypeExpr {
  return 'element' in type ? leafOf(type.element) : type;
}

/** The type with another leaf of the same nullability; containers stay. */
export function withLeaf(type: TypeExpr, leaf: Scalar): TypeExpr {
  if ('element' in type) return { ...type, element: withLeaf(type.element, leaf) };
  return { kind: 'scalar', scalar: leaf, nullable: type.nullable };
}

export function isScalar(type: TypeExpr, name: Scalar): boolean {
  return type.kind === 'scalar' && type.scalar === name;
}

const IN_SETS: readonly Scalar[] = [
  ...(['string', 'integer', 'bigint', 'boolean', 'uuid'] as const),
  ...(['ip', 'ipv4', 'ipv6', 'cidr', 'mac'] as const),
];

/** Whether a set may hold it; `isEnum` says which names are enums'. */
export function mayStandInSet(type: TypeExpr, isEnum: (name: string) => boolean): boolean {
  if (type.nullable) return false;
  if (type.kind === 'name') return isEnum(type.ref.name);
  return type.kind === 'scalar' && IN_SETS.includes(type.scalar);
}
