// What a declared type is to a schema: an object, an enum, or neither.

import type { ts } from 'ts-morph';
import type { EnumValueDraft } from '../draft.js';
import { docText } from '../doc-text.js';
import { commentOf } from './comment.js';
import { resolveName } from './resolve.js';
import { docsOfParts } from './value-docs.js';
import type { Declared, NamedType, TypeScript, Unit } from './unit.js';

export type Meaning =
  | {
      readonly kind: 'object';
      readonly members: readonly ts.TypeElement[];
      readonly bases: readonly ts.TypeNode[];
    }
  | { readonly kind: 'enum'; readonly values: readonly EnumValueDraft[] }
  /** Written out where it is used. */
  | { readonly kind: 'alias'; readonly type: ts.TypeNode }
  /** An interface that is a map, or an enum that is a number. */
  | { readonly kind: 'index'; readonly signature: ts.IndexSignatureDeclaration }
  | { readonly kind: 'numbers' }
  | { readonly kind: 'none'; readonly why: string };

export function meaningOf(
  ts: TypeScript,
  type: NamedType,
  units: ReadonlyMap<string, Unit>,
): Meaning {
  const [first] = type.nodes;
  if (first === undefined) throw new Error(`${type.name} is declared nowhere`);
  if (!ts.isEnumDeclaration(first) && first.typeParameters !== undefined) {
    return { kind: 'none', why: 'is generic' };
  }
  if (ts.isEnumDeclaration(first)) return meaningOfEnum(ts, type.nodes);
  if (ts.isTypeAliasDeclaration(first)) return meaningOfAlias(ts, first.type, type.unit, units);
  const interfaces = type.nodes.filter(ts.isInterfaceDeclaration);
  const members = interfaces.flatMap((node) => [...node.members]);
  const bases = interfaces.flatMap((node) =>
    (node.heritageClauses ?? []).flatMap((one) => [...one.types]),
  );
  return objectOf(ts, members, bases);
}

/** Values of members of literal text; all other enums are numbers, or no one thing. */
function meaningOfEnum(ts: TypeScript, nodes: readonly Declared[]): Meaning {
  const members = nodes.filter(ts.isEnumDeclaration).flatMap((node) => [...node.members]);
  const values: EnumValueDraft[] = [];
  for (const member of members) {
    const { initializer } = member;
    if (initializer === undefined || !ts.isStringLiteralLike(initializer)) {
      const isNumeric = members.every((one) => isNumber(ts, one.initializer));
      if (isNumeric) return { kind: 'numbers' };
      return { kind: 'none', why: 'is an enum whose values are not all plain text' };
    }
    values.push(valueDraft(initializer.text, commentOf(ts, member).text));
  }
  return values.length === 0
    ? { kind: 'none', why: 'is an enum without values' }
    : { kind: 'enum', values };
}

function valueDraft(value: string, comment: string): EnumValueDraft {
  const doc = docText(comment);
  return doc === undefined ? { value } : { value, doc };
}

function isNumber(ts: TypeScript, initializer: ts.Expression | undefined): boolean {
  return initializer === undefined || !ts.isStringLiteralLike(initializer);
}

function meaningOfAlias(
  ts: TypeScript,
  node: ts.TypeNode,
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
): Meaning {
  const type = unwrapped(ts, node);
  if (ts.isTypeLiteralNode(type)) return objectOf(ts, [...type.members], []);
  const values = literalTexts(ts, type);
  if (values !== undefined && ts.isUnionTypeNode(type)) {
    // Where a part is itself a union, nothing stands beside its texts.
    const docs = values.length === type.types.length ? docsOfParts(type, unit.text) : [];
    return { kind: 'enum', values: values.map((value, at) => valueDraft(value, docs[at] ?? '')) };
  }
  if (ts.isIntersectionTypeNode(type)) {
    const parts = type.types.map((part) => unwrapped(ts, part));
    const literals = parts.filter(ts.isTypeLiteralNode);
    const bases = parts.filter((part) => !ts.isTypeLiteralNode(part));
    if (bases.every((base) => isObjectName(ts, base, unit, units))) {
      return { kind: 'object', members: literals.flatMap((one) => [...one.members]), bases };
    }
  }
  return { kind: 'alias', type };
}

function isObjectName(
  ts: TypeScript,
  node: ts.TypeNode,
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
): boolean {
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return false;
  const named = resolveName(node.typeName.text, unit, units);
  const first = named?.nodes[0];
  if (named === undefined || first === undefined) return false;
  if (ts.isInterfaceDeclaration(first)) return true;
  return ts.isTypeAliasDeclaration(first) && ts.isTypeLiteralNode(unwrapped(ts, first.type));
}

function objectOf(
  ts: TypeScript,
  members: readonly ts.TypeElement[],
  bases: readonly ts.TypeNode[],
): Meaning {
  const [only] = members;
  if (members.length === 1 && bases.length === 0 && only && ts.isIndexSignatureDeclaration(only)) {
    return { kind: 'index', signature: only };
  }
  return { kind: 'object', members, bases };
}

/** Without parentheses and `readonly`. */
export function unwrapped(ts: TypeScript, node: ts.TypeNode): ts.TypeNode {
  return ts.isParenthesizedTypeNode(node) ? unwrapped(ts, node.type) : node;
}

/** The texts of a literal or of a union of literals; undefined where anything else is among them. */
export function literalTexts(ts: TypeScript, node: ts.TypeNode): readonly string[] | undefined {
  if (ts.isParenthesizedTypeNode(node)) return literalTexts(ts, node.type);
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteralLike(node.literal))
    return [node.literal.text];
  if (!ts.isUnionTypeNode(node)) return undefined;
  const parts = node.types.map((part) => literalTexts(ts, part));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
