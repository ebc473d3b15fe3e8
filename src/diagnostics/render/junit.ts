// JUnit's XML, for CI systems that know nothing else: a suite for each file, a failed case for each finding.

import type { Diagnostic } from '../diagnostic.js';
import { onOneLine, printable, type Report } from './report.js';

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
  const counts = `tests="${Math.max(1, findings.length)}" failures="${findings.length}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="backlevel" ${counts}>\n${written}</testsuites>\n`;
}

function suiteOf(file: string, findings: readonly Diagnostic[]): string {
  const counts = `tests="${Math.max(1, findings.length)}" failures="${findings.length}"`;
  const cases = findings.length === 0 ? passedCase() : findings.map(failedCase).join('');
  return `  <testsuite name="${escaped(file)}" ${counts}>\n${cases}  </testsuite>\n`;
}

function passedCase(): string {
  return `    <testcase name="no findings" classname="${WHOLE_PROJECT}"/>\n`;
}

function failedCase({ code, severity, message, cure, span }: Diagnostic): string {
  const place = span === undefined ? '' : `${span.file}:${span.line}:${span.column}`;
  const name = escaped(`${code}${place === '' ? '' : ` ${place}`}`);
  const classname = escaped(span?.file ?? WHOLE_PROJECT);
  const body = escaped(`${place}\n${message}\n${cure}\n`.trimStart());
  return (
    `    <testcase name="${name}" classname="${classname}">\n` +
    `      <failure type="${severity}" message="${escaped(onOneLine(message))}">${body}</failure>\n` +
    `    </testcase>\n`
  );
}

function escaped(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
