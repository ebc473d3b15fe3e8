// A run of the laws in a few lines.

import type { VerifyReport } from '../../testing/verify/index.js';

export function summaryOf(report: VerifyReport): string {
  const { objects, pairs, values, checks, losses, failures, closed, unmet, seed } = report;
  const size = `${count(objects, 'object')}, ${count(pairs, 'pair')} of versions, ${count(values, 'value')}, ${count(checks, 'check')}`;
  const verdict = failures.length === 0 ? 'every law holds' : count(failures.length, 'failure');
  const lines = [
    `${verdict}: ${size} (seed ${seed})`,
    `${number(losses.seen)} of ${number(losses.declared)} declared losses, fills and refusals happened`,
  ];
  if (closed.length > 0) lines.push(`always refused: ${closedWays(closed).join('; ')}`);
  if (unmet.length > 0) lines.push(`no value was found for ${unmet.join(', ')}: the pattern`);
  return lines.join('\n');
}

/** By object: `Instance from 2.0, 2.1 to 1.0, 1.1`. */
function closedWays(closed: VerifyReport['closed']): readonly string[] {
  const byObject = new Map<string, { from: Set<string>; to: Set<string> }>();
  for (const { object, from, to } of closed) {
    const known = byObject.get(object) ?? { from: new Set(), to: new Set() };
    byObject.set(object, known);
    known.from.add(from);
    known.to.add(to);
  }
  return [...byObject].map(([object, { from, to }]) => {
    return `${object} from ${[...from].join(', ')} to ${[...to].join(', ')}`;
  });
}

function count(amount: number, noun: string): string {
  return `${number(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

/** 22913 as 22,913. */
function number(amount: number): string {
  return String(amount).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
