// The few forms of TypeScript that the emitter writes, each laid out as prettier lays it out.

import {
  type Doc,
  breaks,
  broken,
  choice,
  fluid,
  group,
  hardline,
  ifBreak,
  indent,
  join,
  line,
  softline,
} from './doc.js';

/** `callee(a, b)`: on one line, or each argument on its own. */
export function call(callee: Doc, args: readonly Doc[]): Doc {
  if (args.length === 0) return [callee, '()'];
  return [
    callee,
    group('(', indent(softline, ...join([',', line], args)), ifBreak(','), softline, ')'),
  ];
}

/** `callee(a, [ … ])`: a list or an object in the last place opens before the others go on lines of their own. */
export function callWithLast(callee: Doc, args: readonly Doc[], last: Container): Doc {
  // Where another argument opens anyway, each goes on lines of its own.
  if (args.some(breaks)) return call(callee, [...args, containerDoc(last, false)]);
  const before = args.flatMap((arg): Doc[] => [arg, ', ']);
  return choice(
    [callee, '(', ...before, containerDoc(last, false), ')'],
    [callee, '(', ...before, containerDoc(last, true), ')'],
    call(callee, [...args, containerDoc(last, false)]),
  );
}

/** A list or an object literal by its parts. */
export interface Container {
  readonly kind: 'array' | 'object';
  readonly parts: readonly Doc[];
}

function containerDoc({ kind, parts }: Container, open: boolean): Doc {
  const [begin, end, gap] = kind === 'array' ? ['[', ']', softline] : ['{', '}', line];
  if (parts.length === 0) return begin + end;
  const docs = [begin, indent(gap, ...join([',', line], parts)), ifBreak(','), gap, end];
  return open ? broken(...docs) : group(...docs);
}

/** `left = value`, where the value is a call or the like. */
export function assignment(left: Doc, value: Doc): Doc {
  return [left, ' =', fluid(value), ';'];
}

/** `left = value`, where the value goes on the next line before it breaks. */
export function assignmentBelow(left: Doc, value: Doc): Doc {
  return [left, ' =', group(indent(line, value)), ';'];
}

/** An object literal that stays open: one property a line. */
export function openObject(properties: readonly Doc[]): Doc {
  if (properties.length === 0) return '{}';
  return broken(
    '{',
    indent(
      hardline,
      ...join(
        hardline,
        properties.map((p) => [p, ',']),
      ),
    ),
    hardline,
    '}',
  );
}

/** An object literal on one line where it fits. */
export function object(properties: readonly Doc[]): Doc {
  if (properties.length === 0) return '{}';
  return group('{', indent(line, ...join([',', line], properties)), ifBreak(','), line, '}');
}

/** `[a, b]`; prettier always opens a list of more than one list or object with more than one element. */
export function array(elements: readonly Doc[], openIfSeveral = false): Doc {
  if (elements.length === 0) return '[]';
  const parts = [
    '[',
    indent(softline, ...join([',', line], elements)),
    ifBreak(','),
    softline,
    ']',
  ];
  return openIfSeveral && elements.length > 1 ? broken(...parts) : group(...parts);
}

/** `key: value`, the value beginning on the same line. */
export function property(key: Doc, value: Doc): Doc {
  return [key, ': ', value];
}

/** `key: test ? a : b`, which goes on the next line before it breaks. */
export function conditionalProperty(key: Doc, conditional: Doc): Doc {
  return [key, ':', group(indent(line, conditional))];
}

/** One alternative of a chain: its test, and its value. */
export interface Alternative {
  readonly test: Doc;
  readonly value: Doc;
}

/** `a ? x : b ? y : z`. */
export function conditional(alternatives: readonly Alternative[], otherwise: Doc): Doc {
  const [first, ...rest] = alternatives;
  if (first === undefined) return otherwise;
  return group(first.test, ...chain(first.value, rest, otherwise));
}

function chain(value: Doc, rest: readonly Alternative[], otherwise: Doc): Doc[] {
  const [next, ...others] = rest;
  const last: Doc =
    next === undefined ? otherwise : [next.test, ...chain(next.value, others, otherwise)];
  return [indent(line, '? ', indent(value), line, ': ', next === undefined ? indent(last) : last)];
}

/** A text as a literal: double quotes, unless it has more of them than single ones. */
export function text(value: string): string {
  const double = value.split('"').length - 1;
  const single = value.split("'").length - 1;
  const escaped = JSON.stringify(value).slice(1, -1).replace(LINE_SEPARATORS, unicode);
  if (double <= single) return `"${escaped}"`;
  return `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const LINE_SEPARATORS = /[\u2028\u2029\u007f-\u009f\ufeff]|[\ud800-\udfff](?![\udc00-\udfff])/gu;

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A name as a key of an object literal; `__proto__` as a plain key would set the prototype. */
export function key(name: string): string {
  if (name === '__proto__') return '["__proto__"]';
  return IDENTIFIER.test(name) ? name : text(name);
}

/** A name as a member of an interface. */
export function memberKey(name: string): string {
  return IDENTIFIER.test(name) ? name : text(name);
}

/** Any JSON value as a literal. */
export function json(value: unknown): Doc {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    return array(elements.map(json), elements.every(holdsSeveral));
  }
  if (typeof value === 'object' && value !== null) {
    return object(Object.entries(value).map(([name, member]) => property(key(name), json(member))));
  }
  return String(value);
}

function holdsSeveral(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 1;
}

/** `name = a | b` for a type: on the same line, on the next, or one a line. */
export function unionBelow(types: readonly string[]): Doc {
  return group(indent(line, innerUnion(types)));
}

/** A union of types behind `:`: on the same line, or one a line. */
export function unionType(types: readonly string[]): Doc {
  if (types.length === 1) return [' ', types[0] ?? 'never'];
  return group(indent(line, ifBreak('| '), ...join([line, '| '], types)));
}

/** A union of types between brackets. */
export function innerUnion(types: readonly string[]): Doc {
  return group(ifBreak('| '), ...join([line, '| '], types));
}
