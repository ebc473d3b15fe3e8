// Folders of a cache that are there whole or not at all: made beside their place and renamed, and sealed
// with the hashes of what is in them. Two runs that make the same folder do not harm each other.

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint } from '../pipeline/fingerprint.js';
import { readText } from './disk-host.js';

export interface KeptFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

const SEAL = 'complete.json';
const UNFINISHED = 'unfinished-';

/** The folder for this key, if it is there and whole. */
export function findKept(cache: string, key: string): string | undefined {
  const folder = join(cache, key);
  const seal = readText(join(folder, SEAL));
  if (seal === undefined) return undefined;
  const files = parseSeal(seal);
  const isWhole = files?.every(({ path, hash }) => {
    const text = readText(join(folder, path));
    return text !== undefined && fingerprint(text) === hash;
  });
  return isWhole === true ? folder : undefined;
}

/** Makes the folder for this key, and returns it. */
export function keepFolder(cache: string, key: string, files: readonly KeptFile[]): string {
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, UNFINISHED));
  for (const { path, text } of files) {
    const full = join(unfinished, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  const seal = files.map(({ path, text }) => ({ path, hash: fingerprint(text) }));
  writeFileSync(join(unfinished, SEAL), JSON.stringify(seal));
  return moveIntoPlace(cache, key, unfinished);
}

/** Removes all but the newest of the folders that were kept here; what else stands in the cache stays. */
export function removeOldest(cache: string, kept: number): void {
  const folders = readdirSync(cache)
    .filter((name) => name.startsWith(UNFINISHED) || isThere(join(cache, name, SEAL)))
    .map((name) => join(cache, name))
    // Another process may be doing the same: what is gone is no matter.
    .map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of folders.slice(kept)) rmSync(path, { recursive: true, force: true });
}

function isThere(path: string): boolean {
  return readText(path) !== undefined;
}

function moveIntoPlace(cache: string, key: string, unfinished: string): string {
  const folder = join(cache, key);
  try {
    // Another process was quicker, and may be reading it already: its files are the same as ours.
    if (findKept(cache, key) === undefined) {
      // What stands there is damaged.
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
    }
  } catch (error) {
    if (findKept(cache, key) === undefined) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

function parseSeal(text: string): readonly { path: string; hash: string }[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!Array.isArray(value)) return undefined;
  const entries: readonly unknown[] = value;
  return entries.every(isSealEntry) ? entries : undefined;
}

function isSealEntry(value: unknown): value is { path: string; hash: string } {
  if (typeof value !== 'object' || value === null) return false;
  return 'path' in value && 'hash' in value && typeof value.path === 'string';
}
