// Generated code of a model, written where tests may write and imported from there.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { emit, type EmitSettings, type EmittedFile } from '../../src/emit/index.js';
import type { Model } from '../../src/model/index.js';
import { Registry } from '../../src/runtime/index.js';

export const SETTINGS: EmitSettings = {
  prefix: 'versioned_object',
  propertyNames: 'camelCase',
  importExtension: '.js',
  runtimeModule: 'backlevel/runtime',
  hooksFolder: '../hooks',
};

/** The texts of templates/. */
export function templates(): Record<string, string> {
  const names = readdirSync('templates');
  return Object.fromEntries(names.map((name) => [name, readFileSync(`templates/${name}`, 'utf8')]));
}

export function emitted(
  model: Model,
  settings: Partial<EmitSettings> = {},
): readonly EmittedFile[] {
  return emit({ model, settings: { ...SETTINGS, ...settings }, templates: templates() });
}

/** The registry of a model's generated code; `name` is a folder of its own below test/output. */
export async function registryOf(
  name: string,
  model: Model,
  settings: Partial<EmitSettings> = {},
): Promise<Registry> {
  const module = await moduleOf(name, model, settings);
  if (!(module['registry'] instanceof Registry)) throw new Error('no registry was generated');
  return module['registry'];
}

/** Everything that the generated index exports. */
export async function moduleOf(
  name: string,
  model: Model,
  settings: Partial<EmitSettings> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const folder = resolve('test/output', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of emitted(model, settings)) writeFileSync(`${folder}/${path}`, text);
  const module: unknown = await import(/* @vite-ignore */ `${folder}/index.ts`);
  if (typeof module !== 'object' || module === null) throw new Error('no module');
  return { ...module };
}
