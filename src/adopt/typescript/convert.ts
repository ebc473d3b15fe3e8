// Types as TypeScript writes them, as types of a schema.

import type { ts } from 'ts-morph';
import type { Scalar } from '../../core/type-expr.js';
import type { Typed } from '../draft.js';
import { elementMarks } from '../elements.js';
import { container, mayStandInSet, oneOfTexts, plain, scalar } from '../types.js';
import { convertMembers } from './members.js';
import { literalTexts, unwrapped } from './meaning.js';
import type { Place, Reader } from './reader.js';
import { convertReference } from './reference.js';
import { convertUnion } from './union.js';

/** Undefined where there is no data in it, which is said. */
export function convert(node: ts.TypeNode, place: Place, reader: Reader): Typed | undefined {
  const { ts, drafting } = reader;
  const type = unwrapped(ts, node);
  const keyword = KEYWORDS(ts).get(type.kind);
  if (keyword !== undefined) return plain(scalar(keyword));
  const values = literalTexts(ts, type);
  if (values !== undefined) return plain(oneOfTexts(values));
  if (ts.isUnionTypeNode(type)) return convertUnion(type, place, reader);
  if (ts.isTypeReferenceNode(type)) return convertReference(type, place, reader);
  if (ts.isArrayTypeNode(type)) return containerOf('list', type.elementType, place, reader);
  if (ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.ReadonlyKeyword) {
    return readOnlyList(type.type, place, reader);
  }
  if (ts.isTupleTypeNode(type)) return tupleOf(type, place, reader);
  if (ts.isTypeLiteralNode(type)) return convertLiteral(type, place, reader);
  if (ts.isLiteralTypeNode(type)) return literalOf(type, place, reader);
  if (ts.isTemplateLiteralTypeNode(type)) {
    drafting.noteLost(place, `the form ${shown(type)}`, 'string');
    return plain(scalar('string'));
  }
  const gone = NO_DATA(ts).get(type.kind);
  if (gone === undefined) return reader.drafting.untyped(place, describe(ts, type));
  const what = `\`${place.property}\``;
  drafting.notes.say('adopt/left-out', place.source, { what, object: place.object, why: gone });
  return undefined;
}

const KEYWORDS = ({ SyntaxKind }: Reader['ts']): ReadonlyMap<ts.SyntaxKind, Scalar> =>
  new Map<ts.SyntaxKind, Scalar>([
    [SyntaxKind.StringKeyword, 'string'],
    [SyntaxKind.NumberKeyword, 'float'],
    [SyntaxKind.BooleanKeyword, 'boolean'],
    [SyntaxKind.BigIntKeyword, 'bigint'],
  ]);

const NO_DATA = ({ SyntaxKind }: Reader['ts']): ReadonlyMap<ts.SyntaxKind, string> =>
  new Map([
    [SyntaxKind.FunctionType, 'is a function'],
    [SyntaxKind.ConstructorType, 'is a constructor'],
    [SyntaxKind.SymbolKeyword, 'is a symbol'],
    [SyntaxKind.UndefinedKeyword, 'is always undefined'],
    [SyntaxKind.VoidKeyword, 'is always undefined'],
    [SyntaxKind.NeverKeyword, 'can have no value'],
  ]);

/** A list, set or map; its element may need a name of its own. */
export function containerOf(
  kind: 'list' | 'set' | 'map',
  element: ts.TypeNode,
  place: Place,
  reader: Reader,
): Typed | undefined {
  const inner = convert(element, { ...place, isWhole: false }, reader);
  if (inner === undefined) return undefined;
  const { drafting } = reader;
  const type = drafting.element(element, inner.type, place);
  const marks = elementMarks(inner.marks, place, drafting);
  if (kind === 'set' && !mayStandInSet(type, (name) => drafting.isEnum(name))) {
    drafting.noteLost(place, 'that no element comes twice', 'a list');
    return { type: container('list', type), marks };
  }
  return { type: container(kind, type), marks };
}

function readOnlyList(node: ts.TypeNode, place: Place, reader: Reader): Typed | undefined {
  reader.drafting.noteForm(place, 'read-only inside', 'not');
  return convert(node, place, reader);
}

/** Of one type, a list; else nothing that a schema knows. */
function tupleOf(type: ts.TupleTypeNode, place: Place, reader: Reader): Typed | undefined {
  const [first, ...others] = type.elements;
  if (first === undefined || others.some((one) => one.getText() !== first.getText())) {
    return reader.drafting.untyped(place, `the tuple ${shown(type)}`);
  }
  reader.drafting.noteLost(place, `the length of ${shown(type)}`, 'a list');
  return containerOf('list', first, place, reader);
}

/** An object that stands where it is used; with an index signature alone, a map. */
function convertLiteral(type: ts.TypeLiteralNode, place: Place, reader: Reader): Typed | undefined {
  const { ts, drafting } = reader;
  const [only, ...others] = type.members;
  if (only === undefined) return reader.drafting.untyped(place, '`{}`, which may be anything');
  if (others.length === 0 && ts.isIndexSignatureDeclaration(only))
    return mapOf(only, place, reader);
  const { source, unit } = place;
  const object = drafting.invent(type, 'object', place, (name) => {
    const properties = convertMembers([...type.members], { unit, object: name }, reader);
    drafting.addObject({ name, source }, properties, 'properties');
  });
  return plain(object);
}

/** `[key: string]: T`; keys of another type are texts in a map. */
export function mapOf(
  signature: ts.IndexSignatureDeclaration,
  place: Place,
  reader: Reader,
): Typed | undefined {
  const key = signature.parameters[0]?.type;
  if (key !== undefined) noteKeys(key, place, reader);
  return containerOf('map', signature.type, place, reader);
}

export function noteKeys(key: ts.TypeNode, place: Place, reader: Reader): void {
  if (key.kind === reader.ts.SyntaxKind.StringKeyword) return;
  const lost = `the type of its keys, ${shown(key)},`;
  reader.drafting.noteLost(place, lost, 'a map, whose keys are any text');
}

/** A literal that is no text: null and false are types of their own. */
function literalOf(type: ts.LiteralTypeNode, place: Place, reader: Reader): Typed {
  const { ts } = reader;
  const { kind } = type.literal;
  if (kind === ts.SyntaxKind.NullKeyword) return reader.drafting.untyped(place, 'always null');
  const isBoolean = kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;
  const written = isBoolean
    ? 'boolean'
    : kind === ts.SyntaxKind.BigIntLiteral
      ? 'bigint'
      : /^-?\d+$/.test(type.getText())
        ? 'integer'
        : 'float';
  reader.drafting.noteLost(place, `the value ${shown(type)}`, written);
  return plain(scalar(written));
}

/** A type in few words. */
export function describe(ts: Reader['ts'], type: ts.TypeNode): string {
  if (type.kind === ts.SyntaxKind.AnyKeyword) return 'any';
  if (type.kind === ts.SyntaxKind.UnknownKeyword) return 'unknown';
  if (type.kind === ts.SyntaxKind.ObjectKeyword) return 'any object';
  const kind = ts.isConditionalTypeNode(type)
    ? 'the conditional type '
    : ts.isMappedTypeNode(type)
      ? 'the mapped type '
      : ts.isIntersectionTypeNode(type)
        ? 'the intersection '
        : 'of the type ';
  return `${kind}${shown(type)}`;
}

const MOST = 60;

/** On one line, and not too long. */
export function shown(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return `\`${text.length > MOST ? `${text.slice(0, MOST)}…` : text}\``;
}
