// The door: the files of a site, one after the other.

import type { SiteData } from './data.js';
import { enumPage } from './enum-page.js';
import { framed, type Page } from './frame.js';
import { indexPage } from './index-page.js';
import { lossesPage, lossPage } from './losses-pages.js';
import { objectPage } from './object-page.js';
import { releasesPage } from './releases-page.js';
import { searchIndex } from './search-index.js';

export type * from './data.js';

export interface SiteFile {
  /** From the site's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every file of the site; `assets` are its styles and scripts, by file name. */
export function* siteFiles(
  data: SiteData,
  assets: Readonly<Record<string, string>>,
): Generator<SiteFile> {
  for (const [name, text] of Object.entries(assets)) yield { path: `assets/${name}`, text };
  yield { path: 'assets/search.js', text: searchIndex(data) };
  for (const page of pagesOf(data)) {
    yield { path: page.path, text: framed(page, data.title) };
  }
}

function* pagesOf(data: SiteData): Generator<Page> {
  yield indexPage(data);
  yield releasesPage(data);
  yield lossesPage(data);
  for (const page of data.losses) yield lossPage(page);
  for (const page of data.enums) yield enumPage(page);
  for (const object of data.objects) yield objectPage(object, data.detailsOf(object));
}
