// For programs: everything a finding says, flat.

import type { Diagnostic, Span } from '../diagnostic.js';
import { countOf, type Report } from './report.js';

export function renderJson({ findings, options }: Report): string {
  const summary = {
    objects: options.objects ?? 0,
    errors: countOf(findings, 'error'),
    warnings: countOf(findings, 'warning'),
  };
  return `${JSON.stringify({ findings: findings.map(jsonOf), summary }, null, 2)}\n`;
}

function jsonOf({
  code,
  severity,
  object,
  version,
  message,
  span,
  cure,
  fix,
  related,
  details,
}: Diagnostic) {
  // What is undefined is left out by JSON.stringify.
  return {
    code,
    severity,
    object,
    version,
    message,
    ...(span && placeOf(span)),
    cure,
    fix,
    related: related?.map((other) => ({ message: other.message, ...placeOf(other.span) })),
    details,
  };
}

function placeOf({ file, line, column, endLine, endColumn }: Span) {
  return { file, line, column, endLine, endColumn };
}
