// Names this very build: what an earlier build left in the cache counts for nothing, whether it was
// another release or the same one recompiled.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's own code, and the frames of what it generates. */
const FOLDERS = ['..', '../../templates'];

/** The sizes and times of the program's own files. */
export function programMark(): string {
  return FOLDERS.flatMap((folder) => marksOf(fileURLToPath(new URL(folder, import.meta.url)))).join(
    '\n',
  );
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
