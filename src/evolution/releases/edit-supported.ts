// The list `supported` of a releases file: one release in, one out. All else stays to the last character.

import type { MapNode, ReleasesDeclaration, SequenceNode } from '../../load/index.js';
import { applyEdits, insertion, type Edit } from '../entry/edits.js';
import { lineAt, lineBreakOf, linesOf, type Line } from '../entry/lines.js';
import { releaseName } from './release-lines.js';

/** Puts a release into the list; without a list all are supported anyway. */
export function supportAlso(
  text: string,
  { node, supported }: ReleasesDeclaration,
  name: string,
): readonly Edit[] {
  const list = listIn(node);
  if (list === undefined || supported?.some(({ value }) => value === name) === true) return [];
  const last = list.items.at(-1);
  if (last === undefined) {
    const { offset, endOffset } = list.span;
    return [{ offset, endOffset, text: `[${releaseName(name)}]` }];
  }
  const { endOffset } = last.span;
  const lines = linesOf(text);
  const line = lines[lineAt(lines, last.span.offset)];
  const before = line === undefined ? '' : text.slice(line.start, last.span.offset);
  const eol = lineBreakOf(text);
  if (!isFlow(text, list)) {
    return [insertion(line?.end ?? text.length, `${eol}${before}${releaseName(name)}`)];
  }
  const stands = list.items.length > 1 && before.trim() === '';
  return [insertion(endOffset, `,${stands ? `${eol}${before}` : ' '}${releaseName(name)}`)];
}

/** The text without the release in its list; where there was none, one of all others. */
export function withoutSupport(text: string, releases: ReleasesDeclaration, name: string): string {
  const list = listIn(releases.node);
  if (list === undefined) {
    const others = releases.releases.flatMap((release) =>
      release.name.value === name ? [] : [releaseName(release.name.value)],
    );
    return applyEdits(text, [beginList(text, releases.node, `supported: [${others.join(', ')}]`)]);
  }
  // From behind, so that the places of those before it stay right.
  const index = list.items.findLastIndex((item) => item.kind === 'scalar' && item.text === name);
  return index === -1 ? text : applyEdits(text, [removal(text, releases.node, list, index)]);
}

function beginList(text: string, root: MapNode, line: string): Edit {
  const key = root.entries.find((entry) => entry.key.text === 'releases')?.key ?? root;
  const isInFlow = text.charAt(root.span.offset) === '{';
  return insertion(key.span.offset, isInFlow ? `${line}, ` : `${line}${lineBreakOf(text)}`);
}

function removal(text: string, root: MapNode, list: SequenceNode, index: number): Edit {
  const { items, span } = list;
  const item = items[index];
  if (item === undefined) throw new Error(`\`supported\` has no item ${index}`);
  if (items.length === 1) {
    const key = root.entries.find((entry) => entry.key.text === 'supported')?.key;
    const offset = isFlow(text, list) ? span.offset : colonOf(text, key?.span.endOffset ?? 0);
    return { offset, endOffset: span.endOffset, text: isFlow(text, list) ? '[]' : ' []' };
  }
  const lines = linesOf(text);
  const line = lines[lineAt(lines, item.span.offset)];
  if (line !== undefined && isAlone(text, line, item.span, index === items.length - 1)) {
    return { offset: line.start, endOffset: line.next, text: '' };
  }
  const [next, previous] = [items[index + 1], items[index - 1]];
  if (next !== undefined) {
    return { offset: item.span.offset, endOffset: next.span.offset, text: '' };
  }
  const offset = previous?.span.endOffset ?? item.span.offset;
  return { offset, endOffset: item.span.endOffset, text: '' };
}

/** Whether nothing stands on the item's line that would miss it: but a dash, its comma, or a comment. */
function isAlone(
  text: string,
  line: Line,
  { offset, endOffset }: { readonly offset: number; readonly endOffset: number },
  isLast: boolean,
): boolean {
  const before = text.slice(line.start, offset).trim();
  const after = text.slice(endOffset, line.end).trim();
  if (before === '-') return after === '' || after.startsWith('#');
  return before === '' && (/^,\s*(?:#.*)?$/.test(after) || (isLast && /^(?:#.*)?$/.test(after)));
}

/** Behind the colon of a key that ends here. */
function colonOf(text: string, keyEnd: number): number {
  return text.indexOf(':', keyEnd) + 1;
}

function listIn({ entries }: MapNode): SequenceNode | undefined {
  const value = entries.find(({ key }) => key.text === 'supported')?.value;
  return value?.kind === 'sequence' ? value : undefined;
}

function isFlow(text: string, list: SequenceNode): boolean {
  return text.charAt(list.span.offset) === '[';
}
