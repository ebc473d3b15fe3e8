// What `import 'backlevel'` offers to build tools and bots: the compiler, the gate and what they know, as functions
// from texts to data. Nothing is written; mistakes are returned as findings; settings are those of the config.

import { render, type Diagnostic, type Format } from '../diagnostics/index.js';
import { treeOf, type Files } from './files.js';

export type { LossKind, Manifest } from '../core/envelope.js';
export type { JsonValue } from '../core/json.js';
export type { Diagnostic, Format, Severity, Span } from '../diagnostics/index.js';
export type { ThingDiff, ToldChange } from '../evolution/index.js';
export type { LedgerEntry } from '../interpret/index.js';
export type { ThingReport } from '../pipeline/gate/diff.js';
export { check, type Checked } from './check.js';
export { compile, type Compiled } from './compile.js';
export { diff, type Difference } from './diff.js';
export { type Files, readFiles } from './files.js';
export { losses, type LossLedger, show, type Shown, type ShownShape } from './shapes.js';

/** Findings as a text: `text`, `json`, `github`, `sarif` and the others that `--format` takes, without colours. */
export function formatFindings(
  findings: readonly Diagnostic[],
  files: Files,
  format: Format = 'text',
): string {
  return render(format, findings, (path) => treeOf(files).read(path), {});
}
