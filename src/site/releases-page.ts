// The releases as a matrix: which of them speaks an object at which version.

import type { ObjectSummary, ReleaseColumn, SiteData } from './data.js';
import { count, type Page } from './frame.js';
import { html, type Html } from './html.js';
import { table } from './table.js';

export function releasesPage({ objects, releases }: SiteData): Page {
  const named = objects.filter(({ isNewestMajor }) => isNewestMajor);
  const heads = releases.map(
    ({ name, isSupported }) =>
      html`<th scope="col" ${isSupported ? undefined : html` class="retired"`}>
        ${name}${isSupported ? undefined : html` <span class="badge">retired</span>`}
      </th>`,
  );
  const matrix = table({
    label: 'Versions of objects by release',
    look: 'plain matrix releases',
    heads: ['Object', ...heads],
    rows: named.map((object) => row(object, releases)),
  });
  const body = html`<div class="head">
      <h1>Releases</h1>
      <p class="facts">
        ${count(releases.length - 1, 'release')}, and the schemas as they are. A version that
        differs from the release before it is marked, and leads to what changed.
      </p>
    </div>
    ${matrix}`;
  return { path: 'releases.html', title: 'Releases', area: 'releases', body };
}

function row({ key, name, slug }: ObjectSummary, releases: readonly ReleaseColumn[]): Html {
  const cells = releases.map(({ versions, isSupported }, i) => {
    const at = versions.get(key);
    const before = releases[i - 1]?.versions.get(key);
    const retired = isSupported ? '' : ' retired';
    if (at === undefined) {
      return html`<td class="none${retired}"><span aria-label="absent">–</span></td>`;
    }
    if (i === 0 || at === before) return html`<td class="${retired.trim()}">${at}</td>`;
    const text = before === undefined ? html`<span class="mark added">new</span> ${at}` : at;
    const hash = before === undefined ? '' : `#compare=${at}..${before}`;
    return html`<td class="moved${retired}"><a href="objects/${slug}.html${hash}">${text}</a></td>`;
  });
  return html`<tr>
    <th scope="row"><a href="objects/${slug}.html">${name}</a></th>
    ${cells}
  </tr> `;
}
