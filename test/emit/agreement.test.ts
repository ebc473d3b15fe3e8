// The generated code and the interpreter of histories were written to the same page by different means.
// Where they differ, one of them is wrong, and a user would lose data or be refused for nothing.

import { describe, test } from 'vitest';
import { objectFileName } from '../../src/emit/index.js';
import type { Hook } from '../../src/interpret/index.js';
import type { Model } from '../../src/model/index.js';
import { computeModel } from '../compute/compute-model.js';
import { novaWithRules } from '../corpus/nova-corpus.js';
import { type Domain, expectObjectAgrees } from '../support/agreement.js';
import { registryOf } from '../support/generated.js';

const compute = computeModel().model;
const nova = novaWithRules().model;
const domains: readonly Domain[] = [
  {
    name: 'the worked domain',
    model: compute,
    registry: await registryOf('agreement-compute', compute, { hooksFolder: '../../../hooks' }),
    prefix: 'versioned_object',
    hooks: await hooksIn('../../hooks', compute),
    comparesPlaces: true,
  },
  {
    name: 'Nova',
    model: nova,
    registry: await registryOf('agreement-nova', nova, {
      prefix: 'nova_object',
      hooksFolder: '../../corpus/nova-rules/hooks',
    }),
    prefix: 'nova_object',
    hooks: await hooksIn('../corpus/nova-rules/hooks', nova),
    comparesPlaces: true,
  },
];

/** The hook functions of a model's objects, by the name of their file. */
async function hooksIn(folder: string, model: Model): Promise<Domain['hooks']> {
  const files: Record<string, Record<string, Hook>> = {};
  for (const object of model.objects.values()) {
    const has = object.steps.some((step) => step.hooks.backport ?? step.hooks.upgrade);
    if (!has) continue;
    const file = objectFileName(object);
    files[file] = (await import(/* @vite-ignore */ `${folder}/${file}.ts`)) as Record<string, Hook>;
  }
  return files;
}

describe.each(domains)('$name', (domain) => {
  const objects = [...domain.model.objects.values()];
  test.each(objects.map((object) => [object.key, object] as const))(
    '%s crosses to every version as its history says',
    (_key, object) => {
      expectObjectAgrees(domain, object);
    },
  );
});
