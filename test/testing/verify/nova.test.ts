// Every law, on Nova's real histories: by default the objects with short ones, with BACKLEVEL_NOVA=all each of
// them, which takes minutes, and with names (BACKLEVEL_NOVA=Instance,Flavor) those.

import { expect, test } from 'vitest';
import { formatVersion } from '../../../src/core/version.js';
import { hookName, objectFileName } from '../../../src/emit/index.js';
import type { Hook, Hooks } from '../../../src/interpret/index.js';
import type { Model, ObjectModel } from '../../../src/model/index.js';
import { generatedSubject } from '../../../src/testing/laws/subject.js';
import { findingOf, verifyModel } from '../../../src/testing/verify/index.js';
import { novaWithRules } from '../../corpus/nova-corpus.js';
import { registryOf } from '../../support/generated.js';

const ASKED = process.env['BACKLEVEL_NOVA']?.split(',');
const SHORT = 3;
const HOOKS = '../../corpus/nova-rules/hooks';

function isChosen({ name, versions }: ObjectModel): boolean {
  if (ASKED === undefined) return versions.length <= SHORT;
  return ASKED.includes('all') || ASKED.includes(name);
}

async function novaHooks(model: Model): Promise<Hooks> {
  const files = new Map<string, Readonly<Record<string, Hook>>>();
  for (const object of model.objects.values()) {
    if (!object.steps.some(({ hooks }) => hooks.backport ?? hooks.upgrade)) continue;
    const file = objectFileName(object);
    const module: unknown = await import(/* @vite-ignore */ `${HOOKS}/${file}.ts`);
    files.set(object.key, module as Readonly<Record<string, Hook>>);
  }
  return (key, newer, direction) => {
    const step = model.objects.get(key)?.steps.find((one) => formatVersion(one.newer) === newer);
    if (step === undefined) return undefined;
    const name = hookName(direction, direction === 'backport' ? step.older : step.newer);
    return files.get(key)?.[name];
  };
}

test("every law holds over Nova's objects, with hundreds of versions nobody here wrote", async () => {
  const { model } = novaWithRules();
  const prefix = 'nova_object';
  const settings = { prefix, hooksFolder: '../../corpus/nova-rules/hooks' };
  const registry = await registryOf('verify-nova', model, settings);
  const all = [...model.objects.values()];
  const started = Date.now();
  const report = await verifyModel({
    model,
    prefix,
    subject: generatedSubject(registry, {}),
    hooks: await novaHooks(model),
    objects: all.filter(isChosen),
    seed: 1,
    cases: 2,
  });
  const { failures, ...figures } = report;
  if (ASKED !== undefined)
    process.stdout.write(`${JSON.stringify({ ...figures, ms: Date.now() - started })}\n`);
  expect(failures.map(findingOf)).toEqual([]);
  expect(figures.losses.seen).toBe(figures.losses.declared);
  if (ASKED === undefined) expect(figures.objects).toBeGreaterThan(50);
}, 1_200_000);
