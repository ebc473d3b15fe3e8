// A project on disk: the folder of its config, its files, its cache.

import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { KnownNodes } from '../load/index.js';
import type { Cache, Host } from '../pipeline/host.js';
import { fingerprint } from '../pipeline/fingerprint.js';
import { CONFIG_NAME, resolveSettings, type ResolvedSettings } from '../pipeline/settings.js';
import { diskCache } from './disk-cache.js';
import { diskHost } from './disk-host.js';
import { programMark } from './program-mark.js';

export interface Project {
  /** Absolute. */
  readonly root: string;
  /** The config's name, in `root`. */
  readonly config: string;
  readonly host: Host;
  readonly cache: Cache;
  /** Names this build of the program. */
  readonly program: string;
}

/** The project of a config, which is there. */
export function projectOf(config: string): Project {
  const path = resolve(config);
  const root = dirname(path);
  return {
    root,
    config: basename(path),
    host: diskHost(root),
    cache: diskCache(root),
    program: fingerprint(programMark()),
  };
}

/** The settings of a project; a config that is broken yields findings instead. */
export function settingsOf(
  { host, config }: Project,
  nodes?: KnownNodes,
): Promise<ResolvedSettings> {
  return resolveSettings({ path: config, text: host.read(config) ?? '' }, nodes);
}

/** The nearest config in a folder (the working directory) or above it, absolute. */
export function findConfig(from: string = resolve()): string | undefined {
  const path = join(from, CONFIG_NAME);
  if (existsSync(path)) return path;
  const above = dirname(from);
  return above === from ? undefined : findConfig(above);
}
