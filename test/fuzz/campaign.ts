// Runs many cases of one target, and watches what no single case shows: prototypes, time, memory.

import { caseAt, verdictOf, type Case, type Target } from './case.js';
import { isPolluted, prototypes, prototypeWritten } from './prototypes.js';
import { smallest } from './shrink.js';

export interface Failure {
  readonly target: string;
  readonly seed: number;
  readonly index: number;
  readonly verdict: string;
  /** The smallest input that fails alike. */
  readonly input: string;
}

export interface Watch {
  /** Called before each case. */
  begin?(index: number): void;
  /** Called after each thousand cases; what it says is a failure. */
  batch?(index: number): string | undefined;
  /** A case that takes longer, and again so, hangs; absent: nobody looks at the clock. */
  readonly longestMs?: number;
}

const BATCH = 1000;

/** Runs the cases from `first` on; the first failure ends it. */
export function campaign(
  target: Target,
  seed: number,
  first: number,
  count: number,
  watch: Watch = {},
): Failure | undefined {
  const before = prototypes();
  for (let index = first; index < first + count; index++) {
    watch.begin?.(index);
    const one = caseAt(target, seed, index);
    const verdict = timed(one, watch.longestMs);
    if (verdict !== undefined) {
      const input = smallest(one, verdict).show();
      return { target: target.name, seed, index, verdict, input };
    }
    const isLast = index === first + count - 1;
    if ((index + 1) % BATCH !== 0 && !isLast) continue;
    const wrong = prototypeWritten(before) ?? watch.batch?.(index);
    if (wrong !== undefined) {
      const input = 'one of the thousand cases up to this one';
      return { target: target.name, seed, index, verdict: wrong, input };
    }
  }
  return undefined;
}

/** A machine may be busy with other things: what was slow is run again, and its own time counted. */
function timed(one: Case, longestMs = Infinity): string | undefined {
  const start = performance.now();
  const verdict = verdictOf(one) ?? (isPolluted() ? 'a prototype was written' : undefined);
  if (verdict !== undefined || performance.now() - start <= longestMs) return verdict;
  const before = process.cpuUsage();
  one.judge();
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1000;
  return took > longestMs ? `took ${Math.round(took)} ms` : undefined;
}
