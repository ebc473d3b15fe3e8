// Unions: null and undefined are told apart from the rest, which is an enum, several objects, or nothing of one kind.

import type { ts } from 'ts-morph';
import type { NameRef } from '../../core/type-expr.js';
import type { Typed } from '../draft.js';
import { oneOfObjects, oneOfTexts, orNull, plain, scalar } from '../types.js';
import { convert, shown } from './convert.js';
import { literalTexts, unwrapped } from './meaning.js';
import { objectsNamed } from './reference.js';
import type { Place, Reader } from './reader.js';

export function convertUnion(
  type: ts.UnionTypeNode,
  place: Place,
  reader: Reader,
): Typed | undefined {
  const { ts, drafting } = reader;
  const parts = membersOf(ts, type);
  const rest = parts.filter((part) => !isNull(ts, part) && !isUndefined(ts, part));
  // Of a whole property it is said that it may be absent.
  if (!place.isWhole && parts.some((part) => isUndefined(ts, part))) {
    drafting.noteLost(place, 'undefined as a value', 'what remains');
  }
  const nullable = parts.some((part) => isNull(ts, part));
  const typed = unionOf(rest, type, place, reader);
  return typed && nullable ? { ...typed, type: orNull(typed.type) } : typed;
}

/** The parts of a type that may be several, with those of unions within. */
export function membersOf(ts: Reader['ts'], node: ts.TypeNode): readonly ts.TypeNode[] {
  const type = unwrapped(ts, node);
  if (!ts.isUnionTypeNode(type)) return [type];
  return type.types.flatMap((part) => membersOf(ts, part));
}

function unionOf(
  parts: readonly ts.TypeNode[],
  whole: ts.UnionTypeNode,
  place: Place,
  reader: Reader,
): Typed | undefined {
  const { ts } = reader;
  const [only, ...others] = parts;
  if (only === undefined) return reader.drafting.untyped(place, 'always null');
  if (others.length === 0) return convert(only, place, reader);
  const values = parts.map((part) => literalTexts(ts, part));
  if (values.every((texts) => texts !== undefined)) {
    return plain(oneOfTexts(values.flat()));
  }
  if (parts.every((part) => isBooleanLiteral(ts, part))) {
    return plain(scalar('boolean'));
  }
  const numbers = parts.every(
    (part) => ts.isLiteralTypeNode(part) && /^-?\d+$/.test(part.getText()),
  );
  if (numbers) {
    reader.drafting.noteLost(place, `which numbers it may be, ${shown(whole)},`, 'integer');
    return plain(scalar('integer'));
  }
  return (
    objectsOf(parts, place, reader) ??
    reader.drafting.untyped(place, `a union of unlike types, ${shown(whole)}`)
  );
}

/** Several objects, each by its name: the one union that a schema knows. */
function objectsOf(parts: readonly ts.TypeNode[], place: Place, reader: Reader): Typed | undefined {
  const members: NameRef[] = [];
  for (const part of parts) {
    const refs = objectsNamed(part, place.unit, reader);
    if (refs === undefined) return undefined;
    members.push(...refs);
  }
  return plain(oneOfObjects(members));
}

export function isNull(ts: Reader['ts'], node: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword;
}

export function isUndefined(ts: Reader['ts'], { kind }: ts.TypeNode): boolean {
  return kind === ts.SyntaxKind.UndefinedKeyword || kind === ts.SyntaxKind.VoidKeyword;
}

function isBooleanLiteral(ts: Reader['ts'], node: ts.TypeNode): boolean {
  if (!ts.isLiteralTypeNode(node)) return false;
  const { kind } = node.literal;
  return kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;
}
