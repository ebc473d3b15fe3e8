// More for an entry that is written with brackets, or stands within some.

import type { Node, SequenceNode } from '../../load/index.js';
import { insertion, type Edit } from './edits.js';
import { lineAt, lineBreakOf, linesOf } from './lines.js';
import type { Quote } from '../../load/yaml-scalar.js';
import { flowText, WIDTH, type YamlValue } from '../../load/yaml-value.js';

/** What an entry gets, before and behind what it has. */
export interface AddedItems {
  readonly first: readonly YamlValue[];
  readonly last: readonly YamlValue[];
  readonly quote: Quote;
}

/** `value` is a list in brackets, or a note. */
export function appendToFlow(
  text: string,
  value: Node,
  { first, last, quote }: AddedItems,
): readonly Edit[] {
  const before = first.map((item) => `${flowText(item, quote)}, `).join('');
  const items = last.map((item) => flowText(item, quote));
  const { offset, endOffset } = value.span;
  if (value.kind !== 'sequence') {
    const after = items.map((item) => `, ${item}`).join('');
    return [insertion(offset, `[${before}`), insertion(endOffset, `${after}]`)];
  }
  if (value.items.length === 0) {
    const all = [...first, ...last].map((item) => flowText(item, quote));
    return [insertion(offset + 1, all.join(', '))];
  }
  return [insertion(offset + 1, before), ...behindAll(value, items, text)];
}

/** On the line of the last item where all fits there, else on lines of their own. */
function behindAll(list: SequenceNode, items: readonly string[], text: string): readonly Edit[] {
  const end = list.items.at(-1)?.span.endOffset;
  const lines = linesOf(text);
  const line = end === undefined ? undefined : lines[lineAt(lines, end - 1)];
  if (end === undefined || line === undefined || items.length === 0) return [];
  const isOpenedThere = list.span.offset >= line.start;
  const lineBreak = lineBreakOf(text) + ' '.repeat(line.indent + (isOpenedThere ? 4 : 0));
  const [, comma] = /^\s*(,?)\s*(?:#.*)?$/.exec(text.slice(end, line.end)) ?? [];
  if (comma !== undefined) {
    // The bracket closes further down: what stands behind the last item, such as a comment, stays with it.
    const written = items.join(`,${lineBreak}`);
    return [
      insertion(end, comma === '' ? ',' : ''),
      insertion(line.end, `${lineBreak}${written}${comma}`),
    ];
  }
  const fits = items.join(', ').length + line.end - line.start <= WIDTH;
  const gap = fits ? ' ' : lineBreak;
  return [insertion(end, items.map((item) => `,${gap}${item}`).join(''))];
}
