// What the search looks through: a script, since pages on a disk may read no other file.

import type { SiteData } from './data.js';

/** `[name, address, what it is]`; the page's script loads it when it is first searched. */
export function searchIndex({ objects, enums }: SiteData): string {
  const entries: [string, string, string][] = [];
  for (const { name, slug, version, doc, isNewestMajor } of objects) {
    const what = isNewestMajor ? ((doc ?? '').trim().split('\n')[0] ?? '') : 'an older major';
    entries.push([name, `objects/${slug}.html`, `${version}  ${what}`.trim()]);
  }
  for (const { name, slug } of enums) entries.push([name, `enums/${slug}.html`, 'enum']);
  for (const { name, slug, fields } of objects) {
    for (const field of fields) {
      entries.push([`${name}.${field.name}`, `objects/${slug}.html#${field.anchor}`, 'field']);
    }
  }
  return `window.backlevelSearch = ${JSON.stringify(entries)};\n`;
}
