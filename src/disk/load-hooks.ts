// The user's hook functions, out of their compiled files.

import { formatVersion } from '../core/version.js';
import { declaredHooks } from '../hooks/index.js';
import type { Hook, Hooks } from '../interpret/index.js';
import type { Model } from '../model/index.js';

/** Every declared hook; `importFile` gives what a file became, by its path in the project. */
export async function loadHooks(
  model: Model,
  folder: string,
  importFile: (path: string) => Promise<unknown>,
): Promise<Hooks> {
  const loaded = new Map<string, Hook>();
  for (const { object, step, direction, name, file } of declaredHooks(model, folder)) {
    const module = await importFile(file);
    const hook = exported(module, name);
    if (hook !== undefined)
      loaded.set(hookKey(object.key, formatVersion(step.newer), direction), hook);
  }
  return (key, newer, direction) => loaded.get(hookKey(key, newer, direction));
}

function hookKey(...parts: readonly string[]): string {
  return parts.join(' ');
}

function exported(module: unknown, name: string): Hook | undefined {
  if (typeof module !== 'object' || module === null) return undefined;
  const value: unknown = Reflect.get(module, name);
  return isHook(value) ? value : undefined;
}

function isHook(value: unknown): value is Hook {
  return typeof value === 'function';
}
