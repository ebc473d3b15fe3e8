// Text that may be broken into lines where it does not fit: what print.ts lays out in the way that
// prettier does, so that what we write needs no formatting.

import { textWidth } from './text-width.js';

export type Doc = string | readonly Doc[] | Group | Indent | Line | IfBreak | Fluid | Choice | Fill;

export interface Group {
  readonly kind: 'group';
  /** How it is broken into lines; where it need not be, as mostly, a function is never asked. */
  readonly content: Doc | (() => Doc);
  /** On one line; undefined where it is always broken. */
  readonly flat: string | undefined;
  /** Of `flat`; reckoned once, however often somebody asks whether it fits. Infinite where it is broken. */
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
export const group = (...content: Doc[]): Group => groupOf(lineOf(content), content);
/** A group whose text on one line is known before it is made of anything. */
export const oneLiner = (flat: string, content: () => Doc): Group => groupOf(flat, content);
/** A group that is always broken. */
export const broken = (...content: Doc[]): Group => groupOf(undefined, content);
/** A group that is a literal. */
export const literal = (kind: Literal, isBroken: boolean, ...content: Doc[]): Group => ({
  ...groupOf(isBroken ? undefined : lineOf(content), content),
  literal: kind,
});

function groupOf(flat: string | undefined, content: Group['content']): Group {
  const width = flat === undefined ? Infinity : textWidth(flat);
  return { kind: 'group', content, flat, width };
}

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

export function contentOf({ content }: Group): Doc {
  return typeof content === 'function' ? content() : content;
}

/** Whether a hard line inside forces it open. */
export function breaks(doc: Doc): boolean {
  return lineOf(doc) === undefined;
}

/** The text on one line; undefined where a hard line inside forces it open. */
export function lineOf(doc: Doc): string | undefined {
  if (typeof doc === 'string') return doc;
  if (isSequence(doc)) {
    let text = '';
    for (const part of doc) {
      const line = lineOf(part);
      if (line === undefined) return undefined;
      text += line;
    }
    return text;
  }
  switch (doc.kind) {
    case 'group':
    case 'line':
    case 'if-break':
      return doc.flat;
    case 'indent':
      return lineOf(doc.content);
    case 'fluid':
      return lineOf([' ', doc.value]);
    case 'choice':
      return lineOf(doc.states[0] ?? '');
    case 'fill':
      return doc.parts.join(' ');
  }
}
