// The members of an interface or an object type: properties are fields, and what is no data is said.

import type { ts } from 'ts-morph';
import type { ReadProperty } from '../draft.js';
import { commentOf, withComment } from './comment.js';
import { convert, shown } from './convert.js';
import { spanOf, type Reader } from './reader.js';
import { isUndefined, membersOf } from './union.js';
import type { Unit } from './unit.js';

/** The object that the members are of. */
export interface Owner {
  readonly unit: Unit;
  readonly object: string;
}

export function convertMembers(
  members: readonly ts.TypeElement[],
  owner: Owner,
  reader: Reader,
): readonly ReadProperty[] {
  const { ts, drafting } = reader;
  return members.flatMap((member) => {
    if (ts.isPropertySignature(member)) return convertProperty(member, owner, reader) ?? [];
    const what = describeMember(ts, member);
    const source = spanOf(member, owner.unit);
    const why = ts.isIndexSignatureDeclaration(member)
      ? 'stands beside properties, and a field is a field by its name'
      : 'is no data';
    drafting.notes.say('adopt/left-out', source, { what, object: owner.object, why });
    return [];
  });
}

function convertProperty(
  member: ts.PropertySignature,
  { unit, object }: Owner,
  reader: Reader,
): ReadProperty | undefined {
  const { ts, drafting } = reader;
  const source = spanOf(member.name, unit);
  const name = nameOf(ts, member.name);
  if (name === undefined) {
    const what = shown(member.name);
    drafting.notes.say('adopt/left-out', source, {
      what,
      object,
      why: 'has no name that is plain',
    });
    return undefined;
  }
  const { type } = member;
  const place = { unit, object, property: name, source, isWhole: true, within: [] };
  const typed =
    type === undefined ? drafting.untyped(place, 'without a type') : convert(type, place, reader);
  if (typed === undefined) return undefined;
  const isReadOnly = (ts.getModifiers(member) ?? []).some(
    ({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword,
  );
  const said = withComment(typed, commentOf(ts, member));
  const marks = isReadOnly ? { ...said.marks, readOnly: true as const } : said.marks;
  return {
    property: { property: name, type: said.type, marks, source },
    isOptional: mayBeAbsent(ts, member),
  };
}

/** Written with a `?` or with undefined, it may be absent. */
function mayBeAbsent(ts: Reader['ts'], { questionToken, type }: ts.PropertySignature): boolean {
  if (questionToken !== undefined) return true;
  return type !== undefined && membersOf(ts, type).some((part) => isUndefined(ts, part));
}

function nameOf(ts: Reader['ts'], name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) {
    return name.text;
  }
  if (!ts.isComputedPropertyName(name)) return undefined;
  return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
}

function describeMember(ts: Reader['ts'], member: ts.TypeElement): string {
  if (ts.isCallSignatureDeclaration(member)) return 'the call signature';
  if (ts.isConstructSignatureDeclaration(member)) return 'the construct signature';
  if (ts.isIndexSignatureDeclaration(member)) return `the index signature ${shown(member)}`;
  const name = member.name === undefined ? '' : ` ${shown(member.name)}`;
  return `${ts.isMethodSignature(member) ? 'the method' : 'the accessor'}${name}`;
}
