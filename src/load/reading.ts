// The small readers that all others are made of: a node and what it should be, in; the value with its
// place, out. A structure check has gone before, so a reader that gets what it cannot read notes that
// as dropped: the one finding that tells of it exists, or else is made from that note.

import { parseType } from '../core/parse-type.js';
import { SCALARS, type TypeExpr } from '../core/type-expr.js';
import { parseVersion, type Version } from '../core/version.js';
import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { At, MapNode, Node, ScalarNode } from './declarations.js';
import { describeNode, isMissing, shortened, valueOf } from './locate.js';

/** What one file's readers find. */
export interface Reading {
  readonly file: string;
  readonly findings: Diagnostic[];
  /** What was left out because its form was wrong. */
  readonly dropped: { readonly span: Span; readonly expected: string; readonly found: string }[];
}

type Reader<T> = (node: Node, reading: Reading) => T | undefined;

/** Notes that a node could not be read as what its place asks for. */
export function drop(node: Node, expected: string, reading: Reading): void {
  reading.dropped.push({ span: node.span, expected, found: describeNode(node) });
}

/** The value; where there is none, the node is dropped. */
export function orDrop<T>(
  value: T | undefined,
  node: Node,
  expected: string,
  reading: Reading,
): T | undefined {
  if (value === undefined) drop(node, expected, reading);
  return value;
}

/** Reads the value under a key, if the key is there. */
export function optional<T>(
  map: MapNode,
  key: string,
  read: Reader<T>,
  reading: Reading,
): T | undefined {
  const node = valueOf(map, key);
  return node && read(node, reading);
}

/** Spread into a literal, so that what is absent is absent and not undefined. */
export function given<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  const entry: { [P in K]?: T } = {};
  if (value !== undefined) entry[key] = value;
  return entry;
}

export function readText(node: Node, reading: Reading): At<string> | undefined {
  const isText = node.kind === 'scalar' && !isMissing(node);
  const text = isText ? { value: node.text, span: node.span } : undefined;
  return orDrop(text, node, 'a text', reading);
}

/** Any value whatever, but not nothing: null is written out. */
export function readAny(node: Node, reading: Reading): Node | undefined {
  return orDrop(isMissing(node) ? undefined : node, node, 'a value', reading);
}

export function readFlag(node: Node, reading: Reading): At<boolean> | undefined {
  const isFlag = node.kind === 'scalar' && !node.quoted && /^(?:true|false)$/.test(node.text);
  const flag = isFlag ? { value: node.text === 'true', span: node.span } : undefined;
  return orMistake(flag, node, 'true or false', reading);
}

/** A whole number that is not negative. */
export function readCount(node: Node, reading: Reading): At<number> | undefined {
  const isCount = node.kind === 'scalar' && !node.quoted && /^(?:0|[1-9]\d{0,8})$/.test(node.text);
  const count = isCount ? { value: Number(node.text), span: node.span } : undefined;
  return orMistake(count, node, 'a whole number', reading);
}

/** A number, as text: a bigint's bound keeps all its digits. */
export function readNumber(node: Node, reading: Reading): ScalarNode | undefined {
  const isNumber =
    node.kind === 'scalar' && /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(node.text);
  return orMistake(isNumber ? node : undefined, node, 'a number', reading);
}

/** The structure check takes `"true"` and `0x1` as spellings of what they spell; a schema does not. */
function orMistake<T>(
  value: T | undefined,
  node: Node,
  expected: string,
  reading: Reading,
): T | undefined {
  if (value !== undefined) return value;
  const parameters = { expected, found: describeNode(node) };
  reading.findings.push(diagnose('schema/wrong-kind', node.span, parameters));
  return undefined;
}

/** A version, quoted; an unquoted one is read as written and reported. */
export function readVersion(node: Node, reading: Reading): At<Version> | undefined {
  const value = node.kind === 'scalar' ? parseVersion(node.text) : undefined;
  if (value === undefined || node.kind !== 'scalar') {
    return orDrop<At<Version>>(undefined, node, 'a version', reading);
  }
  if (!node.quoted) {
    reading.findings.push(diagnose('schema/unquoted-version', node.span, { version: node.text }));
  }
  return { value, span: node.span };
}

export function readType(node: Node, reading: Reading): At<TypeExpr> | undefined {
  if (node.kind !== 'scalar' || node.text.trim() === '') {
    return orDrop<At<TypeExpr>>(undefined, node, 'a type', reading);
  }
  const parsed = parseType(node.text);
  if (parsed.ok) return { value: parsed.type, span: node.span };
  const { expected, offset } = parsed;
  const near = nearType(node.text, offset);
  const parameters = { text: shortened(node.text), expected, near };
  reading.findings.push(diagnose('schema/bad-type', withinText(node, offset), parameters));
  return undefined;
}

/** The type that a word which is none was probably meant to be. */
function nearType(text: string, offset: number): string | undefined {
  const word = /^\w+/.exec(text.slice(offset, offset + 40))?.[0];
  return word === undefined ? undefined : nearest(word, [...SCALARS, 'list', 'set', 'map']);
}

/** The place in a scalar where its text goes wrong, if its text stands in the file as it is. */
function withinText({ span, text, quoted }: ScalarNode, offset: number): Span {
  const quote = quoted ? 1 : 0;
  const isPlain = span.endOffset - span.offset === text.length + 2 * quote;
  if (!isPlain || span.line !== span.endLine) return span;
  const skipped = Math.min(quote + offset, text.length + quote);
  // Where the text ends too early there is nothing to point at but its end, or the quote behind it.
  const end = Math.min(Math.max(span.endOffset - quote, span.offset + skipped + 1), span.endOffset);
  return {
    ...span,
    column: span.column + skipped,
    offset: span.offset + skipped,
    endOffset: end,
    endColumn: span.column + (end - span.offset),
  };
}

/** The items of a list, or the one thing that stands for a list of one. */
export function itemsOf(node: Node): readonly Node[] {
  return node.kind === 'sequence' ? node.items : [node];
}

/** One name or a list of them. */
export function readNames(node: Node, reading: Reading): readonly At<string>[] {
  return itemsOf(node).flatMap((item) => readText(item, reading) ?? []);
}

/** What `read` makes of each entry of a map. */
export function readEntries<T>(
  node: Node,
  read: (name: At<string>, value: Node, reading: Reading) => T | undefined,
  reading: Reading,
): readonly T[] {
  if (node.kind !== 'map') {
    drop(node, 'a map', reading);
    return [];
  }
  return node.entries.flatMap(({ key, value }) => {
    const name = { value: key.text, span: key.span };
    return read(name, value, reading) ?? [];
  });
}
