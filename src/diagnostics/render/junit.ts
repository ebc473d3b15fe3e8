// JUnit's XML, for CI systems that know nothing else: a suite for each file, a case for each finding. Failed are those that fail
// the run too: errors.

import type { Diagnostic } from '../diagnostic.js';
import { countOf, detailLines, onOneLine, printable, type Report } from './report.js';

/** Where findings without a file, and a run without findings, are listed. */
const WHOLE_PROJECT = 'project';

export function renderJunit({ findings }: Report): string {
  const suites = new Map<string, Diagnostic[]>(findings.length === 0 ? [[WHOLE_PROJECT, []]] : []);
  for (const finding of findings) {
    const file = finding.span?.file ?? WHOLE_PROJECT;
    const suite = suites.get(file);
    if (suite === undefined) suites.set(file, [finding]);
    else suite.push(finding);
  }
  const written = [...suites].map(([file, found]) => suiteOf(file, found)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="backlevel" ${countsOf(findings)}>\n${written}</testsuites>\n`;
}

function suiteOf(file: string, findings: readonly Diagnostic[]): string {
  const cases = findings.length === 0 ? noCase() : findings.map(caseOf).join('');
  return `  <testsuite name="${escaped(file)}" ${countsOf(findings)}>\n${cases}  </testsuite>\n`;
}

function countsOf(findings: readonly Diagnostic[]): string {
  return `tests="${Math.max(1, findings.length)}" failures="${countOf(findings, 'error')}"`;
}

function noCase(): string {
  return `    <testcase name="no findings" classname="${WHOLE_PROJECT}"/>\n`;
}

function caseOf(finding: Diagnostic): string {
  const { code, severity, message, cure, span } = finding;
  const place = span === undefined ? '' : `${span.file}:${span.line}:${span.column}`;
  const name = escaped(`${code}${place === '' ? '' : ` ${place}`}`);
  const classname = escaped(span?.file ?? WHOLE_PROJECT);
  const body = escaped([place, message, ...detailLines(finding), cure, ''].join('\n').trimStart());
  const told =
    severity === 'error'
      ? `<failure type="${severity}" message="${escaped(onOneLine(message))}">${body}</failure>`
      : `<system-out>${severity}: ${body}</system-out>`;
  return `    <testcase name="${name}" classname="${classname}">\n      ${told}\n    </testcase>\n`;
}

function escaped(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
