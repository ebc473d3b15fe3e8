// An audit for people, and as data.

import { amount } from '../../core/amount.js';
import type { HopTally, Outcome, Tally } from './tally.js';

export function formatAudit(tally: Tally): string {
  const { primitives, unreadable, examples, hops } = tally;
  return [
    `${amount(primitives, 'primitive')}${unreadable === 0 ? '' : `, and ${amount(unreadable, 'line that is none', 'lines that are none')}`}\n`,
    ...(examples.length === 0
      ? []
      : [examples.map(({ file, line, why }) => `  ${file}:${line}: ${why}\n`).join('')]),
    `Versions, nested objects too\n`,
    columns(sortedVersions(tally).map(([name, count]) => [name, String(count)])),
    ...hops.flatMap(hopParts),
  ].join('\n');
}

export function auditJson(tally: Tally): object {
  const { primitives, unreadable, examples, hops } = tally;
  return {
    primitives,
    unreadable,
    examples,
    versions: Object.fromEntries(sortedVersions(tally)),
    hops: hops.map((one) => ({
      to: one.hop.name,
      whole: one.whole,
      losing: one.losing,
      stopped: one.stopped,
      outcomes: sortedOutcomes(one),
    })),
  };
}

function hopParts(tally: HopTally): readonly string[] {
  const { hop, whole, losing, stopped } = tally;
  const head = `To ${hop.name}: ${whole} whole, ${losing} with losses, ${stopped} not at all\n`;
  const rows = sortedOutcomes(tally).map(({ object, version, path, kind, why, count }) => [
    `${object} ${version}`,
    path,
    kind,
    String(count),
    why,
  ]);
  return rows.length === 0 ? [head] : [head, columns(rows)];
}

/** Names as people read them: 1.10 after 1.9. */
function sortedVersions({ versions }: Tally): readonly (readonly [string, number])[] {
  return [...versions].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

function sortedOutcomes({ outcomes }: HopTally): readonly Outcome[] {
  return [...outcomes.values()].sort(
    (a, b) =>
      Number(b.isStopped) - Number(a.isStopped) || b.count - a.count || (a.path < b.path ? -1 : 1),
  );
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  return rows
    .map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}
