// Real files below one folder. Reading is synchronous: thousands of small files are read sooner so.

import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Host } from '../pipeline/host.js';

/** The files below `root`, an absolute path. */
export function diskHost(root: string): Host {
  return {
    list: (folder) => listFiles(root, join(root, folder)),
    read: (path) => readText(join(root, path)),
    write: (path, text) => {
      writeWhole(join(root, path), text);
    },
    remove: (path) => {
      const full = join(root, path);
      rmSync(full, { force: true });
      removeEmptyFolders(root, dirname(full));
    },
  };
}

/** The text of a file, undefined when there is no such file. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Writes beside the file and renames, so that nobody ever reads half a file. */
export function writeWhole(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function listFiles(root: string, folder: string): readonly string[] {
  const found: string[] = [];
  visit(folder);
  return found.sort();

  function visit(at: string): void {
    for (const entry of entriesOf(at)) {
      const full = join(at, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== '.git') visit(full);
      } else {
        found.push(relative(root, full).split(sep).join('/'));
      }
    }
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function removeEmptyFolders(root: string, folder: string): void {
  if (folder === root || !folder.startsWith(root) || entriesOf(folder).length > 0) return;
  rmdirSync(folder);
  removeEmptyFolders(root, dirname(folder));
}

/** Whether nothing stands at a path; anything else (no permission, a bad disk) is not ours to hide. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ENOENT' || error.code === 'ENOTDIR';
}
