// The one finding for all that a change says nothing about.

import { formatVersion } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { CrossingContext } from './crossing-context.js';
import { report } from './scope.js';

/** Something that would be lost, and the keys that could say what becomes of it. */
export interface Lack {
  readonly what: string;
  readonly rules: readonly string[];
}

export function needsRule(
  lacks: readonly Lack[],
  name: string,
  at: Span,
  { direction, from, scope }: CrossingContext,
): void {
  const rules = [...new Set(lacks.flatMap((lack) => lack.rules))];
  report(
    scope,
    'history/needs-rule',
    at,
    {
      direction,
      name,
      lost: lacks.map((lack) => lack.what).join('; '),
      rules: [...rules, 'refuse', 'hook'].map((rule) => `\`${rule}\``),
    },
    { version: formatVersion(from) },
  );
}
