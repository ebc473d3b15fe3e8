// The page of an object: all that its schema says, and what follows from it.

import { codeBlock } from './code-section.js';
import type { MethodRow, ObjectDetails, ObjectSummary, StorageTable, Use } from './data.js';
import { count, section, type Page } from './frame.js';
import { history, where } from './history-section.js';
import { dataScript, html, paragraphs, type Html } from './html.js';
import { table } from './table.js';
import { ledgerTable } from './ledger-table.js';
import { timeline } from './timeline.js';

export function objectPage(object: ObjectSummary, details: ObjectDetails): Page {
  const { name, slug, version } = object;
  const { versions, losses, usedBy, methods, storage, code } = details;
  const hasHistory = versions.length > 1;
  const parts = [
    section('fields', 'Fields', timeline(details)),
    hasHistory ? compare(details) : undefined,
    section('history', 'History', history(details)),
    hasHistory
      ? section(
          'losses',
          'What older peers do not see',
          losses.length === 0
            ? html`<p class="quiet">Nothing: every older version is told all of it.</p>`
            : ledgerTable(`What older peers of ${name} do not see`, losses),
        )
      : undefined,
    section('used-by', 'Used by', uses(usedBy)),
    methods.length === 0 ? undefined : section('methods', 'Methods', methodList(methods)),
    storage === undefined ? undefined : section('storage', 'Stored', storageTable(storage)),
    code.length === 0
      ? undefined
      : section(
          'code',
          'In code',
          html`<p>What is generated for a crossing, as it runs.</p>`,
          code.map(codeBlock),
        ),
  ];
  const body = html`${header(object, details)} ${contents(hasHistory, details)} ${parts}
  ${dataScript('versions', compared(details))}`;
  return { path: `objects/${slug}.html`, title: `${name} ${version}`, area: 'objects', body };
}

function header(object: ObjectSummary, { source, versions, releases }: ObjectDetails): Html {
  const { name, namespace, version, doc, isExperimental, isNewestMajor } = object;
  const spoken = releases.map(
    ({ name: release, version: at }) =>
      html`<li><a href="../releases.html">${release}</a> <b>${at}</b></li>`,
  );
  return html`<div class="head">
    <p class="crumbs">
      <a href="../index.html">Objects</a> / <a href="../index.html#in-${namespace}">${namespace}</a>
    </p>
    <h1>
      ${name}
      <span class="version">${version}</span
      >${isExperimental ? html` <span class="badge">experimental</span>` : undefined}${isNewestMajor ? undefined : html` <span class="badge">an older major</span>`}
    </h1>
    ${paragraphs(doc)}
    <p class="facts">
      ${count(versions.length, 'version')}, ${versions[0]} to ${version} · ${where(source)}
    </p>
    ${
      spoken.length === 0
        ? undefined
        : html`<ul class="spoken" aria-label="In releases">
            ${spoken}
          </ul>`
    }
  </div>`;
}

function contents(hasHistory: boolean, { methods, storage, code }: ObjectDetails): Html {
  const entries: readonly (readonly [string, string])[] = [
    ['fields', 'Fields'],
    ...(hasHistory ? ([['compare', 'Compare']] as const) : []),
    ['history', 'History'],
    ...(hasHistory ? ([['losses', 'Losses']] as const) : []),
    ['used-by', 'Used by'],
    ...(methods.length > 0 ? ([['methods', 'Methods']] as const) : []),
    ...(storage === undefined ? [] : ([['storage', 'Stored']] as const)),
    ...(code.length > 0 ? ([['code', 'Code']] as const) : []),
  ];
  return html`<nav class="contents" aria-label="On this page">
    ${entries.map(([id, text]) => html`<a href="#${id}">${text}</a>`)}
  </nav>`;
}

/** Filled by the page's script: what differs between two versions, and the steps that lead from one to the other. */
function compare({ versions }: ObjectDetails): Html {
  const newestFirst = [...versions].reverse();
  const options = (chosen: string | undefined): readonly Html[] =>
    newestFirst.map(
      (version) =>
        html`<option${version === chosen ? html` selected` : undefined}>${version}</option>`,
    );
  return section(
    'compare',
    'Compare two versions',
    html`<noscript
        ><p>
          Comparing needs scripts; the table above and the history below say the same.
        </p></noscript
      >
      <form class="compare" hidden>
        <label
          >From
          <select name="from">
            ${options(newestFirst[0])}
          </select></label
        >
        <button type="button" class="swap" aria-label="Swap the two versions">⇄</button>
        <label
          >to
          <select name="to">
            ${options(newestFirst[1])}
          </select></label
        >
      </form>
      <div class="compared" aria-live="polite"></div>`,
  );
}

/** What the page's script compares: each field's segments with plain texts. */
function compared({ versions, lines }: ObjectDetails): unknown {
  return {
    versions,
    lines: lines.map(({ anchor, segments }) => ({
      anchor,
      segments: segments.map(({ from, to, name, type, remarks }) => ({
        from,
        to,
        name,
        type: type.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
        remarks,
      })),
    })),
  };
}

export function uses(all: readonly Use[]): Html {
  if (all.length === 0) return html`<p class="quiet">Nothing else.</p>`;
  const items = all.map(
    ({ text, href, when }) =>
      html`<li>
        <a href="${href}"><code>${text}</code></a
        >${when === undefined ? undefined : html` <span class="quiet">${when}</span>`}
      </li>`,
  );
  return html`<ul class="uses">
    ${items}
  </ul>`;
}

function methodList(methods: readonly MethodRow[]): Html {
  const items = methods.map(
    ({ signature, doc, marks }) =>
      html`<li>
        <code>${signature}</code
        >${marks.map((mark) => html` <span class="badge">${mark}</span>`)}${paragraphs(doc)}
      </li>`,
  );
  return html`<ul class="methods">
    ${items}
  </ul>`;
}

function storageTable({ table: name, key, columns, indexes }: StorageTable): Html {
  const rows = columns.map(
    ({ field, column, type }) =>
      html`<tr>
        <th scope="row"><code>${field}</code></th>
        <td><code>${column}</code></td>
        <td>${type}</td>
      </tr> `,
  );
  const listed = table({
    label: `Columns of ${name}`,
    look: 'plain',
    heads: ['Field', 'Column', 'Type'],
    rows,
  });
  return html`<p>
      Table <code>${name}</code>, key
      <code>${key}</code>.${indexes.length === 0 ? undefined : html` ${indexes.join('; ')}.`}
    </p>
    ${listed}`;
}
