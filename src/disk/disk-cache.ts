// Where what can be computed again is kept between runs: with the other tools' caches, or beside the
// config where there is no node_modules.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '../pipeline/host.js';
import { readText, writeWhole } from './disk-host.js';

const OWN_NAME = '.backlevel-cache';

/** The cache of the project at `root`. A cache that cannot be read or written costs time, nothing else. */
export function diskCache(root: string): Cache {
  const folder = cacheFolder(root);
  return {
    read: (name) => ignoringFailure(() => readText(join(folder, name))),
    write: (name, text) => {
      ignoringFailure(() => {
        keepFromGit(folder);
        writeWhole(join(folder, name), text);
      });
    },
  };
}

/** Beside the config it would else be a folder that git asks about. */
function keepFromGit(folder: string): void {
  if (!folder.endsWith(OWN_NAME) || existsSync(folder)) return;
  writeWhole(join(folder, '.gitignore'), '*\n');
}

/** The folder of the cache, which need not be there yet. */
export function cacheFolder(root: string): string {
  const modules = join(root, 'node_modules');
  return existsSync(modules) ? join(modules, '.cache', 'backlevel') : join(root, OWN_NAME);
}

/** A read-only checkout, a full disk: every run works without its cache. */
function ignoringFailure<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
