// Steps as an operator reads them: SQL that could be run as it stands, with what it locks and when it is safe.

import { amount } from '../../core/amount.js';
import type { Step } from '../../db/index.js';

/** A section of a plan, with a line break at its end. */
export function formatSteps(title: string, steps: readonly Step[]): string {
  if (steps.length === 0) return `-- ${title}: nothing to do\n`;
  const [{ safe }] = steps as readonly [Step, ...Step[]];
  const isSame = steps.every((step) => step.safe === safe);
  const head = `-- ${title}: ${amount(steps.length, 'step')}${isSame ? `, ${safe}` : ''}\n`;
  const blocks = steps.map(({ sql, locks, safe: when, standsAlone }) => {
    const alone = standsAlone ? '; outside of transactions' : '';
    return `\n-- locks ${locks}${alone}${isSame ? '' : `; ${when}`}\n${sql};\n`;
  });
  return head + blocks.join('');
}

/** What was done, or is to be, in a few words: `add-column flavors.is_public`. */
export function nameOf({ kind, table, name }: Step): string {
  return `${kind} ${table}${name === undefined ? '' : `.${name}`}`;
}

/** As data: what is run, and what is said of it. */
export function stepData({
  phase,
  kind,
  table,
  object,
  name,
  sql,
  safe,
  locks,
  standsAlone,
}: Step) {
  return {
    phase,
    kind,
    object,
    table,
    ...(name === undefined ? {} : { name }),
    sql,
    safe,
    locks,
    standsAlone,
  };
}
