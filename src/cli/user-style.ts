// Finds out, without loading prettier, whether a project has a style of its own for generated files.

import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint } from '../pipeline/fingerprint.js';
import type { Style } from '../pipeline/generate.js';
import type * as InStyle from '../emit/user-style.js';
import { readText } from '../disk/disk-host.js';

const CONFIG_FILE = /^(?:\.prettierrc(?:\..+)?|prettier\.config\.[cm]?[jt]s|\.editorconfig)$/;
/** These bear a config only under a key of prettier's. */
const MANIFEST_FILE = /^package\.(?:json|yaml)$/;

/** The style that prettier's configs from `root` upward ask for; undefined where there is none. */
export function userStyle(root: string): Style | undefined {
  const configs = configsUpward(root);
  if (configs.length === 0) return undefined;
  const ignore = readText(join(root, '.prettierignore')) ?? '';
  let prettier: Promise<typeof InStyle> | undefined;
  return {
    fingerprint: fingerprint(JSON.stringify([...configs, ignore])),
    format: async (path, text) => {
      prettier ??= inStyle();
      const { formatInUserStyle } = await prettier;
      return formatInUserStyle(root, join(root, path), text);
    },
  };
}

async function inStyle(): Promise<typeof InStyle> {
  const module = await import('../emit/user-style.js');
  await module.forgetConfigs();
  return module;
}

function configsUpward(folder: string): readonly string[] {
  const here = readdirSync(folder)
    .sort()
    .flatMap((name) => configText(join(folder, name), name));
  const above = dirname(folder);
  return above === folder ? here : [...here, ...configsUpward(above)];
}

function configText(path: string, name: string): readonly string[] {
  if (!CONFIG_FILE.test(name) && !MANIFEST_FILE.test(name)) return [];
  const text = readText(path) ?? '';
  return CONFIG_FILE.test(name) || /^\s*"?prettier"?\s*:/m.test(text) ? [`${path}\n${text}`] : [];
}
