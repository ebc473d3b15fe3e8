// What the catalogue says of a code as such, apart from any one finding.

import { CATALOGUE, type Code } from './catalogue.js';

/** Every code there is, sorted. */
export const CODES: readonly string[] = Object.keys(CATALOGUE).sort();

/** Why there is such a finding; undefined for a code that is none. */
export function causeOf(code: string): string | undefined {
  return isCode(code) ? CATALOGUE[code].cause : undefined;
}

/** What to do about it; undefined where that depends on the case, or the code is none. */
export function cureOf(code: string): string | undefined {
  const cure = isCode(code) ? CATALOGUE[code].cure : undefined;
  return typeof cure === 'string' ? cure : undefined;
}

/** What `explain CODE` prints; undefined for a code that is none. */
export function explain(code: string): string | undefined {
  if (!isCode(code)) return undefined;
  const { severity, cause } = CATALOGUE[code];
  const cure = cureOf(code) ?? 'It depends on the case; the finding itself says what to do.';
  return `${code} (${severity})\n\nWhy:  ${cause}\nCure: ${cure}\n`;
}

function isCode(code: string): code is Code {
  return Object.hasOwn(CATALOGUE, code);
}
