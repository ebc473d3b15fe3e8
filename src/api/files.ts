// A project as the API is given it: texts by path, wherever they come from.

import { basename, dirname, resolve } from 'node:path';
import { diskHost } from '../disk/disk-host.js';
import { settingsOf, projectOf } from '../disk/project.js';
import type { Tree } from '../pipeline/host.js';
import { CONFIG_NAME, resolveSettings, type ResolvedSettings } from '../pipeline/settings.js';
import { lockPath } from '../pipeline/gate/lock-file.js';
import { readSources } from '../pipeline/sources.js';

/**
 * Texts by path, relative to the folder of the config and with `/`: the config (`backlevel.config.yaml`; where there is
 * none all settings are the defaults, and those of a baseline the present's), schemas, hooks, and the lock where there is one. Nothing else is looked at, and
 * nothing is written.
 */
export type Files = Readonly<Record<string, string>>;

/**
 * Reads the files of the project of a config. Where its settings are wrong these are the config alone, and whatever is
 * asked of them returns the findings.
 *
 * @param config The path of the config; its file may have any name.
 * @throws Error of node's, with its `code`, where the config or a file cannot be read.
 */
export async function readFiles(config: string): Promise<Files> {
  const path = resolve(config);
  const host = diskHost(dirname(path));
  const text = host.read(basename(path));
  if (text === undefined) {
    throw Object.assign(new Error(`there is no ${path}`), { code: 'ENOENT' });
  }
  const files: Record<string, string> = { [CONFIG_NAME]: text };
  const { settings } = await settingsOf(projectOf(path));
  if (settings === undefined) return files;
  const { schemas, hooks } = readSources(host, settings);
  for (const source of [...schemas, ...hooks]) files[source.path] = source.text;
  const lock = host.read(lockPath(settings));
  if (lock !== undefined) files[lockPath(settings)] = lock;
  return files;
}

/** The same as the pipeline reads it. */
export function treeOf(files: Files): Tree {
  const paths = Object.keys(files).sort();
  return {
    list: (folder) => paths.filter((path) => path.startsWith(`${folder}/`)),
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
  };
}

/** The same with a config in any case: an empty one says that all settings are the defaults. */
export function projectTree(files: Files): Tree {
  return treeOf({ [CONFIG_NAME]: '{}\n', ...files });
}

/** What the config of the files says. */
export function settingsIn(files: Files): Promise<ResolvedSettings> {
  return resolveSettings({ path: CONFIG_NAME, text: projectTree(files).read(CONFIG_NAME) ?? '' });
}
