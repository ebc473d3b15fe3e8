// One line a finding, for editors and grep: `file:line:col: code message`.

import { onOneLine, type Report } from './report.js';

export function renderText({ findings }: Report): string {
  return findings
    .map(({ code, message, span }) => {
      const place = span === undefined ? '' : `${span.file}:${span.line}:${span.column}: `;
      return `${onOneLine(`${place}${code} ${message}`)}\n`;
    })
    .join('');
}
