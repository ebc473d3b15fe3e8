// Compiles a folder of schemas the way `generate` does, and loads what came out. The output stands
// in the project, where it finds the runtime by its name.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emit } from '../../src/emit/index.js';
import { load } from '../../src/load/index.js';
import { buildModel, type Model } from '../../src/model/index.js';
import type { Registry } from '../../src/runtime/index.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The model of a folder of schemas, relative to the project; findings are a failure. */
export function modelOf(folder: string, namespace: string): Model {
  const files = textsIn(folder, /(?<!\.lock)\.yaml$/);
  const { declarations, findings: onLoading } = load(files);
  const settings = { namespace, children: 'manifest', propertyNames: 'camelCase' } as const;
  const { model, findings } = buildModel(declarations, settings);
  const found = [...onLoading, ...findings].map(({ code, message }) => `${code}: ${message}`);
  if (found.length > 0) throw new Error(found.join('\n'));
  return model;
}

/**
 * Generated code of the model, loaded; it stands in a folder of this test's own, which is made
 * anew.
 */
export async function registryOf(model: Model, test: string, prefix: string): Promise<Registry> {
  const templates = textsIn('templates', /\.ts$/).map(({ path, text }) => [
    path.replace(/^.*\//, ''),
    text,
  ]);
  const settings = {
    prefix,
    propertyNames: 'camelCase',
    importExtension: '.js',
    runtimeModule: 'backlevel/runtime',
    hooksFolder: '../../../../hooks',
  } as const;
  const output = outputOf(test);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const files = emit({
    model,
    settings,
    templates: Object.fromEntries(templates) as Record<string, string>,
  });
  for (const { path, text } of files) writeFileSync(join(output, path), text);
  const { registry } = (await import(join(output, 'index.ts'))) as { registry: Registry };
  return registry;
}

/** Where the generated code of a test stands, which takes it away when it is done. */
export function outputOf(test: string): string {
  return join(ROOT, 'test/interop/output', test);
}

function textsIn(folder: string, name: RegExp): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder))
    .filter((file) => name.test(file))
    .map((file) => ({
      path: `${folder}/${file}`,
      text: readFileSync(join(ROOT, folder, file), 'utf8'),
    }));
}
