// Values as YAML text: on one line where they fit, else one entry a line.

import { isPlainLine, scalarText, typeText, type Quote } from './yaml-scalar.js';

export type YamlValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Text that keeps its lines: a block of them, where a block can say it. */
  | { readonly kind: 'lines'; readonly text: string }
  | { readonly kind: 'type'; readonly text: string }
  /** Text that YAML reads as the value it is: a number, a boolean, null. */
  | { readonly kind: 'bare'; readonly text: string }
  | { readonly kind: 'items'; readonly items: readonly YamlValue[] }
  | { readonly kind: 'map'; readonly entries: readonly YamlEntry[] };

export type YamlEntry = readonly [key: string, value: YamlValue];

/** Longer lines are broken where they can be. */
export const WIDTH = 100;
const STEP = 2;

/** On one line, as it stands within `{ … }` or `[ … ]`. */
export function flowText(value: YamlValue, quote: Quote): string {
  switch (value.kind) {
    case 'text':
    case 'lines':
      return scalarText(value.text, quote, true);
    case 'type':
      return typeText(value.text, quote, true);
    case 'bare':
      return value.text;
    case 'items':
      return `[${value.items.map((item) => flowText(item, quote)).join(', ')}]`;
    case 'map': {
      const entries = value.entries.map(
        ([key, of]) => `${scalarText(key, quote, true)}: ${flowText(of, quote)}`,
      );
      return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
    }
  }
}

/** The lines of an item of a block list whose dashes stand at a column. */
export function itemLines(item: YamlValue, column: number, quote: Quote): readonly string[] {
  const pad = ' '.repeat(column);
  if (item.kind !== 'map' || item.entries.length === 0) return [`${pad}- ${inline(item, quote)}`];
  const [first = '', ...rest] = mapLines(item.entries, column + STEP, quote);
  return [`${pad}- ${first.trimStart()}`, ...rest];
}

function mapLines(entries: readonly YamlEntry[], column: number, quote: Quote): readonly string[] {
  return entries.flatMap((entry) => entryLines(entry, column, quote));
}

/** The lines of an entry of a block map whose keys stand at a column. */
export function entryLines(
  [key, value]: YamlEntry,
  column: number,
  quote: Quote,
): readonly string[] {
  const head = `${' '.repeat(column)}${scalarText(key, quote, true)}:`;
  if (value.kind === 'lines' && fitsInBlock(value.text)) {
    const pad = ' '.repeat(column + STEP);
    const lines = value.text.split('\n').map((one) => (one === '' ? '' : `${pad}${one}`));
    return [`${head} |-`, ...lines];
  }
  const line = `${head} ${inline(value, quote)}`;
  if (isSmall(value) || (line.length <= WIDTH && !holdsBlock(value))) return [line];
  const below =
    value.kind === 'map'
      ? mapLines(value.entries, column + STEP, quote)
      : value.items.flatMap((item) => itemLines(item, column + STEP, quote));
  return [head, ...below];
}

/** Whether a block says exactly this: several lines, the first not indented, and nothing that must be escaped. */
function fitsInBlock(text: string): boolean {
  const lines = text.split('\n');
  return lines.length > 1 && /^[^\s]/.test(text) && /\S$/.test(text) && lines.every(isPlainLine);
}

function holdsBlock(value: YamlValue): boolean {
  return (
    value.kind === 'map' &&
    value.entries.some(([, of]) => of.kind === 'lines' && fitsInBlock(of.text))
  );
}

/** Behind a key or a dash of a block. */
function inline(value: YamlValue, quote: Quote): string {
  if (value.kind === 'text' || value.kind === 'lines') return scalarText(value.text, quote, false);
  if (value.kind === 'type') return typeText(value.text, quote, false);
  return flowText(value, quote);
}

/** Whether there is nothing in it to put on lines of its own. */
function isSmall(
  value: YamlValue,
): value is Exclude<YamlValue, { readonly kind: 'items' | 'map' }> {
  if (value.kind === 'items') return value.items.length === 0;
  return value.kind !== 'map' || value.entries.length === 0;
}

/** A number that every YAML takes for one: 1.1 wants a dot where there is an exponent. */
export function bareNumber(value: number): YamlValue {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return { kind: 'bare', text: text.replace(/^(-?\d+)e/, '$1.0e') };
}
