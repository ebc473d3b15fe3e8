// `losses`: what two releases lose to each other, in both directions.

import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { formatMarkdown } from '../losses/format-markdown.js';
import { formatText } from '../losses/format-text.js';
import { lossReport, type LossReport } from '../losses/report.js';
import { twoReleases } from '../losses/two-releases.js';
import { print } from '../terminal.js';

const FORMATS: Readonly<Record<string, (report: LossReport) => string>> = {
  text: formatText,
  markdown: formatMarkdown,
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};

export async function losses(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const two = await twoReleases(invocation, 'losses');
  if (!two.ok) return two.code;
  const format = FORMATS[options.text('format') ?? 'text'] ?? formatText;
  print(terminal, format(lossReport(two.older, two.newer)));
  return 0;
}
