// The formats in which findings can be told.

import type { Diagnostic } from '../diagnostic.js';
import { renderGithub } from './github.js';
import { renderGitlab } from './gitlab.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderPretty } from './pretty.js';
import { inOrder, type Report, type ReportOptions } from './report.js';
import { renderSarif } from './sarif.js';
import { renderText } from './text.js';

const RENDERERS = {
  pretty: renderPretty,
  text: renderText,
  json: renderJson,
  github: renderGithub,
  gitlab: renderGitlab,
  junit: renderJunit,
  sarif: renderSarif,
} satisfies Record<string, (report: Report) => string>;

/** How findings are told: the values of `--format`. */
export type Format = keyof typeof RENDERERS;

/** The names of the formats, for `--format`. */
export const FORMATS: readonly string[] = Object.keys(RENDERERS);

export function isFormat(name: string): name is Format {
  return Object.hasOwn(RENDERERS, name);
}

/** Findings as text in a format, by file and place; pure, and the same for the same findings. */
export function render(
  format: Format,
  findings: readonly Diagnostic[],
  sources: (file: string) => string | undefined,
  options: ReportOptions = {},
): string {
  return RENDERERS[format]({ findings: inOrder(findings), sources, options });
}
