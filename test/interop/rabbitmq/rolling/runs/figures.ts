// A run in figures, for people: times are told, never judged.

import { isGood, type Ledger } from './ledger.js';
import type { Reckoning } from './reckoning.js';

export interface Run {
  readonly title: string;
  readonly ledger: Ledger;
  readonly reckoning: Reckoning;
}

/** The runs side by side. */
export function figuresOf(runs: readonly Run[]): string {
  const kinds = new Set(runs.flatMap(({ ledger }) => Object.keys(failuresOf(ledger))));
  const columns = runs.map((run) => rowsOf(run, [...kinds].sort()));
  const [first = []] = columns;
  const head = ['', ...runs.map(({ title }) => title)];
  const lines = first.map(([name], i) => [name, ...columns.map((column) => column[i]?.[1] ?? '')]);
  return [head, ...lines]
    .map(([name = '', ...cells]) =>
      [name.padEnd(26), ...cells.map((cell) => cell.padStart(12))].join(''),
    )
    .join('\n');
}

function rowsOf({ ledger, reckoning }: Run, kinds: readonly string[]): [string, string][] {
  const { calls, drains, wire } = ledger;
  const failures = failuresOf(ledger);
  const times = calls.map(({ ms }) => ms).sort((a, b) => a - b);
  const drained = drains.reduce((sum, { finished }) => sum + finished, 0);
  return (
    [
      ['calls', calls.length],
      ['of them writes', calls.filter(({ token }) => token !== undefined).length],
      ['somebody else wrote first', calls.filter(({ outcome }) => outcome === 'conflict').length],
      ['failed', calls.filter((call) => !isGood(call)).length],
      ...kinds.map((kind) => [`  ${kind}`, failures[kind] ?? 0] as const),
      ['sent again', wire.retries],
      ['backports asked for', wire.asked],
      ['drained calls', drained],
      ['objects received, judged', wire.received],
      ['objects sent, judged', wire.sent],
      ['p50 of a call', `${percentile(times, 0.5)} ms`],
      ['p99 of a call', `${percentile(times, 0.99)} ms`],
      ['longest outage', `${longestOutage(ledger)} ms`],
      ['from broker to first call', sinceBroker(ledger)],
      ['writes in the store', reckoning.writes],
      ['lost', reckoning.lost.length],
      ['doubled', reckoning.doubled.length],
    ] as const
  ).map(([name, value]) => [name, String(value)]);
}

function failuresOf({ calls }: Ledger): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const call of calls) {
    if (!isGood(call)) counts[call.outcome] = (counts[call.outcome] ?? 0) + 1;
  }
  return counts;
}

function percentile(sorted: readonly number[], part: number): string {
  return (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
}

/** The longest time in which no call of anybody came to a good end. */
function longestOutage({ calls }: Ledger): number {
  const ends = calls
    .filter(isGood)
    .map(({ endedAt }) => endedAt)
    .sort((a, b) => a - b);
  return ends.reduce((most, end, i) => Math.max(most, end - (ends[i - 1] ?? end)), 0);
}

/** How long after the broker was back somebody's call came to a good end. */
function sinceBroker({ calls, brokerBackAt }: Ledger): string {
  if (brokerBackAt === undefined) return '';
  const first = calls.find((call) => isGood(call) && call.endedAt >= brokerBackAt);
  return first === undefined ? 'never' : `${first.endedAt - brokerBackAt} ms`;
}
