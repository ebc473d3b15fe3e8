// Resolved types back as the expressions that a `was` says them by. A name gets its version where the reader of the
// `was` could not know it: it takes the newer side's, if there is one and it has the same name.

import type { NameRef, TypeExpr } from '../../core/type-expr.js';
import { sameVersion, type Version } from '../../core/version.js';
import type { EnumType, ObjectRef, Type } from '../../model/index.js';
import { leafOf, refsOf } from '../../model/type-walk.js';

/** `is` is the newer side of a change; a removed field and a method have none. */
export function typeExpr(type: Type, is: Type | undefined, home: string): TypeExpr {
  const { nullable } = type;
  switch (type.kind) {
    case 'scalar':
      return { kind: 'scalar', scalar: type.scalar, nullable };
    case 'enum':
      return type.key === undefined
        ? { kind: 'values', values: type.values, nullable }
        : { kind: 'name', ref: enumRef(type, type.key, is, home), nullable };
    case 'object':
      return { kind: 'name', ref: objectRef(type.object, is, home), nullable };
    case 'list':
    case 'set':
    case 'map':
      return { kind: type.kind, element: typeExpr(type.element, is, home), nullable };
    case 'union':
      return {
        kind: 'union',
        members: type.members.map((one) => objectRef(one, is, home)),
        nullable,
      };
  }
}

function enumRef({ version }: EnumType, key: string, is: Type | undefined, home: string): NameRef {
  const slash = key.lastIndexOf('/');
  const name = nameIn(key.slice(0, slash), key.slice(slash + 1), home);
  const leaf = is && leafOf(is);
  const known = leaf?.kind === 'enum' && leaf.key === key ? leaf.version : undefined;
  return isKnown(version, known) ? name : { ...name, ...version };
}

function objectRef(ref: ObjectRef, is: Type | undefined, home: string): NameRef {
  const name = nameIn(ref.namespace, ref.name, home);
  const newer = is && refsOf(is).find(({ key }) => key === ref.key);
  if (!isKnown(ref.version, newer?.version)) return { ...name, ...ref.version };
  return ref.key.includes('@') ? { ...name, major: ref.major } : name;
}

function nameIn(namespace: string, name: string, home: string): NameRef {
  return namespace === home ? { name } : { name, namespace };
}

function isKnown(version: Version | undefined, known: Version | undefined): boolean {
  return version === undefined || (known !== undefined && sameVersion(version, known));
}
