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
  const issues = findings.map(({ code, severity, message, cure, span }, index) => ({
    description: inSentences(message, cure),
    check_name: code,
    fingerprint: fingerprints[index],
    severity: SEVERITIES[severity],
    location: {
      // GitLab wants a place for everything; what has none belongs to the project.
      path: fromTop(span?.file ?? options.home ?? '.', options),
      lines: { begin: span?.line ?? 1, end: span?.endLine ?? 1 },
    },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
