// SARIF 2.1.0, which code-scanning services read.

import type { Diagnostic, Span } from '../diagnostic.js';
import { causeOf, cureOf } from '../explain.js';
import { fingerprintsOf, fromTop, inSentences, type Report, type ReportOptions } from './report.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

export function renderSarif({ findings, options }: Report): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const fingerprints = fingerprintsOf(findings);
  const driver = {
    name: 'backlevel',
    version: options.toolVersion,
    rules: codes.map(ruleOf),
  };
  const results = findings.map((finding, index) => ({
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: finding.severity,
    message: { text: inSentences(finding) },
    locations: locationsOf(finding, options),
    relatedLocations: relatedOf(finding, options),
    partialFingerprints: { 'backlevel/v1': fingerprints[index] },
  }));
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function ruleOf(code: string) {
  const cause = causeOf(code) ?? code;
  return {
    id: code,
    shortDescription: { text: cause },
    help: { text: cureOf(code) ?? 'The finding says what to do.' },
  };
}

/** GitHub takes no result without a place; what has none belongs to the project. */
function locationsOf({ span }: Diagnostic, options: ReportOptions) {
  if (span !== undefined) return [{ physicalLocation: locationOf(span, options) }];
  if (options.home === undefined) return [];
  return [{ physicalLocation: { artifactLocation: artifactOf(options.home, options) } }];
}

function relatedOf({ related }: Diagnostic, options: ReportOptions) {
  return related?.map(({ message, span }, id) => ({
    id,
    message: { text: message },
    physicalLocation: locationOf(span, options),
  }));
}

function locationOf({ file, line, column, endLine, endColumn }: Span, options: ReportOptions) {
  return {
    artifactLocation: artifactOf(file, options),
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

function artifactOf(file: string, options: ReportOptions) {
  return { uri: fromTop(file, options).split('/').map(encodeURIComponent).join('/') };
}
