// The lines around a place, with carets under it.

import type { Span } from '../diagnostic.js';
import { printable } from './report.js';

/** Gives a part of the frame its colour. */
export interface FramePaint {
  readonly gutter: (text: string) => string;
  readonly marker: (text: string) => string;
}

/** How many columns of a long line are shown. */
const WIDTH = 100;
/** How far the lines before and after are looked for: no frame costs more, however long a line is. */
const REACH = 2_000;

/** The line of the span between its neighbours; undefined when the text has no such line. */
export function codeFrame(text: string, span: Span, paint: FramePaint): string | undefined {
  const start = span.offset - (span.column - 1);
  if (start < 0 || span.offset > text.length) return undefined;
  const digits = String(span.line + 1).length;
  const cut = Math.max(0, span.column - 1 - WIDTH / 2);
  const shown: string[] = [];
  for (const [number, lineStart] of linesAround(text, start, span)) {
    const line = lineAt(text, lineStart + cut, lineStart);
    shown.push(
      `${paint.gutter(`${String(number).padStart(digits)} │`)} ${printable(line)}`.trimEnd(),
    );
    if (lineStart === start) {
      const { indent, carets } = caretsUnder(line, span, cut);
      shown.push(`${paint.gutter(`${' '.repeat(digits)} │`)} ${indent}${paint.marker(carets)}`);
    }
  }
  return shown.join('\n');
}

/** The numbers and offsets of the line at `start` and of those beside it. */
function linesAround(text: string, start: number, span: Span): readonly [number, number][] {
  const lines: [number, number][] = [[span.line, start]];
  const before = text.slice(Math.max(0, start - REACH), Math.max(0, start - 1));
  const previous = before.lastIndexOf('\n');
  if (start > 0 && (previous !== -1 || before.length === start - 1)) {
    lines.unshift([span.line - 1, start - 1 - (before.length - previous - 1)]);
  }
  const end = text.slice(span.offset, span.offset + REACH).indexOf('\n');
  const next = span.offset + end + 1;
  if (end !== -1 && next < text.length) lines.push([span.line + 1, next]);
  return lines;
}

/** What is shown of a line, from an offset in it; nothing if the line ends before. */
function lineAt(text: string, from: number, lineStart: number): string {
  const skipped = text.slice(lineStart, Math.min(from, lineStart + REACH));
  if (skipped.includes('\n')) return '';
  return text.slice(from, from + WIDTH).replace(/\r?\n[^]*$|\r$/, '');
}

function caretsUnder(line: string, span: Span, cut: number): { indent: string; carets: string } {
  const from = span.column - 1 - cut;
  const to = span.endLine === span.line ? span.endColumn - 1 - cut : line.trimEnd().length;
  const end = Math.min(Math.max(to, from + 1), WIDTH);
  // A tab stays one, so that the caret stands where the terminal puts the text above it.
  const indent = line.slice(0, from).replaceAll(/[^\t]/gu, (sign) => ' '.repeat(widthOf(sign)));
  const marked = Array.from(line.slice(from, end)).reduce((sum, sign) => sum + widthOf(sign), 0);
  return { indent, carets: '^'.repeat(Math.max(1, marked)) };
}

/** Chinese, Japanese, Korean and most emoji take two columns. */
function widthOf(sign: string): number {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
    sign,
  )
    ? 2
    : 1;
}
