// GitLab's Code Quality report: a list of issues, told apart by fingerprint from one run to the next.

import type { Severity } from '../diagnostic.js';
import { fingerprintsOf, fromTop, inSentences, type Report } from './report.js';

const SEVERITIES = {
  error: 'major',
  warning: 'minor',
  note: 'info',
} satisfies Record<Severity, string>;

export function renderGitlab({ findings, options }: Report): string {
  const fingerprints = fingerprintsOf(findings);
  const issues = findings.map((finding, index) => ({
    description: inSentences(finding),
    check_name: finding.code,
    fingerprint: fingerprints[index],
    severity: SEVERITIES[finding.severity],
    location: {
      // GitLab wants a place for everything; what has none belongs to the project.
      path: fromTop(finding.span?.file ?? options.home ?? '.', options),
      lines: { begin: finding.span?.line ?? 1, end: finding.span?.endLine ?? 1 },
    },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
