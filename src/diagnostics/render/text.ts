// One line a finding, for editors and grep: `file:line:col: code message`.

import { detailLines, onOneLine, type Report } from './report.js';

export function renderText({ findings }: Report): string {
  return findings
    .map((finding) => {
      const { code, message, span } = finding;
      const place = span === undefined ? '' : `${span.file}:${span.line}:${span.column}: `;
      const told = [message, ...detailLines(finding)].join('; ');
      return `${onOneLine(`${place}${code} ${told}`)}\n`;
    })
    .join('');
}
