// Generated code is compiled with its user's settings, whichever they are: what any of them would complain
// about would break a build that the user cannot mend.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EmittedFile, EmitSettings } from '../../src/emit/index.js';
import type { Model } from '../../src/model/index.js';
import { computeModel } from '../compute/compute-model.js';
import { novaModel, novaWithRules } from '../corpus/nova-corpus.js';
import { complaints } from '../support/compiler.js';
import { emitted } from '../support/generated.js';
import { randomHookFiles } from '../support/random-hooks.js';
import { randomSchemas, SEEDS } from '../support/random-schemas.js';

describe('generated code compiles under the strictest settings', () => {
  test('of the worked domain', () => {
    const files = below('test/output/compiles/generated', emitted(computeModel().model));
    const hooks = filesOf('hooks', 'test/output/compiles/hooks');
    expect(complaints({ ...files, ...hooks })).toEqual([]);
  });

  test('of Nova', () => {
    const files = emitted(novaModel().model, { prefix: 'nova_object' });
    expect(complaints(below('test/output/compiles-nova', files))).toEqual([]);
  });

  test('of Nova with its rules', () => {
    const { model } = novaWithRules();
    expect(complaints(withHooks('test/output/compiles-nova', model))).toEqual([]);
  });

  test(`of random schemas (seeds ${SEEDS[0] ?? 0} to ${SEEDS.at(-1) ?? 0})`, () => {
    const sets = SEEDS.map((seed) => {
      const { model, settings } = randomSchemas(seed);
      const { propertyNames } = settings;
      return withHooks(`test/output/compiles-${seed}`, model, { propertyNames });
    });
    expect(complaints(Object.fromEntries(sets.flatMap(Object.entries)))).toEqual([]);
  });

  test.each(['.js', '.ts', 'none'] as const)('with the import extension %s', (importExtension) => {
    const files = emitted(computeModel().model, { importExtension });
    const relative = files
      .flatMap(({ text }) => [...text.matchAll(/from "(\..*)";/g)])
      .map(([, specifier = '']) => /\.[jt]s$/.exec(specifier)?.[0] ?? 'none');
    expect(new Set(relative)).toEqual(new Set([importExtension]));
  });
});

/** The files of a model with hooks that do what can be done without knowing what they are for. */
function withHooks(
  folder: string,
  model: Model,
  settings: Partial<EmitSettings> = {},
): Readonly<Record<string, string>> {
  const files = emitted(model, settings);
  const hooks = Object.entries(randomHookFiles(model, '../generated')).map(
    ([path, text]): EmittedFile => ({ path, text }),
  );
  return { ...below(`${folder}/generated`, files), ...below(`${folder}/hooks`, hooks) };
}

function below(folder: string, files: readonly EmittedFile[]): Record<string, string> {
  return Object.fromEntries(files.map(({ path, text }) => [`${folder}/${path}`, text]));
}

function filesOf(folder: string, target: string): Record<string, string> {
  const names = readdirSync(folder);
  return Object.fromEntries(
    names.map((name) => [`${target}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')]),
  );
}
