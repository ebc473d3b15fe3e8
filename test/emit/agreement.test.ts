// The generated code and the interpreter of histories were written to the same page by different means.
// Where they differ, one of them is wrong, and a user would lose data or be refused for nothing.

import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { formatVersion } from '../../src/core/version.js';
import { interpret, type Goal, type Hook, type Interpreted } from '../../src/interpret/index.js';
import type { Model, ObjectModel } from '../../src/model/index.js';
import { hookName, objectFileName } from '../../src/emit/index.js';
import { isError, type Registry } from '../../src/runtime/index.js';
import { createRandom, randomPrimitive, type Random } from '../../src/testing/values/index.js';
import { computeModel } from '../compute/compute-model.js';
import { novaWithRules } from '../corpus/nova-corpus.js';
import { registryOf } from '../support/generated.js';

const CASES = Number(process.env['BACKLEVEL_CASES'] ?? 12);
const SEED = Number(process.env['BACKLEVEL_SEED'] ?? 20261122);

interface Domain {
  readonly name: string;
  readonly model: Model;
  readonly registry: Registry;
  readonly prefix: string;
  readonly hooks: Readonly<Record<string, Readonly<Record<string, Hook>>>>;
}

const compute = computeModel().model;
const nova = novaWithRules().model;
const domains: readonly Domain[] = [
  {
    name: 'the worked domain',
    model: compute,
    registry: await registryOf('agreement-compute', compute, { hooksFolder: '../../../hooks' }),
    prefix: 'versioned_object',
    hooks: await hooksIn('../../hooks', compute),
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
      const random = createRandom(SEED);
      for (let i = 0; i < CASES; i++) {
        const version = random.pick(nonEmpty(object.versions));
        const made = randomPrimitive(domain.model, object, version, random, {
          prefix: domain.prefix,
          depth: 3,
        });
        if (made === undefined) throw new Error(`no value of ${object.key}`);
        for (const goal of goalsFrom(domain.model, object, version, random)) {
          expectAgreement(domain, made.primitive, goal);
        }
        expectSameThroughInstance(domain, made.primitive, random);
      }
    },
  );
});

function nonEmpty<T>(values: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = values;
  if (first === undefined) throw new Error('nothing to pick from');
  return [first, ...rest];
}

/** Every older version of the root alone, a random manifest, and the newest. */
function goalsFrom(
  model: Model,
  object: ObjectModel,
  from: ObjectModel['version'],
  random: Random,
): readonly Goal[] {
  const until = object.versions.indexOf(from);
  const roots = object.versions.slice(0, until + 1).map((root): Goal => ({ root }));
  return [...roots, { manifest: randomManifest(model, random) }, 'newest'];
}

function randomManifest(model: Model, random: Random): Record<string, string> {
  const entries = [...model.objects.values()]
    .filter((object) => object.isNewestMajor)
    .map((object): [string, string] => {
      const version = random.pick(nonEmpty(object.versions));
      return [`${object.namespace}/${object.name}`, formatVersion(version)];
    });
  return Object.fromEntries(entries);
}

function expectAgreement(
  { model, registry, prefix, hooks }: Domain,
  primitive: JsonValue,
  goal: Goal,
): void {
  const before = structuredClone(primitive);
  const wanted = interpret(model, primitive, goal, {
    wire: { prefix },
    hooks: (key, newer, direction) => hookOf(model, hooks, key, newer, direction),
  });
  const found = generated(registry, primitive, goal);
  const context = JSON.stringify({ goal, primitive });
  expect({ ...found, context }).toEqual({ ...told(wanted), context });
  expect(primitive, 'the input is as it was').toEqual(before);
}

function hookOf(
  model: Model,
  hooks: Domain['hooks'],
  key: string,
  newer: string,
  direction: 'backport' | 'upgrade',
): Hook | undefined {
  const object = model.objects.get(key);
  const step = object?.steps.find((one) => formatVersion(one.newer) === newer);
  if (object === undefined || step === undefined) return undefined;
  const name = hookName(direction, direction === 'backport' ? step.older : step.newer);
  return hooks[objectFileName(object)]?.[name];
}

/** What the generated code gives, in the words of the interpreter. */
function generated(registry: Registry, primitive: JsonValue, goal: Goal): object {
  try {
    const result =
      goal === 'newest'
        ? registry.upgrade(primitive)
        : registry.backport(
            primitive,
            'root' in goal ? { to: formatVersion(goal.root) } : { manifest: goal.manifest },
          );
    return { primitive: result.primitive, losses: lossesOf(result.losses), newer: result.newer };
  } catch (error) {
    if (!isError(error)) throw error;
    return failure(error.code, error.path);
  }
}

/** Where several rules refuse, which of them is heard first is no promise. */
function failure(code: string, path: string): object {
  return code.endsWith('-refused') ? { code } : { code, path };
}

function told(result: Interpreted): object {
  if (result.ok) {
    return { primitive: result.primitive, losses: lossesOf(result.losses), newer: result.newer };
  }
  if ('refused' in result) {
    return failure(`${result.refused.kind}-refused`, result.refused.path);
  }
  return failure(result.error.code, result.error.path);
}

/** Losses without their lines, which only the schema knows, and in no order. */
function lossesOf(losses: readonly { readonly path: string }[]): readonly string[] {
  return losses.map((loss) => JSON.stringify({ ...loss, line: undefined })).sort();
}

/** What an instance says of itself is what its primitive says, upgraded and brought to the same peer. */
function expectSameThroughInstance(
  { registry, model }: Domain,
  primitive: JsonValue,
  random: Random,
): void {
  const manifest = randomManifest(model, random);
  const upgraded = attempt(() => registry.upgrade(primitive).primitive);
  const direct =
    'value' in upgraded
      ? attempt(() => registry.backport(upgraded.value, { manifest }).primitive)
      : upgraded;
  const through = attempt(() => registry.decode(primitive).objToPrimitive({ manifest }));
  const context = JSON.stringify({ manifest, primitive });
  expect({ ...through, context }).toEqual({ ...direct, context });
}

function attempt<T>(make: () => T): { value: T } | { code: string; path: string } {
  try {
    return { value: make() };
  } catch (error) {
    if (!isError(error)) throw error;
    return { code: error.code, path: error.path };
  }
}
