// SARIF 2.1.0, which code-scanning services read.

import type { Diagnostic, Span } from '../diagnostic.js';
import { causeOf, cureOf } from '../explain.js';
import { fingerprintsOf, inSentences, type Report } from './report.js';

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
    message: { text: inSentences(finding.message, finding.cure) },
    locations: finding.span === undefined ? [] : [{ physicalLocation: locationOf(finding.span) }],
    relatedLocations: relatedOf(finding),
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

function relatedOf({ related }: Diagnostic) {
  return related?.map(({ message, span }, id) => ({
    id,
    message: { text: message },
    physicalLocation: locationOf(span),
  }));
}

function locationOf({ file, line, column, endLine, endColumn }: Span) {
  return {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}
