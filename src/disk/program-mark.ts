// Names this very build: what an earlier build left in the cache counts for nothing, whether it was
// another release or the same one recompiled.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readText } from './disk-host.js';

const CODE = placed('..');
/** The frames of what it generates. */
const TEMPLATES = placed('../../templates');
/** The hash of all that a build made. Code that is run without one has none, and is looked at file by file. */
const BUILD = placed('../build-mark');

/** The mark of the program's code, and the sizes and times of its templates. */
export function programMark(): string {
  const code = readText(BUILD);
  return [...(code === undefined ? marksOf(CODE) : [code]), ...marksOf(TEMPLATES)].join('\n');
}

function placed(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

function marksOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(path);
      return `${path}:${size}:${mtimeMs}`;
    })
    .sort();
}
