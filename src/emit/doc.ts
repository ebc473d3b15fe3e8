// Text that may be broken into lines where it does not fit: what print.ts lays out in the way that
// prettier does, so that what we write needs no formatting.

import { textWidth } from './text-width.js';

export type Doc = string | readonly Doc[] | Group | Indent | Line | IfBreak | Fluid | Choice | Fill;

interface Group {
  readonly kind: 'group';
  readonly content: Doc;
  /** On one line; reckoned once, however often somebody asks whether it fits. Infinite where it is broken. */
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
export interface Choice {
  readonly kind: 'choice';
  readonly states: readonly Doc[];
}
interface Fill {
  readonly kind: 'fill';
  readonly parts: readonly string[];
}

export type Literal = 'array' | 'object' | 'numbers' | 'arrow';

/** Printed on one line if it fits, else with all its own lines broken. */
export const group = (...content: Doc[]): Doc => ({
  kind: 'group',
  content,
  width: flatWidth(content),
});
/** A group that is always broken. */
export const broken = (...content: Doc[]): Doc => ({ kind: 'group', content, width: Infinity });
/** A group that is a literal. */
export const literal = (kind: Literal, isBroken: boolean, ...content: Doc[]): Doc => ({
  kind: 'group',
  content,
  width: isBroken ? Infinity : flatWidth(content),
  literal: kind,
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
  const joined: Doc[] = [];
  for (const doc of docs) {
    if (joined.length > 0) joined.push(separator);
    joined.push(doc);
  }
  return joined;
}

export function isSequence(doc: Doc): doc is readonly Doc[] {
  return Array.isArray(doc);
}

/** Whether a hard line inside forces it open. */
export function breaks(doc: Doc): boolean {
  return flatWidth(doc) === Infinity;
}

/** How many columns it takes on one line; infinitely many where a hard line inside forces it open. */
export function flatWidth(doc: Doc): number {
  if (typeof doc === 'string') return textWidth(doc);
  if (isSequence(doc)) {
    let sum = 0;
    for (const part of doc) sum += flatWidth(part);
    return sum;
  }
  switch (doc.kind) {
    case 'group':
      return doc.width;
    case 'indent':
      return flatWidth(doc.content);
    case 'fluid':
      return 1 + flatWidth(doc.value);
    case 'choice':
      return flatWidth(doc.states[0] ?? '');
    case 'fill':
      return doc.parts.join(' ').length;
    case 'if-break':
      return doc.flat.length;
    case 'line':
      return doc.flat === undefined ? Infinity : doc.flat.length;
  }
}
