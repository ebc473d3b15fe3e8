// Workflow commands, which GitHub shows beside the lines of a pull request.

import type { Diagnostic, Severity } from '../diagnostic.js';
import type { Report } from './report.js';

const COMMANDS = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
} satisfies Record<Severity, string>;

export function renderGithub({ findings }: Report): string {
  return findings.map((finding) => `${commandFor(finding)}\n`).join('');
}

function commandFor({ code, severity, message, cure, span }: Diagnostic): string {
  const properties: [string, string | number][] = [];
  if (span !== undefined) {
    properties.push(['file', span.file], ['line', span.line], ['endLine', span.endLine]);
    // Columns only count within one line.
    if (span.line === span.endLine) {
      properties.push(['col', span.column], ['endColumn', span.endColumn]);
    }
  }
  properties.push(['title', code]);
  const written = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${written.join(',')}::${escaped(`${message}\n${cure}`)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
