// The types that the emitter writes, each laid out as prettier lays it out.

import { type Doc, group, ifBreak, indent, join, line, softline } from './doc.js';

/** A type, and what it is to prettier. */
export interface TypeDoc {
  readonly doc: Doc;
  /** A name with arguments may be broken between them; beside it, null needs no line of its own. */
  readonly kind: 'keyword' | 'name' | 'generic' | 'literal' | 'list';
}

export const keyword = (name: string): TypeDoc => ({ doc: name, kind: 'keyword' });
export const named = (name: string): TypeDoc => ({ doc: name, kind: 'name' });
/** The text of a string as a type. */
export const literalType = (text: string): TypeDoc => ({ doc: text, kind: 'literal' });

/** `Name<A | B, C>`; each argument is a union. */
export function generic(name: string, args: readonly (readonly TypeDoc[])[]): TypeDoc {
  return { doc: [name, typeArguments(args)], kind: 'generic' };
}

/** `<A | B, C>`. */
export function typeArguments(args: readonly (readonly TypeDoc[])[]): Doc {
  const [only, second] = args;
  if (only !== undefined && second === undefined && staysTogether(only)) {
    return ['<', unionIn(only), '>'];
  }
  return group('<', indent(softline, ...join([',', line], args.map(unionIn))), softline, '>');
}

/** A single argument that is never broken off its name. */
function staysTogether(types: readonly TypeDoc[]): boolean {
  const [first, second] = types;
  if (second !== undefined) return hugs(types);
  return first?.kind === 'keyword' || first?.kind === 'name';
}

/** `T[]`, `(A | B)[]`. */
export function listType(types: readonly TypeDoc[]): TypeDoc {
  const [only, second] = types;
  if (only !== undefined && second === undefined) return { doc: [only.doc, '[]'], kind: 'list' };
  const union = unionIn(types);
  const inner = hugs(types) ? union : group(indent(softline, union), softline);
  return { doc: ['(', inner, ')[]'], kind: 'list' };
}

/** A union behind `:`, in place of the space. */
export function annotation(types: readonly TypeDoc[]): Doc {
  const [, second] = types;
  if (second === undefined || hugs(types)) return [' ', unionIn(types)];
  return group(indent(line, unionIn(types)));
}

/** A union where it is not indented: as an argument, or behind `=`. */
export function unionIn(types: readonly TypeDoc[]): Doc {
  const docs = types.map(({ doc }) => doc);
  const [first = 'never', ...others] = docs;
  if (others.length === 0) return first;
  if (hugs(types)) return join(' | ', docs);
  const rest = others.map((doc): Doc => [line, '| ', indent(doc)]);
  return group(ifBreak('| '), indent(first), ...rest);
}

/** Whether it is one name, and null beside it. */
function hugs(types: readonly TypeDoc[]): boolean {
  const isReference = ({ kind }: TypeDoc): boolean => kind === 'name' || kind === 'generic';
  const reference = types.find(isReference);
  return (
    reference !== undefined && types.every((type) => type === reference || type.doc === 'null')
  );
}
