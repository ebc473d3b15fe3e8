// Literals: texts, keys, and any JSON value, quoted and escaped as prettier leaves them.

import { type Doc, fill, fluid, ifBreak, indent, join, line, literal, softline } from './doc.js';
import { textWidth } from './text-width.js';

/** An object literal on one line where it fits. */
export function object(properties: readonly Doc[]): Doc {
  if (properties.length === 0) return '{}';
  const inner = indent(line, ...join([',', line], properties));
  return literal('object', false, '{', inner, ifBreak(','), line, '}');
}

/** `[a, b]`; prettier always opens a list of more than one list or object with more than one element. */
export function array(elements: readonly Doc[], openIfSeveral = false): Doc {
  if (elements.length === 0) return '[]';
  const inner = indent(softline, ...join([',', line], elements));
  const isOpen = openIfSeveral && elements.length > 1;
  return literal('array', isOpen, '[', inner, ifBreak(','), softline, ']');
}

/** `[1, 2, 3]`: numbers fill their lines. */
function numbers(values: readonly string[]): Doc {
  const parts = values.map((value, i) => (i < values.length - 1 ? `${value},` : value));
  const inner = indent(softline, fill(...parts));
  return literal('numbers', false, '[', inner, ifBreak(','), softline, ']');
}

const ALWAYS_BESIDE = /^(?:true$|false$|\d)/;

/** `key: value`: the value begins on the same line if its beginning fits there, or if the key is short. */
export function property(key: Doc, value: Doc): Doc {
  const isShort = typeof key === 'string' && textWidth(key) < 5;
  const stays = isShort || (typeof value === 'string' && ALWAYS_BESIDE.test(value));
  return stays ? [key, ': ', value] : [key, ':', fluid(value)];
}

const NEEDS_NO_ESCAPE = /^[\w .,:;/()@+*-]*$/;

/** A text as a literal: double quotes, unless it has more of them than single ones. */
export function text(value: string): string {
  if (NEEDS_NO_ESCAPE.test(value)) return `"${value}"`;
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

/** Beyond the basic plane prettier leaves the quotes, as old programs know no such identifiers. */
const IDENTIFIER = /^(?=[\0-\uffff]*$)[$_\p{ID_Start}][$\p{ID_Continue}]*$/u;

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
    const isOfNumbers = elements.length > 1 && elements.every((one) => typeof one === 'number');
    if (isOfNumbers) return numbers(elements.map(number));
    const [isOfLists, isOfMaps] = [elements.every(isList), !elements.some(isList)];
    return array(elements.map(json), (isOfLists || isOfMaps) && elements.every(holdsSeveral));
  }
  if (typeof value === 'object' && value !== null) {
    return object(Object.entries(value).map(([name, member]) => property(key(name), json(member))));
  }
  return typeof value === 'number' ? number(value) : String(value);
}

/** JavaScript writes `1e+21`. */
export function number(value: number): string {
  return String(value).replace('e+', 'e');
}

const isList = (value: unknown): boolean => Array.isArray(value);

function holdsSeveral(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 1;
}
