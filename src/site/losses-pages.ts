// The ledger between releases: a page for each two of them, and one that leads to them.

import type { LossGroup, LossPage, SiteData } from './data.js';
import { count, section, type Page } from './frame.js';
import { html, prose, type Html } from './html.js';
import { ledgerTable } from './ledger-table.js';
import { table } from './table.js';

export function lossesPage({ losses }: SiteData): Page {
  const rows = losses.map((page) => {
    const [refused, lost] = [amount(page, (kind) => kind === 'refuse'), amount(page, isLoss)];
    return html`<tr>
      <th scope="row"><a href="losses/${page.slug}.html">${page.older} and ${page.newer}</a></th>
      <td>${lost}</td>
      <td>${refused}</td>
      <td>${amount(page, (kind) => kind === 'fill')}</td>
    </tr> `;
  });
  const pairs = table({
    label: 'Losses by pair of releases',
    look: 'plain',
    heads: ['Between', 'Lost', 'Refused', 'Filled in'],
    rows,
  });
  const body = html`<div class="head">
      <h1>Losses</h1>
      <p class="facts">
        What two releases lose to each other while both run: everything that can happen, whether or
        not it does.
      </p>
    </div>
    ${losses.length === 0 ? html`<p class="quiet">There are no two releases yet: <code>backlevel release cut NAME</code> begins.</p>` : pairs}`;
  return { path: 'losses.html', title: 'Losses', area: 'losses', body };
}

export function lossPage(page: LossPage): Page {
  const { slug, older, newer, backport, upgrade, strangers } = page;
  const body = html`<div class="head">
      <p class="crumbs"><a href="../losses.html">Losses</a></p>
      <h1>${older} and ${newer}</h1>
      <p class="facts">
        ${count(amount(page, isLoss), 'loss', 'losses')},
        ${count(
          amount(page, (kind) => kind === 'refuse'),
          'refusal',
        )},
        ${count(
          amount(page, (kind) => kind === 'fill'),
          'value',
        )}
        filled in
      </p>
    </div>
    ${section('backport', `What ${older} does not see of ${newer}`, groups(backport))}
    ${section('upgrade', `What ${newer} makes of ${older}`, groups(upgrade))}
    ${
      strangers.length === 0
        ? undefined
        : section(
            'strangers',
            'Known to one of them',
            html`<ul class="uses">
              ${strangers.map((what) => html`<li>${prose(what)}</li>`)}
            </ul>`,
          )
    }`;
  return { path: `losses/${slug}.html`, title: `${older} and ${newer}`, area: 'losses', body };
}

function groups(all: readonly LossGroup[]): Html {
  if (all.length === 0) return html`<p class="quiet">Nothing.</p>`;
  return html`${all.map(({ object, href, from, to, rows }) => {
    const name = href === undefined ? object : html`<a href="${href}">${object}</a>`;
    return html`<h3>${name} <span class="version">${from} → ${to}</span></h3>
      ${ledgerTable(`${object} ${from} to ${to}`, rows)}`;
  })}`;
}

function isLoss(kind: string): boolean {
  return kind !== 'refuse' && kind !== 'fill';
}

function amount({ backport, upgrade }: LossPage, is: (kind: string) => boolean): number {
  return [...backport, ...upgrade].reduce(
    (sum, { rows }) => sum + rows.filter(({ kind }) => is(kind)).length,
    0,
  );
}
