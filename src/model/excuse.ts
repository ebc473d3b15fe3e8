// Exceptions: a finding that somebody has excused, beside what it is about and with a reason, is told as a note. An
// exception is bound to one change by its fingerprint, so that it ends when the thing changes.

import { shortHash } from '../core/short-hash.js';
import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { Node } from '../load/index.js';
import type { Code } from '../diagnostics/catalogue.js';

/** What may be excused; all else breaks somebody whatever the reason. */
const EXCUSABLE: ReadonlySet<string> = new Set<Code>([
  'history/bump-too-small',
  'history/sensitive-removed',
  'history/removed',
  'storage/removed',
  'storage/unlabelled-changed',
]);

export function isExcusable({ code }: Pick<Diagnostic, 'code'>): boolean {
  return EXCUSABLE.has(code);
}

/** What an exception's `for` must name. */
export function fingerprintOf({ code, object = '', evidence = '' }: Diagnostic): string {
  return shortHash(`${code}\n${object}\n${evidence}`);
}

interface Exception {
  readonly code: string;
  readonly reason: string;
  /** Several may be named, with blanks between them. */
  readonly for: readonly string[];
  readonly span: Span;
}

/** Those of the findings that are excused as notes, the others as they are. */
export function excuse(
  found: readonly Diagnostic[],
  allow: Node | undefined,
): readonly Diagnostic[] {
  const exceptions = exceptionsIn(allow);
  if (exceptions.length === 0) return found;
  return found.map((finding) => {
    // One that is excused already says so.
    if (finding.severity === 'note') return finding;
    const exception = exceptions.find((one) => excuses(one, finding));
    if (exception === undefined || !isExcusable(finding)) return finding;
    const message = `${finding.message} (allowed: ${exception.reason})`;
    return { ...finding, severity: 'note', message };
  });
}

/** Exceptions that cannot be made, and those that excuse nothing any more. */
export function uselessExceptions(
  found: readonly Diagnostic[],
  allow: Node | undefined,
): readonly Diagnostic[] {
  return exceptionsIn(allow).flatMap((exception) => {
    const { code, span } = exception;
    if (!EXCUSABLE.has(code)) return [diagnose('allow/never', span, { code })];
    const isUsed = found.some((finding) => excuses(exception, finding));
    return isUsed ? [] : [diagnose('allow/lapsed', span, { code })];
  });
}

function excuses({ code, for: names }: Exception, finding: Diagnostic): boolean {
  return code === finding.code && names.includes(fingerprintOf(finding));
}

function exceptionsIn(allow: Node | undefined): readonly Exception[] {
  if (allow?.kind !== 'map') return [];
  return allow.entries.map(({ key, value }) => {
    const text = (name: string): string => {
      const entry =
        value.kind === 'map' ? value.entries.find((one) => one.key.text === name) : undefined;
      return entry?.value.kind === 'scalar' ? entry.value.text : '';
    };
    const names = text('for')
      .split(/[\s,]+/)
      .filter((name) => name !== '');
    return { code: key.text, reason: text('reason'), for: names, span: key.span };
  });
}
