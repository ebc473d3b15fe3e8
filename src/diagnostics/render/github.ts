// Workflow commands, which GitHub shows beside the lines of a pull request.

import type { Diagnostic, Severity } from '../diagnostic.js';
import { detailLines, fromTop, type Report, type ReportOptions } from './report.js';

const COMMANDS = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
} satisfies Record<Severity, string>;

export function renderGithub({ findings, options }: Report): string {
  return findings.map((finding) => `${commandFor(finding, options)}\n`).join('');
}

function commandFor(finding: Diagnostic, options: ReportOptions): string {
  const { code, severity, message, cure, span } = finding;
  const properties: [string, string | number][] = [];
  if (span !== undefined) {
    properties.push(
      ['file', fromTop(span.file, options)],
      ['line', span.line],
      ['endLine', span.endLine],
    );
    // Columns only count within one line.
    if (span.line === span.endLine) {
      properties.push(['col', span.column], ['endColumn', span.endColumn]);
    }
  }
  properties.push(['title', code]);
  const written = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${written.join(',')}::${escaped([message, ...detailLines(finding), cure].join('\n'))}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
