// The smallest input that still fails in the same way, so that a person sees the cause and not the noise.

import { verdictOf, type Case } from './case.js';

const MOST_TRIES = 2000;
const LONGEST_MS = 15_000;

/** Takes away from a failing case, as long as what is left fails alike. */
export function smallest(failing: Case, verdict: string): Case {
  const kind = kindOf(verdict);
  const end = performance.now() + LONGEST_MS;
  let found = failing;
  let tries = 0;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const next of found.smaller()) {
      if (++tries > MOST_TRIES || performance.now() > end) return found;
      const said = verdictOf(next);
      if (said === undefined || kindOf(said) !== kind) continue;
      found = next;
      isSmaller = true;
      break;
    }
  }
  return found;
}

/** Failures of one kind begin alike; what comes after speaks of the very input. */
function kindOf(verdict: string): string {
  return verdict.slice(0, 40).split(/[\d\n`"]/)[0] ?? '';
}

/** Texts with a part taken out: halves first, then less and less. */
export function* smallerTexts(text: string): Generator<string> {
  for (let size = Math.ceil(text.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < text.length; at += size) {
      yield text.slice(0, at) + text.slice(at + size);
    }
  }
}
