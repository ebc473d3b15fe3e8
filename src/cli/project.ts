// The project that a command works on: found upward from where it was called, or named by --config.

import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Cache, Host } from '../pipeline/host.js';
import { fingerprint } from '../pipeline/fingerprint.js';
import { CONFIG_NAME, resolveSettings, type ResolvedSettings } from '../pipeline/settings.js';
import { diskCache } from './disk-cache.js';
import { diskHost } from './disk-host.js';
import { CannotRun } from './exit.js';
import type { Options } from './options.js';
import { programMark } from './program-mark.js';
import type { Terminal } from './terminal.js';

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

/** The project, or an end of the run that says how to begin one. */
export function openProject({ cwd }: Terminal, options: Options): Project {
  const path = configPath(cwd, options);
  if (path === undefined) {
    throw new CannotRun(
      `there is no ${CONFIG_NAME} in ${cwd} or above; \`backlevel init\` begins a project`,
    );
  }
  if (!existsSync(path)) throw new CannotRun(`there is no ${path}`);
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
export function settingsOf({ host, config }: Project): Promise<ResolvedSettings> {
  return resolveSettings({ path: config, text: host.read(config) ?? '' });
}

/** The config that a call is about, absolute; there need not be one of that name. */
export function configPath(cwd: string, options: Options): string | undefined {
  const named = options.text('config');
  return named === undefined ? findUpward(cwd, CONFIG_NAME) : resolve(cwd, named);
}

function findUpward(from: string, name: string): string | undefined {
  const path = join(from, name);
  if (existsSync(path)) return path;
  const above = dirname(from);
  return above === from ? undefined : findUpward(above, name);
}
