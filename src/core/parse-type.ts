// Reads the type language of the schemas. A cursor walks the text once and nesting is limited, so
// that no text, however hostile, costs more than its length.

import { SCALARS, type NameRef, type Scalar, type TypeExpr } from './type-expr.js';

export type ParsedType =
  | { readonly ok: true; readonly type: TypeExpr }
  /** What should have stood at `offset`, as the end of a sentence that begins "expected". */
  | { readonly ok: false; readonly offset: number; readonly expected: string };

/** How deep lists, sets and maps may nest. */
export const MAX_TYPE_DEPTH = 32;

const SPACES = /[ \t\r\n]*/y;
const WORD = /[a-z][a-z0-9_]*/y;
const NAME = /(?:([a-z][a-z0-9_.-]*)\/)?([A-Z][A-Za-z0-9]*)/y;
const AT_VERSION = /@(?:(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?(?![\w.]))?/y;

/** Reads one whole type: `integer`, `list<Flavor?>`, `Flavor@1`, `(PCIDevice | USBDevice)?`. */
export function parseType(text: string): ParsedType {
  const cursor: Cursor = { text, offset: 0, mistake: undefined };
  const type = wholeType(cursor);
  if (type !== undefined) return { ok: true, type };
  return { ok: false, ...(cursor.mistake ?? { offset: 0, expected: 'a type' }) };
}

interface Cursor {
  readonly text: string;
  offset: number;
  /** The first mistake; who finds one answers undefined, and so does everyone who waits for it. */
  mistake: { readonly offset: number; readonly expected: string } | undefined;
}

/** The kinds of TypeExpr before it is known whether null is among their values. */
type Base = TypeExpr extends infer T ? (T extends TypeExpr ? Omit<T, 'nullable'> : never) : never;

function wholeType(cursor: Cursor): TypeExpr | undefined {
  let type = typeAt(cursor, 0);
  // Around a whole field's union the parentheses may go.
  if (type?.kind === 'name' && !type.nullable && peek(cursor) === '|') {
    type = withQuestion(cursor, unionFrom(cursor, type.ref));
  }
  if (type === undefined) return undefined;
  return orFail(peek(cursor) === '' ? type : undefined, cursor, endHint(cursor));
}

function typeAt(cursor: Cursor, depth: number): TypeExpr | undefined {
  const base = depth > MAX_TYPE_DEPTH ? undefined : baseAt(cursor, depth);
  return orFail(withQuestion(cursor, base), cursor, `at most ${MAX_TYPE_DEPTH} levels of nesting`);
}

function baseAt(cursor: Cursor, depth: number): Base | undefined {
  if (accept(cursor, '(')) return parenthesizedUnion(cursor);
  const start = cursor.offset;
  const name = match(cursor, NAME);
  if (name !== undefined) {
    const ref = refFrom(cursor, name);
    return ref && { kind: 'name', ref };
  }
  const word = match(cursor, WORD)?.[0] ?? '';
  if (word === 'list' || word === 'set' || word === 'map') {
    const element = elementAt(cursor, word, depth);
    return element && { kind: word, element };
  }
  const scalar: Base | undefined = isScalar(word) ? { kind: 'scalar', scalar: word } : undefined;
  return orFail(scalar, cursor, 'a type', start);
}

function withQuestion(cursor: Cursor, base: Base | undefined): TypeExpr | undefined {
  return base && { ...base, nullable: accept(cursor, '?') };
}

function elementAt(
  cursor: Cursor,
  container: 'list' | 'set' | 'map',
  depth: number,
): TypeExpr | undefined {
  const isOpened = accept(cursor, '<');
  const element = isOpened ? typeAt(cursor, depth + 1) : undefined;
  if (element === undefined)
    return orFail<TypeExpr>(undefined, cursor, '`<` and the type of the elements');
  const isClosed = accept(cursor, '>');
  return orFail(isClosed ? element : undefined, cursor, closingHint(cursor, container));
}

function closingHint(cursor: Cursor, container: string): string {
  const next = peek(cursor);
  if (next === '|') return '`>`: a union in here stands in parentheses';
  const isPair = next === ',' && container === 'map';
  return isPair ? '`>`: the keys of a map are always strings, so write `map<T>`' : '`>`';
}

function parenthesizedUnion(cursor: Cursor): Base | undefined {
  const first = memberAt(cursor);
  const hasSecond = peek(cursor) === '|';
  const union = first && hasSecond ? unionFrom(cursor, first) : undefined;
  if (union === undefined)
    return orFail<Base>(undefined, cursor, '`|` and another object of the union');
  return orFail(accept(cursor, ')') ? union : undefined, cursor, '`)`');
}

function unionFrom(cursor: Cursor, first: NameRef): Base | undefined {
  const members = [first];
  while (accept(cursor, '|')) {
    const member = memberAt(cursor);
    if (member === undefined) return undefined;
    members.push(member);
  }
  return { kind: 'union', members };
}

function memberAt(cursor: Cursor): NameRef | undefined {
  skipSpaces(cursor);
  const hint = cursor.text.startsWith('null', cursor.offset)
    ? '; for null, end the type with `?`'
    : '';
  const name = match(cursor, NAME);
  return orFail(name && refFrom(cursor, name), cursor, `the name of an object${hint}`);
}

function refFrom(cursor: Cursor, [, namespace, name]: RegExpExecArray): NameRef | undefined {
  if (name === undefined) return undefined;
  const ref = namespace === undefined ? { name } : { name, namespace };
  const start = cursor.offset;
  const version = match(cursor, AT_VERSION);
  if (version === undefined) return ref;
  const [, major, minor] = version;
  if (major !== undefined && minor !== undefined) {
    return { ...ref, major: Number(major), minor: Number(minor) };
  }
  const whole = major === undefined ? undefined : { ...ref, major: Number(major) };
  return orFail(whole, cursor, 'a version, such as `@1` or `@1.4`', start + 1);
}

function isScalar(word: string): word is Scalar {
  return SCALARS.some((scalar) => scalar === word);
}

function endHint(cursor: Cursor): string {
  const next = peek(cursor);
  if (next === '[') return 'the end of the type: a list is written `list<T>`';
  if (next === '|') return 'the end of the type: only objects form a union; null is written `?`';
  return 'the end of the type';
}

/** The value; where there is none, what was expected is the mistake, unless there was one before. */
function orFail<T>(
  value: T | undefined,
  cursor: Cursor,
  expected: string,
  offset = cursor.offset,
): T | undefined {
  if (value === undefined) cursor.mistake ??= { offset, expected };
  return value;
}

function accept(cursor: Cursor, sign: string): boolean {
  if (peek(cursor) !== sign) return false;
  cursor.offset += 1;
  return true;
}

/** The next sign after spaces; an empty text at the end. */
function peek(cursor: Cursor): string {
  skipSpaces(cursor);
  return cursor.text.charAt(cursor.offset);
}

function skipSpaces(cursor: Cursor): void {
  match(cursor, SPACES);
}

function match(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.offset;
  const found = pattern.exec(cursor.text) ?? undefined;
  if (found !== undefined) cursor.offset += found[0].length;
  return found;
}
