// What every renderer gets, and what several of them share.

import { createHash } from 'node:crypto';
import type { Diagnostic, Severity } from '../diagnostic.js';

/** Findings and what a renderer may want to know beside them. A renderer is pure: report in, text out. */
export interface Report {
  /** In the order in which they are to be told. */
  readonly findings: readonly Diagnostic[];
  /** The text of a file, for code frames; undefined where there is none. */
  readonly sources: (file: string) => string | undefined;
  readonly options: ReportOptions;
}

export interface ReportOptions {
  /** Whether `pretty` may use colours; the caller knows about NO_COLOR and terminals. */
  readonly colour?: boolean;
  /** How many objects were looked at, for the summary. */
  readonly objects?: number;
  /** The version of backlevel, for formats that name the tool. */
  readonly toolVersion?: string;
  /** The path of a file from the top of the repository, for formats that are read there. */
  readonly fromTop?: (file: string) => string;
  /** The file of findings that have no place, for formats that want one for each. */
  readonly home?: string;
}

/** The path of a file where the project's folder need not be the top. */
export function fromTop(file: string, options: ReportOptions): string {
  return options.fromTop?.(file) ?? file;
}

/** By file, then by place; findings without a place come last. What is equal keeps its order. */
export function inOrder(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return findings.toSorted((a, b) => {
    if (a.span === undefined || b.span === undefined) {
      return Number(a.span === undefined) - Number(b.span === undefined);
    }
    if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1;
    return a.span.offset - b.span.offset;
  });
}

export function countOf(findings: readonly Diagnostic[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/**
 * A name for each finding that stays the same while lines above it come and go: of the code, the file
 * and the message, and a number where several agree in these.
 */
export function fingerprintsOf(findings: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, message, span }) => {
    const identity = JSON.stringify([code, span?.file ?? '', message]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return createHash('sha256').update(`${identity}${count}`).digest('hex').slice(0, 32);
  });
}

/**
 * Text from a schema may hold what moves a terminal's cursor, or turns the writing direction; it is
 * shown as a replacement character.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (sign) =>
    sign === '\t' || sign === '\n' ? sign : '\uFFFD',
  );
}

/** One line, whatever the text. */
export function onOneLine(text: string): string {
  return printable(text.replaceAll(/\s*[\r\n]\s*/g, ' '));
}

/** The message, what was seen, and the cure as running text. */
export function inSentences(finding: Diagnostic): string {
  const told = [finding.message, ...detailLines(finding)];
  return [...told.map(withStop), finding.cure].join(' ');
}

function withStop(sentence: string): string {
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** What was seen, a line each; what is long is cut, for it stands whole in the format for programs. */
export function detailLines({ details = {} }: Diagnostic): readonly string[] {
  return Object.entries(details).map(([name, text]) => {
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    return `${name}: ${onOneLine(shown)}`;
  });
}

const LONGEST = 600;
