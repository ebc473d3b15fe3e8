// Small questions about resolved types that many parts of this floor ask.

import { sameVersion, type Version } from '../core/version.js';
import type { EnumType, ObjectRef, Type } from './model.js';

/** Whether both say the same about every value, versions of enums and children included. */
export function sameType(a: Type, b: Type): boolean {
  return a === b || (a.nullable === b.nullable && sameBase(a, b));
}

function sameBase(a: Type, b: Type): boolean {
  switch (a.kind) {
    case 'scalar':
      return b.kind === 'scalar' && a.scalar === b.scalar;
    case 'enum':
      return b.kind === 'enum' && sameEnum(a, b);
    case 'object':
      return b.kind === 'object' && sameRef(a.object, b.object);
    case 'list':
    case 'set':
    case 'map':
      return b.kind === a.kind && sameType(a.element, b.element);
    case 'union':
      return b.kind === 'union' && sameMembers(a.members, b.members);
  }
}

function sameEnum(a: EnumType, b: EnumType): boolean {
  return (
    a.key === b.key && sameOptionalVersion(a.version, b.version) && sameValues(a.values, b.values)
  );
}

/** Whatever their order: it is no contract. */
function sameValues(a: readonly string[], b: readonly string[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  const known = new Set(b);
  return a.every((value) => known.has(value));
}

function sameRef(a: ObjectRef, b: ObjectRef): boolean {
  return a.key === b.key && sameOptionalVersion(a.version, b.version);
}

function sameMembers(a: readonly ObjectRef[], b: readonly ObjectRef[]): boolean {
  return a.length === b.length && a.every((member) => b.some((other) => sameRef(member, other)));
}

function sameOptionalVersion(a: Version | undefined, b: Version | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameVersion(a, b);
}

/** Whether null is a value of it: of `json` it always is. */
export function mayBeNull(type: Type): boolean {
  return type.nullable || (type.kind === 'scalar' && type.scalar === 'json');
}

/** A type that is no container. */
export type Leaf = Exclude<Type, { readonly element: Type }>;

/** What stands inside all its containers. A type has one such leaf. */
export function leafOf(type: Type): Leaf {
  return 'element' in type ? leafOf(type.element) : type;
}

/** The objects that may stand somewhere in a value of it. */
export function refsOf(type: Type): readonly ObjectRef[] {
  const leaf = leafOf(type);
  if (leaf.kind === 'object') return [leaf.object];
  return leaf.kind === 'union' ? leaf.members : [];
}
