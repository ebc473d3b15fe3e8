// Writes a release at the end of the file's, and into `supported` where there is such a list. All else stays.

import type { MapNode, ReleasesDeclaration } from '../../load/index.js';
import { applyEdits, insertion, type Edit } from '../entry/edits.js';
import { lineAt, lineBreakOf, linesOf, type Line } from '../entry/lines.js';
import { supportAlso } from './edit-supported.js';
import type { ManifestEntry } from './pair-entries.js';
import { releaseInFlow, releaseLines } from './release-lines.js';

/** The text of the file with the release in it; `releases` is what the text says now. */
export function addRelease(
  text: string,
  releases: ReleasesDeclaration,
  name: string,
  manifest: readonly ManifestEntry[],
): string {
  const all = releases.node.entries.find(({ key }) => key.text === 'releases')?.value;
  if (all?.kind !== 'map') throw new Error(`${releases.file} has no map of releases`);
  const last = all.entries.at(-1);
  const edit =
    last === undefined
      ? intoNothing(text, all, releases.node, name, manifest)
      : text.charAt(all.span.offset) === '{'
        ? insertion(last.value.span.endOffset, `, ${releaseInFlow(name, manifest)}`)
        : belowLast(text, all, last, name, manifest);
  return applyEdits(text, [edit, ...supportAlso(text, releases, name)]);
}

/** `releases: {}` becomes a block, unless it stands within a flow map itself. */
function intoNothing(
  text: string,
  { span }: MapNode,
  root: MapNode,
  name: string,
  manifest: readonly ManifestEntry[],
): Edit {
  const { offset, endOffset } = span;
  if (text.charAt(root.span.offset) === '{') {
    return { offset, endOffset, text: `{ ${releaseInFlow(name, manifest)} }` };
  }
  const lines = releaseLines(name, manifest, { outer: '  ', inner: '    ' });
  const eol = lineBreakOf(text);
  // The blank before `{}` goes with it, and a comment behind it stays on its line.
  const start = text.slice(0, offset).trimEnd().length;
  const line = linesOf(text)[lineAt(linesOf(text), endOffset)];
  const rest = text.slice(endOffset, line?.end ?? endOffset);
  return {
    offset: start,
    endOffset: line?.end ?? endOffset,
    text: `${rest.trimEnd()}${eol}${lines.join(eol)}`,
  };
}

function belowLast(
  text: string,
  all: MapNode,
  last: MapNode['entries'][number],
  name: string,
  manifest: readonly ManifestEntry[],
): Edit {
  const lines = linesOf(text);
  const eol = lineBreakOf(text);
  const outer = ' '.repeat(last.key.span.column - 1);
  const added = releaseLines(name, manifest, { outer, inner: innerIndent(text, all, outer) });
  const blank = hasBlankBefore(lines, last.key.span.offset) ? [''] : [];
  const end = lines[lastLineOf(lines, last.value.span.endOffset, outer.length)]?.end ?? text.length;
  return insertion(end, [...blank, ...added].map((line) => `${eol}${line}`).join(''));
}

/** The last line of the release: a comment below it that is indented as far belongs to it. */
function lastLineOf(lines: readonly Line[], endOffset: number, indent: number): number {
  let last = lineAt(lines, endOffset);
  for (const [index, line] of lines.entries()) {
    if (index <= last) continue;
    if (line.kind === 'text' || (line.kind === 'comment' && line.indent < indent)) break;
    if (line.kind === 'comment') last = index;
  }
  return last;
}

/** As the newest release has it that is a block. */
function innerIndent(text: string, { entries }: MapNode, outer: string): string {
  for (const { value } of [...entries].reverse()) {
    const first = value.kind === 'map' ? value.entries[0] : undefined;
    if (first !== undefined && text.charAt(value.span.offset) !== '{') {
      return ' '.repeat(first.key.span.column - 1);
    }
  }
  return `${outer}  `;
}

/** Whether a blank line, and maybe comments below it, part the release from the one before. */
function hasBlankBefore(lines: readonly Line[], offset: number): boolean {
  let index = lineAt(lines, offset) - 1;
  while (lines[index]?.kind === 'comment') index -= 1;
  return lines[index]?.kind === 'blank';
}
