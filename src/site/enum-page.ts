// The page of a declared enum: its values by version, and what other versions make of them.

import type { EnumPage } from './data.js';
import { count, section, type Page } from './frame.js';
import { where } from './history-section.js';
import { html, paragraphs, prose, type Html } from './html.js';
import { table } from './table.js';
import { uses } from './object-page.js';

export function enumPage(enumeration: EnumPage): Page {
  const { slug, name, namespace, version, versions, doc, source, usedBy } = enumeration;
  const noted = versions.filter(({ notes }) => notes.length > 0);
  const body = html`<div class="head">
      <p class="crumbs">
        <a href="../index.html">Objects</a> /
        <a href="../index.html#in-${namespace}">${namespace}</a>
      </p>
      <h1>${name} <span class="version">${version}</span> <span class="badge">enum</span></h1>
      ${paragraphs(doc)}
      <p class="facts">${count(versions.length, 'version')} · ${where(source)}</p>
    </div>
    ${section('values', 'Values', valueTable(enumeration))}
    ${
      noted.length === 0
        ? undefined
        : section(
            'history',
            'History',
            html`<ol class="history">
              ${[...noted].reverse().map(
                (one) =>
                  html`<li>
                    <h3>${one.version}</h3>
                    <ul class="notes">
                      ${one.notes.map((note) => html`<li>${prose(note)}</li>`)}
                    </ul>
                  </li>`,
              )}
            </ol>`,
          )
    }
    ${section('used-by', 'Used by', uses(usedBy))}`;
  return { path: `enums/${slug}.html`, title: `${name} ${version}`, area: 'objects', body };
}

function valueTable({ name, versions, values }: EnumPage): Html {
  const rows = values.map(
    ({ value, doc, isIn, becomes }) =>
      html`<tr>
        <th scope="row">
          <code>${value}</code
          >${doc === undefined ? undefined : html`<span class="doc">${prose(doc)}</span>`}
        </th>
        ${isIn.map((here) => html`<td class="${here ? 'in' : 'none'}">${here ? html`<span aria-label="yes">●</span>` : html`<span class="unseen">no</span>`}</td>`)}
        <td>${becomes.map((what) => html`<span class="becomes">${prose(what)}</span>`)}</td>
      </tr> `,
  );
  return table({
    label: `Values of ${name} by version`,
    look: 'plain matrix',
    heads: ['Value', ...versions.map(({ version }) => version), 'Elsewhere'],
    rows,
  });
}
