// What holds for findings, whatever text they are about: a code of the catalogue, and a place in the text
// that is really there.

import { CATALOGUE } from '../../src/diagnostics/catalogue.js';
import type { Diagnostic, Span } from '../../src/diagnostics/index.js';
import type { SourceFile } from '../../src/load/index.js';

/** What is wrong with the first finding that is wrong. */
export function flawOfFindings(
  findings: readonly Diagnostic[],
  files: readonly SourceFile[],
): string | undefined {
  for (const finding of findings) {
    const flaw = flawOfFinding(finding, files);
    if (flaw !== undefined) return `${flaw}: ${JSON.stringify(finding).slice(0, 2000)}`;
  }
  return undefined;
}

function flawOfFinding(finding: Diagnostic, files: readonly SourceFile[]): string | undefined {
  const { code, message, cure, span, related = [] } = finding;
  if (!Object.hasOwn(CATALOGUE, code)) return 'its code is in no catalogue';
  if (message === '' || cure === '') return 'it says nothing';
  const longest = files.reduce((most, { text }) => Math.max(most, text.length), LONGEST);
  if (message.length > longest * 2) return `its message has ${message.length} letters`;
  const isWritten = files.some(({ text }) => /undefined|\[object|NaN/.test(text));
  if (!isWritten && /\bundefined\b|\[object|\bNaN\b/.test(message)) return 'its message has a hole';
  for (const place of [span, ...related.map((one) => one.span)]) {
    const flaw = place && flawOfSpan(place, files);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

/** Some messages list what would have been right there, or hold a name as long as the file. */
const LONGEST = 20_000;

function flawOfSpan(span: Span, files: readonly SourceFile[]): string | undefined {
  const text = files.find(({ path }) => path === span.file)?.text;
  if (text === undefined) return 'it is in a file that is not there';
  const { offset, endOffset } = span;
  const isInside = Number.isInteger(offset) && Number.isInteger(endOffset) && offset >= 0;
  if (!isInside || endOffset < offset || endOffset > text.length) return 'it lies outside the text';
  const isRight =
    isPlace(text, offset, span.line, span.column) &&
    isPlace(text, endOffset, span.endLine, span.endColumn);
  return isRight ? undefined : 'its line or column is not that of its offset';
}

function isPlace(text: string, offset: number, line: number, column: number): boolean {
  const before = text.slice(0, offset);
  const begin = before.lastIndexOf('\n') + 1;
  return column === offset - begin + 1 && line === before.split('\n').length;
}
