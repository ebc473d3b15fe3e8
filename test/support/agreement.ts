// Generated code held against the interpreter of histories, value by value.

import { expect } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { formatVersion } from '../../src/core/version.js';
import { hookName, objectFileName } from '../../src/emit/index.js';
import { interpret, type Goal, type Hook, type Interpreted } from '../../src/interpret/index.js';
import type { Model, ObjectModel } from '../../src/model/index.js';
import { isError, type Registry } from '../../src/runtime/index.js';
import { createRandom, randomPrimitive, type Random } from '../../src/testing/values/index.js';

const CASES = Number(process.env['BACKLEVEL_CASES'] ?? 12);
const SEED = Number(process.env['BACKLEVEL_SEED'] ?? 20261122);

export interface Domain {
  readonly name: string;
  readonly model: Model;
  readonly registry: Registry;
  readonly prefix: string;
  /** The hook functions of each file. */
  readonly hooks: Readonly<Record<string, Readonly<Record<string, Hook>>>>;
  /** Where hooks and copies move nested objects about, there is more than one place that they came from. */
  readonly comparesPlaces: boolean;
}

/** Something at a place in the input. */
interface Located {
  readonly path: string;
}

type Outcome =
  | { readonly code: string; readonly path?: string }
  | {
      readonly primitive: unknown;
      readonly losses: readonly Located[];
      readonly newer: readonly Located[];
    };

/** Takes random values of the object, at random versions, everywhere that they can go. */
export function expectObjectAgrees(domain: Domain, object: ObjectModel): void {
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
}

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
  { model, registry, prefix, hooks, comparesPlaces }: Domain,
  primitive: JsonValue,
  goal: Goal,
): void {
  const shown = comparesPlaces ? (outcome: Outcome) => outcome : withoutPlaces;
  const before = structuredClone(primitive);
  const wanted = interpret(model, primitive, goal, {
    wire: { prefix },
    hooks: (key, newer, direction) => hookOf(model, hooks, key, newer, direction),
  });
  const found = generated(registry, primitive, goal);
  const context = JSON.stringify({ goal, primitive });
  const [ours, theirs] = [found, told(wanted)].map((outcome) => sorted(shown(outcome)));
  expect({ ...ours, context }).toEqual({ ...theirs, context });
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
function generated(registry: Registry, primitive: JsonValue, goal: Goal): Outcome {
  try {
    const result =
      goal === 'newest'
        ? registry.upgrade(primitive)
        : registry.backport(
            primitive,
            'root' in goal ? { to: formatVersion(goal.root) } : { manifest: goal.manifest },
          );
    return { primitive: result.primitive, losses: result.losses.map(lossOf), newer: result.newer };
  } catch (error) {
    if (!isError(error)) throw error;
    return failure(error.code, error.path);
  }
}

/** Where several rules refuse, which of them is heard first is no promise. */
function failure(code: string, path: string): Outcome {
  return code.endsWith('-refused') ? { code } : { code, path };
}

function told(result: Interpreted): Outcome {
  if (result.ok) {
    return { primitive: result.primitive, losses: result.losses.map(lossOf), newer: result.newer };
  }
  if ('refused' in result) {
    return failure(`${result.refused.kind}-refused`, result.refused.path);
  }
  return failure(result.error.code, result.error.path);
}

/** A loss without its line, which only the schema knows. */
function lossOf({ line: _, ...loss }: Located & { readonly line?: number }): Located {
  return loss;
}

/** Losses in no order. */
function sorted(outcome: Outcome): object {
  if (!('losses' in outcome)) return outcome;
  return { ...outcome, losses: outcome.losses.map((loss) => JSON.stringify(loss)).sort() };
}

/** The same with the last name of each place alone. */
function withoutPlaces(outcome: Outcome): Outcome {
  const lastName = <T extends Located>(one: T): T => ({
    ...one,
    path: /[^.]*$/.exec(one.path.replace(/\[.*?\]/g, ''))?.[0] ?? '',
  });
  if (!('losses' in outcome)) {
    const { code, path } = outcome;
    return path === undefined ? outcome : { code, ...lastName({ path }) };
  }
  const newer = outcome.newer.map((one) => ({ ...one, path: '' }));
  return { ...outcome, losses: outcome.losses.map(lastName), newer };
}

/** What an instance says of itself is what its primitive says, upgraded and brought to the same peer. */
function expectSameThroughInstance(
  { registry, model, comparesPlaces }: Domain,
  primitive: JsonValue,
  random: Random,
): void {
  const manifest = randomManifest(model, random);
  const attempt = (make: () => unknown): Attempt => attempted(make, comparesPlaces);
  const upgraded = attempt(() => registry.upgrade(primitive).primitive);
  const direct =
    'value' in upgraded
      ? attempt(() => registry.backport(upgraded.value, { manifest }).primitive)
      : upgraded;
  const through = attempt(() => registry.decode(primitive).objToPrimitive({ manifest }));
  const context = JSON.stringify({ manifest, primitive });
  expect({ ...through, context }).toEqual({ ...direct, context });
}

type Attempt = { readonly value: unknown } | { readonly code: string; readonly path?: string };

function attempted(make: () => unknown, comparesPlaces: boolean): Attempt {
  try {
    return { value: make() };
  } catch (error) {
    if (!isError(error)) throw error;
    return comparesPlaces ? { code: error.code, path: error.path } : { code: error.code };
  }
}
