// What comes with the program beside its code: frames of generated files, styles and scripts of the site.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../templates/', import.meta.url);

/** The frames of generated files, by file name. */
export function templates(): Readonly<Record<string, string>> {
  return textsOf((name) => name.endsWith('.ts'));
}

/** The styles and scripts of the site, by file name. */
export function siteAssets(): Readonly<Record<string, string>> {
  return textsOf((name) => !name.endsWith('.ts'));
}

function textsOf(isWanted: (name: string) => boolean): Readonly<Record<string, string>> {
  const names = readdirSync(fileURLToPath(FOLDER)).filter(isWanted);
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]),
  );
}
