// Losses as a table: what a peer does not see, is refused, or is filled in for it.

import type { LossRow } from './data.js';
import { where } from './history-section.js';
import { html, prose, type Html } from './html.js';
import { table } from './table.js';

/** The words of the ledger's kinds, for those who do not know them. */
const KINDS: Readonly<Record<string, string>> = {
  drop: 'left out',
  unset: 'unset',
  value: 'another value',
  enum: 'another value',
  member: 'another object',
  null: 'no null',
  clamp: 'clamped',
  convert: 'less exact',
  datetime: 'less exact',
  hook: 'by hook',
  refuse: 'refused',
  fill: 'filled in',
};

export function ledgerTable(label: string, rows: readonly LossRow[]): Html {
  const hasPeers = rows.some(({ peers }) => peers !== undefined);
  return table({
    label,
    look: 'ledger',
    heads: ['What', 'Becomes', ...(hasPeers ? ['For peers'] : []), 'Why', 'Since'],
    rows: rows.map(
      (row) =>
        html`<tr>
          <th scope="row"><code>${row.path}</code></th>
          <td><span class="kind ${row.kind}">${KINDS[row.kind] ?? row.kind}</span></td>
          ${hasPeers ? html`<td>${row.peers}</td>` : undefined}
          <td>${prose(row.what)}</td>
          <td>${row.since} ${where(row.place)}</td>
        </tr> `,
    ),
  });
}
