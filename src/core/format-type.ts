// Writes a type the way the schema language writes it; what comes out reads back as the same type.

import type { NameRef, TypeExpr } from './type-expr.js';

/** `list<Flavor?>`; an inline enum, which has no text form, as the map that a schema would have. */
export function formatType(type: TypeExpr): string {
  if (type.kind === 'union' && !type.nullable) return type.members.map(formatName).join(' | ');
  return inner(type);
}

/** `os_vif/VIF@1.2`. */
export function formatName(ref: NameRef): string {
  const namespace = ref.namespace === undefined ? '' : `${ref.namespace}/`;
  const minor = ref.minor === undefined ? '' : `.${ref.minor}`;
  const version = ref.major === undefined ? '' : `@${ref.major}${minor}`;
  return `${namespace}${ref.name}${version}`;
}

function inner(type: TypeExpr): string {
  if (type.kind === 'values') {
    const nullable = type.nullable ? ', nullable: true' : '';
    return `{ enum: [${type.values.join(', ')}]${nullable} }`;
  }
  return base(type) + (type.nullable ? '?' : '');
}

function base(type: Exclude<TypeExpr, { readonly kind: 'values' }>): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'name':
      return formatName(type.ref);
    case 'union':
      return `(${type.members.map(formatName).join(' | ')})`;
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}<${inner(type.element)}>`;
  }
}
