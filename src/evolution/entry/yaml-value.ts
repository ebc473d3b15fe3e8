// Values as YAML text: on one line where they fit, else one entry a line.

import { scalarText, typeText, type Quote } from './yaml-scalar.js';

export type YamlValue =
  | { readonly kind: 'text'; readonly text: string }
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

function entryLines([key, value]: YamlEntry, column: number, quote: Quote): readonly string[] {
  const head = `${' '.repeat(column)}${scalarText(key, quote, true)}:`;
  const line = `${head} ${inline(value, quote)}`;
  if (line.length <= WIDTH || isSmall(value)) return [line];
  const below =
    value.kind === 'map'
      ? mapLines(value.entries, column + STEP, quote)
      : value.items.flatMap((item) => itemLines(item, column + STEP, quote));
  return [head, ...below];
}

/** Behind a key or a dash of a block. */
function inline(value: YamlValue, quote: Quote): string {
  if (value.kind === 'text') return scalarText(value.text, quote, false);
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
