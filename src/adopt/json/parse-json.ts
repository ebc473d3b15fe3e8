// JSON with the place of every value, which `JSON.parse` does not tell.

import type { JsonValue } from '../../core/json.js';
import { MAX_JSON_DEPTH } from '../../core/json-value.js';
import type { Span } from '../../diagnostics/index.js';
import type { SourceFile } from '../../load/index.js';
import { placesOf, type Places } from '../../load/places.js';
import type { Problem } from '../problem.js';

export type JsonNode = { readonly span: Span } & (
  | { readonly kind: 'plain'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, JsonEntry> }
);

export interface JsonEntry {
  /** The place of the key. */
  readonly span: Span;
  readonly value: JsonNode;
}

export type JsonMap = Extract<JsonNode, { readonly kind: 'map' }>;

/** The file as nodes, or the first thing in it that is no JSON. */
export function parseJson({ path, text }: SourceFile): JsonNode | Problem {
  const cursor: Cursor = {
    text,
    places: placesOf(path, text),
    at: text.startsWith('\uFEFF') ? 1 : 0,
  };
  try {
    const node = valueAt(cursor, MAX_JSON_DEPTH);
    skipSpaces(cursor);
    if (cursor.at < text.length) throw mistake(cursor, 'the end of the file was expected');
    return node;
  } catch (found) {
    if (!(found instanceof Mistake)) throw found;
    return { message: found.message, span: found.span };
  }
}

/** The value itself; its keys may be hostile. */
export function plainValue(node: JsonNode): JsonValue {
  if (node.kind === 'plain') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plainValue(value)]));
}

interface Cursor {
  readonly text: string;
  readonly places: Places;
  at: number;
}

/** Never leaves this file. */
class Mistake extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

function mistake({ places, at }: Cursor, message: string): Mistake {
  return new Mistake(message, places(at, at + 1));
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])/y;
const WORD = /(?:true|false|null)\b/y;

function valueAt(cursor: Cursor, depthLeft: number): JsonNode {
  skipSpaces(cursor);
  if (depthLeft === 0) throw mistake(cursor, 'this is nested too deeply');
  const from = cursor.at;
  const sign = cursor.text.charAt(from);
  if (sign === '{') return mapAt(cursor, depthLeft);
  if (sign === '[') return listAt(cursor, depthLeft);
  const written = match(cursor, STRING) ?? match(cursor, NUMBER) ?? match(cursor, WORD);
  if (written === undefined) throw mistake(cursor, 'a value was expected');
  // A string, a number or a word alone is nothing else to JSON.parse.
  const value = JSON.parse(written) as string | number | boolean | null;
  return { kind: 'plain', value, span: cursor.places(from, cursor.at) };
}

function listAt(cursor: Cursor, depthLeft: number): JsonNode {
  const from = cursor.at;
  cursor.at += 1;
  const items: JsonNode[] = [];
  while (!accept(cursor, ']')) {
    if (items.length > 0) expect(cursor, ',');
    items.push(valueAt(cursor, depthLeft - 1));
  }
  return { kind: 'list', items, span: cursor.places(from, cursor.at) };
}

function mapAt(cursor: Cursor, depthLeft: number): JsonNode {
  const from = cursor.at;
  cursor.at += 1;
  const entries = new Map<string, JsonEntry>();
  while (!accept(cursor, '}')) {
    if (entries.size > 0) expect(cursor, ',');
    skipSpaces(cursor);
    const start = cursor.at;
    const key = match(cursor, STRING);
    if (key === undefined) throw mistake(cursor, 'a key in double quotes was expected');
    const span = cursor.places(start, cursor.at);
    const name = JSON.parse(key) as string;
    // Of two equal keys one would be lost without a word.
    if (entries.has(name)) throw new Mistake(`the key ${key} occurs twice`, span);
    expect(cursor, ':');
    entries.set(name, { span, value: valueAt(cursor, depthLeft - 1) });
  }
  return { kind: 'map', entries, span: cursor.places(from, cursor.at) };
}

function expect(cursor: Cursor, sign: string): void {
  if (!accept(cursor, sign)) throw mistake(cursor, `\`${sign}\` was expected`);
}

function accept(cursor: Cursor, sign: string): boolean {
  skipSpaces(cursor);
  if (cursor.text.charAt(cursor.at) !== sign) return false;
  cursor.at += 1;
  return true;
}

function skipSpaces(cursor: Cursor): void {
  match(cursor, /[ \t\r\n]*/y);
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  cursor.at += found?.length ?? 0;
  return found;
}
