// What stands in the comment above a declaration: its text, and the tags that a schema has a word for.

import type { ts } from 'ts-morph';
import { isJsonValue } from '../../core/json-value.js';
import type { JsonValue } from '../../core/json.js';
import type { Marks, Typed } from '../draft.js';
import { docText } from '../doc-text.js';
import { formatted } from '../formats.js';
import { wholePattern } from '../pattern.js';
import { isScalar, leafOf, withLeaf } from '../types.js';
import { lineCommentOf } from './line-comment.js';
import type { TypeScript } from './unit.js';

export interface Tag {
  readonly name: string;
  readonly text: string;
}

export interface Comment {
  readonly text: string;
  readonly tags: readonly Tag[];
}

/** What is said of a node: the comment for tools, or else what stands in plain ones. */
export function commentOf(ts: TypeScript, node: ts.Node): Comment {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const nearest = comments.at(-1);
  if (nearest === undefined) return { text: lineCommentOf(ts, node), tags: [] };
  const tags = (nearest.tags ?? []).map((tag) => ({
    name: tag.tagName.text,
    text: tagText(tag),
  }));
  return { text: ts.getTextOfJSDocComment(nearest.comment)?.trim() ?? '', tags };
}

/** A tag's words as they stand there: the compiler splits types and names off for its own use. */
function tagText(tag: ts.JSDocTag): string {
  const full = tag.getText();
  return full
    .slice(full.indexOf(tag.tagName.text) + tag.tagName.text.length)
    .replace(/^[ \t]*\*+[ \t]?/gm, '')
    .trim();
}

/** The text as a `doc`, with these tags as they stand; undefined where there is none. */
export function docOf(text: string, tags: readonly Tag[]): string | undefined {
  const lines = tags.map((tag) => `@${tag.name} ${tag.text}`.trim()).join('\n');
  return docText(`${text}\n\n${lines}`);
}

/** The type with all that the comment says about it; what no mark can say stays in its text. */
export function withComment(typed: Typed, { text, tags }: Comment): Typed {
  let done = typed;
  const rest: Tag[] = [];
  for (const tag of tags) {
    const said = isWord(tag.name) ? WORDS[tag.name](done, tag.text) : undefined;
    if (said === undefined) rest.push(tag);
    else done = said;
  }
  const doc = docOf(text, rest);
  return doc === undefined ? done : marked(done, { doc });
}

function isWord(name: string): name is keyof typeof WORDS {
  return Object.hasOwn(WORDS, name);
}

/** Undefined where the words are not what a schema could say. */
type Reads = (typed: Typed, text: string) => Typed | undefined;

const WORDS = {
  default: withDefault,
  defaultValue: withDefault,
  deprecated: (typed, text) => marked(typed, { deprecated: docText(text) ?? 'not to be used' }),
  readonly: (typed) => marked(typed, { readOnly: true }),
  sensitive: (typed) => marked(typed, { sensitive: true }),
  integer: whole,
  asType: wholeIfSaid,
  type: wholeIfSaid,
  'TJS-type': wholeIfSaid,
  format: formatted,
  pattern: (typed, text) =>
    isScalar(leafOf(typed.type), 'string')
      ? marked(typed, { pattern: wholePattern(text) })
      : undefined,
  minimum: (typed, text) => withNumber(typed, 'min', text),
  maximum: (typed, text) => withNumber(typed, 'max', text),
  minLength: (typed, text) => withNumber(typed, 'minLength', text),
  maxLength: (typed, text) => withNumber(typed, 'maxLength', text),
} satisfies Record<string, Reads>;

function wholeIfSaid(typed: Typed, text: string): Typed | undefined {
  return /^\{?(?:integer|int)\}?$/.test(text) ? whole(typed) : undefined;
}

function whole(typed: Typed): Typed | undefined {
  if (!isScalar(leafOf(typed.type), 'float')) return undefined;
  return { ...typed, type: withLeaf(typed.type, 'integer') };
}

function withNumber(
  typed: Typed,
  key: 'min' | 'max' | 'minLength' | 'maxLength',
  text: string,
): Typed | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? marked(typed, { [key]: Number(text) }) : undefined;
}

function withDefault(typed: Typed, text: string): Typed | undefined {
  const value = valueOf(text);
  return value === undefined ? undefined : marked(typed, { default: value });
}

/** A default as it is written in a comment: JSON, a literal of JavaScript, or bare words. */
function valueOf(text: string): JsonValue | undefined {
  const bare = text.replace(/^`([^`]*)`$/s, '$1').trim();
  if (bare === '' || bare === 'undefined') return undefined;
  const literal = /^'((?:[^'\\])*)'$/s.exec(bare)?.[1];
  if (literal !== undefined) return literal;
  if (/^-?\d+n$/.test(bare)) return bare.slice(0, -1);
  try {
    const value: unknown = JSON.parse(bare);
    return isJsonValue(value) ? value : bare;
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
    return bare;
  }
}

function marked(typed: Typed, marks: Marks): Typed {
  return { ...typed, marks: { ...typed.marks, ...marks } };
}
