// What every page has: head, bar, search, foot.

import { html, type Content, type Html } from './html.js';

export interface Page {
  /** From the site's root, with `/`. */
  readonly path: string;
  readonly title: string;
  /** Of the bar's entries, the one that the page belongs to. */
  readonly area: 'objects' | 'releases' | 'losses';
  readonly body: Html;
}

const AREAS = [
  ['objects', 'Objects', 'index.html'],
  ['releases', 'Releases', 'releases.html'],
  ['losses', 'Losses', 'losses.html'],
] as const;

/** The text of a page; every address in it is relative, so that the site works from any folder and from a disk. */
export function framed({ path, title, area, body }: Page, site: string): string {
  const root = '../'.repeat(path.split('/').length - 1);
  const entries = AREAS.map(
    ([key, name, href]) =>
      html`<a href="${root}${href}" ${key === area ? html` aria-current="true"` : undefined}
        >${name}</a
      >`,
  );
  const page = html`<!doctype html>
    <html lang="en" data-root="${root}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title === site ? title : `${title} · ${site}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${root}assets/site.css" />
        <script src="${root}assets/theme.js"></script>
        <script src="${root}assets/site.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="bar">
          <a class="brand" href="${root}index.html"><span aria-hidden="true">◧</span> ${site}</a>
          <nav aria-label="Site">${entries}</nav>
          <button type="button" class="search-open" aria-haspopup="dialog" hidden>
            <span>Search</span> <kbd>/</kbd>
          </button>
          <button
            type="button"
            class="theme"
            aria-label="Change between dark and light"
            hidden
          ></button>
        </header>
        <main id="main">${body}</main>
        <dialog class="search" aria-label="Search">
          <input
            type="search"
            role="combobox"
            aria-expanded="false"
            aria-controls="found"
            aria-autocomplete="list"
            aria-label="Search objects, enums and fields"
            placeholder="An object, an enum, a field…"
            autocomplete="off"
            spellcheck="false"
          />
          <ul id="found" role="listbox" aria-label="Found"></ul>
          <p class="hint" role="status"></p>
        </dialog>
        <footer>Made by <code>backlevel docs</code> from the schemas.</footer>
      </body>
    </html> `;
  return page.markup;
}

/** A section with a heading that can be linked to. */
export function section(id: string, heading: Content, ...content: readonly Content[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading"><a href="#${id}">${heading}</a></h2>
    ${content}
  </section> `;
}

/** `1 object`, `2 objects`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
