// A small pretty printer: text that may be broken into lines where it does not fit, in the way that
// prettier breaks it, so that what we write needs no formatting.

import { textWidth } from './text-width.js';

export type Doc = string | readonly Doc[] | Group | Indent | Line | IfBreak | Fluid | Choice | Fill;

interface Group {
  readonly kind: 'group';
  readonly content: Doc;
  readonly broken: boolean;
  /** Its width on one line, reckoned once however often somebody asks whether it fits; 0 where it is broken. */
  readonly width: number;
  /** What it is the literal of; a call in which it is the last argument opens it first. */
  readonly literal?: Literal;
}
interface Indent {
  readonly kind: 'indent';
  readonly content: Doc;
}
interface Line {
  readonly kind: 'line';
  /** What it is when not broken; undefined for a line that always breaks. */
  readonly flat: string | undefined;
}
interface IfBreak {
  readonly kind: 'if-break';
  readonly broken: string;
  readonly flat: string;
}

interface Fluid {
  readonly kind: 'fluid';
  readonly value: Doc;
}
interface Choice {
  readonly kind: 'choice';
  readonly states: readonly Doc[];
}
interface Fill {
  readonly kind: 'fill';
  readonly parts: readonly string[];
}

export type Literal = 'array' | 'object' | 'numbers' | 'arrow';

/** Printed on one line if it fits, else with all its own lines broken. */
export const group = (...content: Doc[]): Doc => groupOf(content, content.some(breaks));
/** A group that is always broken. */
export const broken = (...content: Doc[]): Doc => groupOf(content, true);
/** A group that is a literal. */
export const literal = (kind: Literal, isBroken: boolean, ...content: Doc[]): Doc => ({
  ...groupOf(content, isBroken || content.some(breaks)),
  literal: kind,
});
const groupOf = (content: Doc, isBroken: boolean): Group => ({
  kind: 'group',
  content,
  broken: isBroken,
  width: isBroken ? 0 : flatWidth(content),
});
export const indent = (...content: Doc[]): Doc => ({ kind: 'indent', content });
/** A space, or a line break. */
export const line: Doc = { kind: 'line', flat: ' ' };
/** Nothing, or a line break. */
export const softline: Doc = { kind: 'line', flat: '' };
/** A line break. */
export const hardline: Doc = { kind: 'line', flat: undefined };
export const ifBreak = (whenBroken: string, flat = ''): Doc => ({
  kind: 'if-break',
  broken: whenBroken,
  flat,
});

/** A value behind `=`: on the same line if its beginning fits there, else indented on the next. */
export const fluid = (value: Doc): Doc => ({ kind: 'fluid', value });
/** The first of several layouts whose beginning fits on the line, all but the last one flat; else the last. */
export const choice = (...states: Doc[]): Doc => ({ kind: 'choice', states });
/** As many on each line as fit, with spaces between. */
export const fill = (...parts: string[]): Doc => ({ kind: 'fill', parts });

export function join(separator: Doc, docs: readonly Doc[]): Doc[] {
  return docs.flatMap((doc, i) => (i === 0 ? [doc] : [separator, doc]));
}

const WIDTH = 80;
const STEP = 2;

interface Item {
  readonly indent: number;
  readonly flat: boolean;
  readonly doc: Doc;
}

/** The text of a document that begins at column `start` of a line indented by `indentation`. */
export function print(doc: Doc, indentation = 0, start = indentation): string {
  // Whole lines, and the one that is being written: only the end of that is ever trimmed.
  let done = '';
  let text = '';
  let column = start;
  const stack: Item[] = [{ indent: indentation, flat: false, doc }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { doc: one, flat, indent: depth } = item;
    if (typeof one === 'string') {
      text += one;
      column += textWidth(one);
    } else if (isSequence(one)) {
      pushAll(stack, one, depth, flat);
    } else if (one.kind === 'indent') {
      stack.push({ indent: depth + STEP, flat, doc: one.content });
    } else if (one.kind === 'group') {
      const isFlat =
        !one.broken &&
        (flat || fits({ indent: depth, flat: true, doc: one }, stack, WIDTH - column));
      stack.push({ indent: depth, flat: isFlat, doc: one.content });
    } else if (one.kind === 'if-break') {
      stack.push({ indent: depth, flat, doc: flat ? one.flat : one.broken });
    } else if (one.kind === 'fluid') {
      const here = { indent: depth, flat, doc: [' ', one.value] };
      const stays = flat || fits(here, stack, WIDTH - column);
      stack.push(stays ? here : { ...here, doc: indent(hardline, one.value) });
    } else if (one.kind === 'choice') {
      stack.push(chosen(one, item, stack, WIDTH - column));
    } else if (one.kind === 'fill') {
      for (const [i, part] of one.parts.entries()) {
        const isNext = i > 0 && (flat || column + 1 + part.length <= WIDTH);
        const before = i === 0 ? '' : isNext ? ' ' : `\n${' '.repeat(depth)}`;
        text += before + part;
        column = (before.length > 1 ? depth : column + before.length) + part.length;
      }
    } else if (flat && one.flat !== undefined) {
      text += one.flat;
      column += one.flat.length;
    } else {
      const line = text.trimEnd();
      if (line !== '' || done === '') done += `${line}\n`;
      text = ' '.repeat(depth);
      column = depth;
    }
  }
  return done + text;
}

