// Where each object and enum has its page, as pages in the folders beside address each other.

import { kebabCase } from '../../core/names.js';
import { objectFileName } from '../../emit/index.js';
import type { EnumType, Model, ObjectRef, Type } from '../../model/index.js';
import { formatRef, formatType } from '../../model/index.js';
import type { TypePart } from '../../site/index.js';

/** The name of an object's page: that of its generated file, which is unlike that of every other. */
export const slugOf = objectFileName;

export function enumSlugOf({ typescriptName }: { readonly typescriptName: string }): string {
  return kebabCase(typescriptName);
}

/** From a page in `objects/`, `enums/` or `losses/`. */
export function objectHref(model: Model, key: string): string | undefined {
  const object = model.objects.get(key);
  return object === undefined ? undefined : `../objects/${slugOf(object)}.html`;
}

/** A type in parts, its names with their addresses. */
export function typeParts(model: Model, type: Type, home: string): readonly TypePart[] {
  return [...baseParts(model, type, home), ...(type.nullable ? ['?'] : [])];
}

function baseParts(model: Model, type: Type, home: string): readonly TypePart[] {
  switch (type.kind) {
    case 'scalar':
      return [formatType({ ...type, nullable: false }, home)];
    case 'enum':
      return [enumPart(model, type, home)];
    case 'object':
      return [refPart(model, type.object, home)];
    case 'list':
    case 'set':
    case 'map':
      return [`${type.kind}<`, ...typeParts(model, type.element, home), '>'];
    case 'union':
      return [
        '(',
        ...type.members.flatMap((member, i) => [
          ...(i === 0 ? [] : [' | ']),
          refPart(model, member, home),
        ]),
        ')',
      ];
  }
}

function refPart(model: Model, ref: ObjectRef, home: string): TypePart {
  const text = formatRef(ref, home);
  const href = objectHref(model, ref.key);
  return href === undefined ? text : { text, href };
}

function enumPart(model: Model, type: EnumType, home: string): TypePart {
  const text = formatType({ ...type, nullable: false }, home);
  const declared = type.key === undefined ? undefined : model.enums.get(type.key);
  return declared === undefined ? text : { text, href: `../enums/${enumSlugOf(declared)}.html` };
}
