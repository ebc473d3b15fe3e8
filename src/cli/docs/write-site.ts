// A site on disk. What an earlier run left there and this one does not make is removed; what somebody else put there
// is not touched.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readText, writeWhole } from '../../disk/disk-host.js';
import type { SiteFile } from '../../site/index.js';
import { CannotRun } from '../exit.js';

/** Names every file that a run made, in the folder itself. */
const LIST = '.backlevel-docs';

export interface Written {
  readonly files: number;
  /** Those that were not there, or said something else. */
  readonly changed: number;
}

export interface SiteRun {
  readonly onFile: (made: number) => void;
  readonly isStopped: () => boolean;
}

/** So many are made before the program listens again whether it shall stop. */
const AT_ONCE = 50;

/**
 * Writes the files into a folder, an absolute path. What is about to be written is listed before, so that a run
 * that is stopped leaves nothing that the next one would not know for its own.
 */
export async function writeSite(
  folder: string,
  files: Iterable<SiteFile>,
  { onFile, isStopped }: SiteRun,
): Promise<Written> {
  const before = listed(folder);
  const made = new Set<string>();
  let changed = 0;
  for (const some of groups(files)) {
    for (const { path } of some) made.add(path);
    list(folder, new Set([...before, ...made]));
    for (const { path, text } of some) {
      const full = join(folder, path);
      if (readText(full) === text) continue;
      writeWhole(full, text);
      changed++;
    }
    onFile(made.size);
    await nextTurn();
    if (isStopped()) return { files: made.size, changed };
  }
  for (const path of before) if (!made.has(path)) rmSync(join(folder, path), { force: true });
  list(folder, made);
  return { files: made.size, changed };
}

function list(folder: string, paths: ReadonlySet<string>): void {
  const path = join(folder, LIST);
  const text = [...paths].sort().join('\n').concat('\n');
  if (readText(path) !== text) writeWhole(path, text);
}

function* groups(files: Iterable<SiteFile>): Generator<readonly SiteFile[]> {
  let some: SiteFile[] = [];
  for (const file of files) {
    if (some.push(file) < AT_ONCE) continue;
    yield some;
    some = [];
  }
  yield some;
}

function listed(folder: string): readonly string[] {
  const list = readText(join(folder, LIST));
  if (list !== undefined) return list.split('\n').filter(isBelow);
  if (entriesIn(folder) > 0) {
    throw new CannotRun(
      `${folder} has files that backlevel did not write; give --out a folder that is empty or new`,
    );
  }
  return [];
}

/** A list that somebody edited removes nothing elsewhere. */
function isBelow(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
}

function entriesIn(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
