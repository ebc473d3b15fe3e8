// The frames of generated files, which come with the program.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../templates/', import.meta.url);

/** The texts of templates/, by file name. */
export function templates(): Readonly<Record<string, string>> {
  const names = readdirSync(fileURLToPath(FOLDER));
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]),
  );
}
