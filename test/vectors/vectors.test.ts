// The golden vectors are what the code gives, and what it gives is right: a file alone would only say that
// nothing changed since the day it was wrong.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Loss } from '../../src/core/envelope.js';
import type { JsonValue } from '../../src/core/json.js';
import { formatVersion, parseVersion, type Version } from '../../src/core/version.js';
import { hookName, objectFileName } from '../../src/emit/index.js';
import { interpret, type Goal, type Hook, type Hooks } from '../../src/interpret/index.js';
import type { Model, ObjectModel } from '../../src/model/index.js';
import { createJudges } from '../../src/testing/shape-schema.js';
import { vectorDomain } from './domain.js';
import {
  formatVectors,
  makeVectors,
  vectorFile,
  type CrossingVector,
  type ObjectVectors,
} from './vectors.js';
import { withoutPath } from './without-path.js';

const FOLDER = 'test/vectors/compute';
const PREFIX = 'versioned_object';

const domain = vectorDomain();
const made = makeVectors(domain);
const judges = await createJudges(domain.model, { prefix: PREFIX });
const hooks = await hooksOf(domain.model);

describe('golden vectors', () => {
  test('stand for every object, and for nothing else', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(made.map(({ object }) => vectorFile(object)).sort());
  });

  test.each(made.map((one) => [vectorFile(one.object), one] as const))(
    '%s is what peers get (`npm run vectors` writes it anew)',
    (file, one) => {
      const path = `${FOLDER}/${file}`;
      expect(existsSync(path) ? readFileSync(path, 'utf8') : undefined).toBe(formatVectors(one));
    },
  );

  test('have values at every version, and a way to and from each', () => {
    for (const { object, values, crossings } of made) {
      const versions = object.versions.map(formatVersion);
      const ways = crossings.map(({ from, to }) => `${from} → ${to}`);
      expect(values.map(({ version }) => version)).toEqual(versions.flatMap((v) => [v, v]));
      const newest = formatVersion(object.version);
      const older = versions.filter((version) => version !== newest);
      expect(ways).toEqual(
        expect.arrayContaining(older.flatMap((v) => [`${newest} → ${v}`, `${v} → newest`])),
      );
    }
  });

  test('are small enough to be read in a review', () => {
    const size = made.reduce((sum, one) => sum + formatVectors(one).length, 0);
    expect(size).toBeLessThan(1_500_000);
  });
});

test('what was refused is taken out where it stands, and nothing else is', () => {
  const child = { 'o.data': { size: 1, tag: 'a' }, 'o.changes': ['size', 'tag'] };
  const value = { 'o.data': { list: [child, child], map: { 'a.b': 1, c: 2 } }, 'o.changes': [] };
  expect(withoutPath(value, 'Root.list[1].size')).toEqual({
    'o.data': {
      list: [child, { 'o.data': { tag: 'a' }, 'o.changes': ['tag'] }],
      map: { 'a.b': 1, c: 2 },
    },
    'o.changes': [],
  });
  expect(withoutPath(value, 'Root.map["a.b"]')).toMatchObject({ 'o.data': { map: { c: 2 } } });
  expect(withoutPath(value, 'Root.list[0]')).toMatchObject({ 'o.data': { list: [child] } });
  expect(withoutPath(value, 'Root.other')).toBeUndefined();
  expect(withoutPath(value, 'Root')).toBeUndefined();
});

describe('no golden vector enshrines a fault', () => {
  test.each(made.map((one) => [one.object.key, one] as const))(
    '%s: each value has the shape of its version',
    (_key, { object, values }) => {
      for (const { version, value } of values) {
        expect(judges(object, versionOf(version))(value)).toEqual([]);
      }
    },
  );

  test.each(made.map((one) => [one.object.key, one] as const))(
    '%s: each crossing is what its history says',
    (_key, one) => {
      expect(one.object.versions.length === 1 || one.crossings.length > 0).toBe(true);
      for (const crossing of one.crossings) expectAsInterpreted(one, crossing);
    },
  );
});

function expectAsInterpreted({ object, values }: ObjectVectors, crossing: CrossingVector): void {
  const { from, refused = [], result, losses = [], newer = [] } = crossing;
  const { goal, version } = destination(object, crossing.to);
  const full = values.find((one) => one.version === from && one.about === 'full')?.value;
  let value = full as JsonValue;
  const surroundings = { wire: { prefix: PREFIX }, hooks };
  const model = asRoot(object);
  for (const path of refused) {
    const outcome = interpret(model, value, goal, surroundings);
    // Where several rules refuse, which of them is heard first is no promise: that one does, is.
    expect(outcome, path).toHaveProperty('refused');
    const less = withoutPath(value, path);
    if (less === undefined) {
      expect(result).toBeUndefined();
      return;
    }
    value = less;
  }
  const outcome = interpret(model, value, goal, surroundings);
  expect({
    ...outcome,
    ...('losses' in outcome ? { losses: inOrder(outcome.losses) } : {}),
  }).toEqual({ ok: true, primitive: result, losses: inOrder(losses), newer });
  expect(judges(object, version)(result as JsonValue)).toEqual([]);
}

/** Losses are reported in no order, and lines are the schema's. */
function inOrder(losses: readonly Loss[]): readonly string[] {
  return losses.map(({ line: _, ...loss }) => JSON.stringify(Object.entries(loss).sort())).sort();
}

function destination(object: ObjectModel, to: string): { goal: Goal; version: Version } {
  if (to === 'newest') return { goal: 'newest', version: object.version };
  const manifest = domain.releases.get(to.replace(/^release /, ''));
  if (manifest === undefined) return { goal: { root: versionOf(to) }, version: versionOf(to) };
  return { goal: { manifest }, version: versionOf(manifest[object.name] ?? '') };
}

/** The model in which a root is of this major: a newer one that can read it would take it over. */
function asRoot({ name, namespace, major }: ObjectModel): Model {
  const objects = [...domain.model.objects].filter(
    ([, one]) => one.name !== name || one.namespace !== namespace || one.major <= major,
  );
  return { ...domain.model, objects: new Map(objects) };
}

function versionOf(text: string): Version {
  const version = parseVersion(text);
  if (version === undefined) throw new Error(`${text} is no version`);
  return version;
}

async function hooksOf(model: Model): Promise<Hooks> {
  const files = new Map<string, Readonly<Record<string, Hook>>>();
  for (const object of model.objects.values()) {
    if (!object.steps.some((step) => step.hooks.backport ?? step.hooks.upgrade)) continue;
    const path = `../../hooks/${objectFileName(object)}.ts`;
    files.set(object.key, (await import(/* @vite-ignore */ path)) as Record<string, Hook>);
  }
  return (key, newer, direction) => {
    const step = model.objects.get(key)?.steps.find((one) => formatVersion(one.newer) === newer);
    if (step === undefined) return undefined;
    return files.get(key)?.[
      hookName(direction, direction === 'backport' ? step.older : step.newer)
    ];
  };
}
