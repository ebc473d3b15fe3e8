// Types that are named: those of JavaScript, those of the files, and those that nobody here declares.

import type { ts } from 'ts-morph';
import type { NameRef } from '../../core/type-expr.js';
import type { Typed } from '../draft.js';
import { named, plain, scalar } from '../types.js';
import { commentOf, withComment } from './comment.js';
import { convert, mapOf, shown } from './convert.js';
import { meaningOf } from './meaning.js';
import { OWN } from './own.js';
import type { Place, Reader } from './reader.js';
import { resolveName } from './resolve.js';
import type { NamedType, Unit } from './unit.js';

export function convertReference(
  type: ts.TypeReferenceNode,
  place: Place,
  reader: Reader,
): Typed | undefined {
  const { ts, units, drafting } = reader;
  const name = type.typeName.getText();
  const declared = resolveName(name, place.unit, units);
  if (declared !== undefined) {
    if (type.typeArguments !== undefined)
      return reader.drafting.untyped(place, `of the generic type ${shown(type)}`);
    return convertDeclared(declared, place, reader);
  }
  const own = Object.hasOwn(OWN, name) ? OWN[name] : undefined;
  if (own !== undefined) return own([...(type.typeArguments ?? [])], place, reader);
  const present = type.typeArguments === undefined ? drafting.presentName(name) : undefined;
  if (present !== undefined) return plain(named(present));
  const member = memberOf(type, place, reader);
  if (member !== undefined) return member;
  const why = ts.isQualifiedName(type.typeName)
    ? 'is reached through a namespace'
    : 'stands in none of the files';
  return reader.drafting.untyped(place, `of the type ${shown(type)}, which ${why}`);
}

/** `Status.Open`, one value of an enum, is the enum. */
function memberOf(
  { typeName }: ts.TypeReferenceNode,
  place: Place,
  reader: Reader,
): Typed | undefined {
  const { ts, units, drafting } = reader;
  if (!ts.isQualifiedName(typeName) || !ts.isIdentifier(typeName.left)) return undefined;
  const declared = resolveName(typeName.left.text, place.unit, units);
  if (declared === undefined || !declared.nodes.every(ts.isEnumDeclaration)) return undefined;
  drafting.noteLost(place, `the value ${shown(typeName)}`, declared.name);
  return convertDeclared(declared, place, reader);
}

/** By its name where it has a file of its own, else written out. */
function convertDeclared(declared: NamedType, place: Place, reader: Reader): Typed | undefined {
  const { ts, units, adopted } = reader;
  const meaning = meaningOf(ts, declared, units);
  const adoptedAs = adopted.get(declared);
  if (adoptedAs !== undefined) return plain(named(adoptedAs));
  if (place.within.includes(declared)) {
    return reader.drafting.untyped(place, `of the type ${declared.name}, which holds itself`);
  }
  const inner = {
    ...place,
    unit: declared.unit,
    within: [...place.within, declared],
    isWhole: false,
  };
  switch (meaning.kind) {
    case 'object':
      return plain(named(join(declared, 'object', reader)));
    case 'enum':
      return plain(named(join(declared, 'enum', reader)));
    case 'alias': {
      const typed = convert(meaning.type, inner, reader);
      const [node] = declared.nodes;
      if (typed === undefined || node === undefined) return typed;
      return withComment(typed, commentOf(ts, node));
    }
    case 'index':
      return mapOf(meaning.signature, inner, reader);
    case 'numbers':
      reader.drafting.noteLost(place, `which numbers ${declared.name} has`, 'integer');
      return plain(scalar('integer'));
    case 'none':
      return reader.drafting.untyped(place, `of the type ${declared.name}, which ${meaning.why}`);
  }
}

/** A type that nobody exports has a file too, where an exported one holds it. */
function join(declared: NamedType, kind: 'object' | 'enum', reader: Reader): string {
  const { adopted, drafting, queue } = reader;
  const [node] = declared.nodes;
  if (node === undefined) throw new Error(`${declared.name} is declared nowhere`);
  const source = declared.unit.places(node.name.getStart(), node.name.getEnd());
  const name = drafting.claim(declared.name, source);
  if (kind === 'enum') drafting.markEnum(name);
  adopted.set(declared, name);
  queue.push(declared);
  return name;
}

/** The objects that a name stands for: one, or those of an alias for several; undefined where it is anything else. */
export function objectsNamed(
  node: ts.TypeNode,
  unit: Unit,
  reader: Reader,
): readonly NameRef[] | undefined {
  const { ts, units, drafting, adopted } = reader;
  if (!ts.isTypeReferenceNode(node) || node.typeArguments !== undefined) return undefined;
  const name = node.typeName.getText();
  const declared = resolveName(name, unit, units);
  if (declared === undefined) {
    const present = drafting.presentName(name);
    return present === undefined || drafting.isEnum(present) ? undefined : [{ name: present }];
  }
  const meaning = meaningOf(ts, declared, units);
  if (meaning.kind === 'object') {
    return [{ name: adopted.get(declared) ?? join(declared, 'object', reader) }];
  }
  if (meaning.kind !== 'alias' || !ts.isUnionTypeNode(meaning.type)) return undefined;
  const parts = meaning.type.types.map((part) => objectsNamed(part, declared.unit, reader));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