function pushAll(stack: Item[], docs: readonly Doc[], depth: number, flat: boolean): void {
  for (let i = docs.length - 1; i >= 0; i--) {
    stack.push({ indent: depth, flat, doc: docs[i] ?? '' });
  }
}

function chosen({ states }: Choice, item: Item, stack: readonly Item[], room: number): Item {
  const flat = states.map((state) => ({ ...item, flat: true, doc: state }));
  const last = { ...item, flat: false, doc: states.at(-1) ?? '' };
  if (item.flat) return flat[0] ?? last;
  return flat.slice(0, -1).find((state) => fits(state, stack, room)) ?? last;
}

function isSequence(doc: Doc): doc is readonly Doc[] {
  return Array.isArray(doc);
}

/** Whether a hard line inside forces it open. */
export function breaks(doc: Doc): boolean {
  if (typeof doc === 'string') return false;
  if (isSequence(doc)) return doc.some(breaks);
  if (doc.kind === 'line') return doc.flat === undefined;
  if (doc.kind === 'if-break' || doc.kind === 'fill') return false;
  if (doc.kind === 'choice') return breaks(doc.states[0] ?? '');
  if (doc.kind === 'fluid') return breaks(doc.value);
  return doc.kind === 'group' ? doc.broken : breaks(doc.content);
}

/** The width of what has no hard line inside, on one line. */
function flatWidth(doc: Doc): number {
  if (typeof doc === 'string') return textWidth(doc);
  if (isSequence(doc)) return doc.reduce((sum: number, part) => sum + flatWidth(part), 0);
  switch (doc.kind) {
    case 'group':
      return doc.broken ? flatWidth(doc.content) : doc.width;
    case 'indent':
      return flatWidth(doc.content);
    case 'fluid':
      return 1 + flatWidth(doc.value);
    case 'choice':
      return flatWidth(doc.states[0] ?? '');
    case 'fill':
      return doc.parts.join(' ').length;
    case 'line':
    case 'if-break':
      return (doc.flat ?? '').length;
  }
}

/** Whether the item, and what follows it up to the first possible line break, fits in `room` columns. */
function fits(item: Item, rest: readonly Item[], room: number): boolean {
  const stack: Item[] = [item];
  let left = room;
  let following = rest.length;
  while (left >= 0) {
    let next = stack.pop();
    if (next === undefined) {
      following--;
      next = rest[following];
      if (next === undefined) return true;
    }
    const { doc, flat, indent: depth } = next;
    if (typeof doc === 'string') left -= textWidth(doc);
    else if (isSequence(doc)) pushAll(stack, doc, depth, flat);
    else if (doc.kind === 'indent') stack.push({ indent: depth, flat, doc: doc.content });
    else if (doc.kind === 'group') {
      if (flat && !doc.broken) left -= doc.width;
      else stack.push({ indent: depth, flat: false, doc: doc.content });
    } else if (doc.kind === 'fluid') {
      if (!flat) return true;
      stack.push({ indent: depth, flat, doc: [' ', doc.value] });
    } else if (doc.kind === 'choice') {
      const state = flat ? doc.states[0] : doc.states.at(-1);
      stack.push({ indent: depth, flat, doc: state ?? '' });
    } else if (doc.kind === 'fill') left -= doc.parts.join(' ').length;
    else if (doc.kind === 'if-break') left -= (flat ? doc.flat : doc.broken).length;
    else if (!flat || doc.flat === undefined) return true;
    else left -= doc.flat.length;
  }
  return false;
}
