// The few forms of TypeScript that the emitter writes, each laid out as prettier lays it out.

import {
  type Doc,
  type Group,
  type Literal,
  breaks,
  broken,
  choice,
  contentOf,
  fluid,
  group,
  hardline,
  ifBreak,
  indent,
  isSequence,
  join,
  line,
  lineOf,
  literal,
  oneLiner,
  softline,
} from './doc.js';
import { textWidth } from './text-width.js';

/** What makes codecs, rules and enums when a module is loaded, and does nothing else. */
const MAKERS: ReadonlySet<string> = new Set(
  (
    'asSet asText bigintsWithin checked clamped digitSet eachOfList eachOfMap eachOfSet enumType first hiding instead ' +
    'kept leaves list map nullable objects oneOf orNull parsed refuses rounded roundedToDigits rule sensitive setOf ' +
    'uncarried unionMembers values whenNull within withinOrHook wrapped'
  )
    .split(' ')
    .map((name) => `rt.${name}`),
);

/** Tells bundlers that the call may go where nobody uses what it makes. */
export const PURE = '/* @__PURE__ */ ';

/** `callee(a, b)`: on one line, or with the last argument opened, or with each argument on its own. */
export function call(name: Doc, args: readonly Doc[]): Doc {
  const callee: Doc = isMaker(name) ? beside(PURE, name) : name;
  const last = args.at(-1);
  if (last === undefined) return beside(callee, '()');
  if (args.length === 1 && isShort(last)) return beside(callee, '(', last, ')');
  const lines = literalKind(last) === undefined ? eachOnOneLine([callee, ...args]) : undefined;
  if (lines !== undefined) {
    const [head = '', ...list] = lines;
    return oneLiner(`${head}(${list.join(', ')})`, () => [callee, ...eachOnItsOwn(args)]);
  }
  const before = args.slice(0, -1);
  const parts = eachOnItsOwn(args);
  const opened = openedLast(last, before);
  if (opened === undefined) return [callee, group(...parts)];
  // Where another argument opens anyway, each goes on lines of its own.
  if (before.some(breaks)) return [callee, broken(...parts)];
  const listed = before.flatMap((arg): Doc[] => [arg, ', ']);
  const open = ['(', ...listed, opened, ')'];
  if (breaks(last)) return [callee, choice(open, broken(...parts))];
  return [callee, choice(['(', ...listed, last, ')'], open, broken(...parts))];
}

/** `(a, b)`, which opens with each on a line of its own. */
function eachOnItsOwn(args: readonly Doc[]): Doc[] {
  return ['(', indent(softline, ...join([',', line], args)), ifBreak(','), softline, ')'];
}

/** One text, where all are texts. */
function beside(...docs: Doc[]): Doc {
  return docs.every((doc) => typeof doc === 'string') ? docs.join('') : docs;
}

/** Each on one line, where all can be. */
function eachOnOneLine(docs: readonly Doc[]): string[] | undefined {
  const lines: string[] = [];
  for (const doc of docs) {
    const line = lineOf(doc);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return lines;
}

/** With type arguments behind its name or without. */
function isMaker(name: Doc): boolean {
  if (typeof name === 'string') return MAKERS.has(name);
  return isSequence(name) && name[0] !== undefined && isMaker(name[0]);
}

const SHORT = /^(?:[\w$]+|-?[\d.e]+|"[^"]*"|'[^']*'|\/.*\/u)$/;

/** What prettier would rather not put on a line of its own: names and literals of up to a quarter line. */
function isShort(arg: Doc): boolean {
  return typeof arg === 'string' && textWidth(arg) <= 20 && SHORT.test(arg);
}

/** A literal in the last place, opened before the others go on lines of their own; none, if it may not be. */
function openedLast(last: Doc, before: readonly Doc[]): Doc | undefined {
  const kind = literalKind(last);
  if (kind === undefined || !isGroup(last)) return undefined;
  const previous = before.at(-1);
  const isAlike = previous !== undefined && shape(kind) === shape(literalKind(previous));
  return isAlike || (kind === 'numbers' && before.length > 0) ? undefined : broken(contentOf(last));
}

function literalKind(doc: Doc): Literal | undefined {
  return isGroup(doc) ? doc.literal : undefined;
}

function isGroup(doc: Doc): doc is Group {
  return typeof doc !== 'string' && 'kind' in doc && doc.kind === 'group';
}

function shape(kind: Literal | undefined): Literal | undefined {
  return kind === 'numbers' ? 'array' : kind;
}

/** `() => value`. */
export function arrow(value: Doc): Doc {
  return literal('arrow', false, '() => ', value);
}

/** `(a, b)` of a function. */
export function parameters(all: readonly Doc[]): Doc {
  const texts = eachOnOneLine(all);
  if (texts === undefined) return group(...eachOnItsOwn(all));
  return oneLiner(`(${texts.join(', ')})`, () => eachOnItsOwn(all));
}

/** A function with its body. */
export function functionOf(
  name: string,
  names: readonly string[],
  result: string,
  body: readonly Doc[],
): Doc {
  return [
    `function ${name}`,
    parameters(names),
    `: ${result} {`,
    indent(hardline, ...join(hardline, body)),
    hardline,
    '}',
  ];
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
  const broken = (): Doc[] => [first.test, ...chain(first.value, rest, otherwise)];
  const texts = eachOnOneLine([
    ...alternatives.flatMap(({ test, value }) => [test, value]),
    otherwise,
  ]);
  if (texts === undefined) return group(...broken());
  // `a ? x : b ? y : z`.
  const last = texts.length - 1;
  const flat = texts.map((text, i) =>
    i === last ? text : `${text}${i % 2 === 0 ? ' ? ' : ' : '}`,
  );
  return oneLiner(flat.join(''), broken);
}

function chain(value: Doc, rest: readonly Alternative[], otherwise: Doc): Doc[] {
  const [next, ...others] = rest;
  const last: Doc =
    next === undefined ? otherwise : [next.test, ...chain(next.value, others, otherwise)];
  return [indent(line, '? ', indent(value), line, ': ', next === undefined ? indent(last) : last)];
}
