// The project that a command works on: found upward from where it was called, or named by --config.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findConfig, projectOf, type Project } from '../disk/project.js';
import { CONFIG_NAME } from '../pipeline/settings.js';
import { CannotRun } from './exit.js';
import type { Options } from './options.js';
import type { Terminal } from './terminal.js';

export { settingsOf, type Project } from '../disk/project.js';

/** The project, or an end of the run that says how to begin one. */
export function openProject({ cwd }: Terminal, options: Options): Project {
  const path = configPath(cwd, options);
  if (path === undefined) {
    throw new CannotRun(
      `there is no ${CONFIG_NAME} in ${cwd} or above; \`backlevel init\` begins a project`,
    );
  }
  if (!existsSync(path)) throw new CannotRun(`there is no ${path}`);
  return projectOf(path);
}

/** The config that a call is about, absolute; there need not be one of that name. */
export function configPath(cwd: string, options: Options): string | undefined {
  const named = options.text('config');
  return named === undefined ? findConfig(cwd) : resolve(cwd, named);
}
