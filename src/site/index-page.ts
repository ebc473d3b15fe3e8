// The first page: every object and enum, by namespace.

import type { EnumPage, ObjectSummary, SiteData } from './data.js';
import { count, type Page } from './frame.js';
import { html, prose, type Html } from './html.js';

export function indexPage({ title, objects, enums, releases }: SiteData): Page {
  const namespaces = [...new Set([...objects, ...enums].map(({ namespace }) => namespace))].sort();
  const versions = objects.reduce((sum, one) => sum + one.versions, 0);
  const cut = releases.length - 1;
  const body = html`<div class="head">
      <h1>${title}</h1>
      <p class="facts">
        ${count(objects.length, 'object')} in ${count(versions, 'version')} ·
        ${count(enums.length, 'enum')} ·
        ${cut > 0 ? html`<a href="releases.html">${count(cut, 'release')}</a>` : 'no release yet'}
      </p>
      <label class="filter" hidden
        >Only <input type="search" placeholder="names with…" autocomplete="off" spellcheck="false"
      /></label>
    </div>
    ${namespaces.map((namespace) =>
      group(
        namespace,
        objects.filter((one) => one.namespace === namespace),
        enums.filter((one) => one.namespace === namespace),
      ),
    )}`;
  return { path: 'index.html', title, area: 'objects', body };
}

function group(
  namespace: string,
  objects: readonly ObjectSummary[],
  enums: readonly EnumPage[],
): Html {
  return html`<section
    id="in-${namespace}"
    class="namespace"
    aria-labelledby="in-${namespace}-heading"
  >
    <h2 id="in-${namespace}-heading"><a href="#in-${namespace}">${namespace}</a></h2>
    ${
      objects.length === 0
        ? undefined
        : html`<ul class="cards">
            ${objects.map(card)}
          </ul>`
    }
    ${
      enums.length === 0
        ? undefined
        : html`<h3>Enums</h3>
            <ul class="cards">
              ${enums.map(enumCard)}
            </ul>`
    }
  </section> `;
}

function card(object: ObjectSummary): Html {
  const { slug, name, version, versions, doc, isNewestMajor, isExperimental } = object;
  const marks = [
    ...(isNewestMajor ? [] : ['older major']),
    ...(isExperimental ? ['experimental'] : []),
  ];
  return html`<li data-name="${name.toLowerCase()}">
    <a href="objects/${slug}.html"><b>${name}</b> <span class="version">${version}</span></a
    >${marks.map((mark) => html` <span class="badge">${mark}</span>`)}<span
      class="ticks"
      role="img"
      aria-label="${count(versions, 'version')}"
      >${ticks(versions)}</span
    >
    <p>${prose(firstLine(doc))}</p>
  </li> `;
}

function enumCard({ slug, name, version, versions, doc }: EnumPage): Html {
  return html`<li data-name="${name.toLowerCase()}">
    <a href="enums/${slug}.html"><b>${name}</b> <span class="version">${version}</span></a
    ><span class="ticks" role="img" aria-label="${count(versions.length, 'version')}"
      >${ticks(versions.length)}</span
    >
    <p>${prose(firstLine(doc))}</p>
  </li> `;
}

const MOST_TICKS = 24;

/** A mark for each version: how much has happened to an object is seen before it is read. */
function ticks(versions: number): Html {
  return html`${Array.from({ length: Math.min(versions, MOST_TICKS) }, () => html`<i></i>`)}`;
}

function firstLine(doc: string | undefined): string {
  return (doc ?? '').trim().split('\n')[0] ?? '';
}
