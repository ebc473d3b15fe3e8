// For people at a terminal: the place, what is wrong, the lines of code, why it matters, what to do.

import pc from 'picocolors';
import { amount } from '../../core/amount.js';
import { causeOf } from '../explain.js';
import type { Diagnostic, Severity, Span } from '../diagnostic.js';
import { codeFrame } from './code-frame.js';
import { countOf, detailLines, printable, type Report } from './report.js';

type Colours = ReturnType<typeof pc.createColors>;

export function renderPretty({ findings, sources, options }: Report): string {
  const colours = pc.createColors(options.colour ?? false);
  const blocks = findings.map((finding) => blockOf(finding, sources, colours));
  return [...blocks, summaryOf(findings, options.objects, colours)].join('\n\n') + '\n';
}

function blockOf(finding: Diagnostic, sources: Report['sources'], colours: Colours): string {
  const { code, severity, message, span, related = [], cure, fix } = finding;
  const lines = [
    `${painted(severity, colours)} ${colours.dim(code)}${span === undefined ? '' : ` ${placed(span, colours)}`}`,
    colours.bold(printable(message)),
  ];
  const paint = { gutter: colours.dim, marker: colours.red };
  const text = span && sources(span.file);
  const frame = text === undefined || span === undefined ? undefined : codeFrame(text, span, paint);
  if (frame !== undefined) lines.push(indented(frame));
  for (const other of related) {
    lines.push(`  ${printable(other.message)}: ${placed(other.span, colours)}`);
  }
  lines.push(...detailLines(finding).map((line) => `  ${line}`));
  const cause = causeOf(code);
  if (cause !== undefined) lines.push(`  ${colours.dim('Why:')} ${cause}`);
  lines.push(`  ${colours.dim('Cure:')} ${printable(cure)}`);
  if (fix !== undefined) lines.push(`  ${colours.dim('Run:')} ${printable(fix.command)}`);
  return lines.join('\n');
}

function summaryOf(
  findings: readonly Diagnostic[],
  objects: number | undefined,
  c: Colours,
): string {
  const about = objects === undefined ? '' : ` in ${amount(objects, 'object')}`;
  if (findings.length === 0) return c.green(`No findings${about}.`);
  const counts = (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, count: countOf(findings, severity) }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => amount(count, severity));
  return c.bold(`${counts.join(', ')}${about}.`);
}

function painted(severity: Severity, colours: Colours): string {
  const paint = { error: colours.red, warning: colours.yellow, note: colours.cyan }[severity];
  return paint(severity);
}

function placed({ file, line, column }: Span, colours: Colours): string {
  return colours.cyan(printable(`${file}:${line}:${column}`));
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
