// Findings that may be the echo of another one: where a part of a declaration could not be read or resolved,
// what seems to be missing, unknown or useless because of that is no second mistake.

import type { Code } from '../diagnostics/catalogue.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';

const ECHOES: ReadonlySet<string> = new Set<Code>([
  'model/members-meet',
  'history/version-mismatch',
  'history/missing-version',
  'history/unknown-from',
  'history/from-differs',
  'history/unknown-field',
  'history/not-there-yet',
  'history/still-there',
  'history/was-same',
  'history/needs-rule',
  'history/bump-too-small',
  'history/rule-cannot-apply',
  'history/unknown-target',
  'storage/not-stored',
  'storage/unknown-field',
]);

/** What remains of the findings about a declaration that is not whole. */
export function withoutEchoes(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.filter(({ code }) => !ECHOES.has(code));
}
