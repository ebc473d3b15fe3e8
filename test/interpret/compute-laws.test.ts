// The laws of docs/crossing.md on the worked domain, with the interpreter itself as what is judged: by the
// older shapes alone, by its own single steps, and by the ledger.

import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { kebabCase } from '../../src/core/names.js';
import { sameJson } from '../../src/core/same-json.js';
import { formatVersion, parseVersion, sameVersion } from '../../src/core/version.js';
import type { Version } from '../../src/core/version.js';
import { interpret, ledgerOf } from '../../src/interpret/index.js';
import type { Goal, Hook, Hooks, Interpreted } from '../../src/interpret/index.js';
import { shapeAt } from '../../src/model/index.js';
import type { ObjectModel } from '../../src/model/index.js';
import { createJudges } from '../../src/testing/shape-schema.js';
import {
  createRandom,
  randomPrimitive,
  systematicPrimitives,
} from '../../src/testing/values/index.js';
import { isData, modelOf, PREFIX } from './story.js';
import { schemaFiles } from '../compute/compute-model.js';
import type { Data } from './story.js';

const ROOT = new URL('../../', import.meta.url);
const SEED = 20261122;
const CASES = 20;

const model = modelOf(schemaFiles('schemas/compute').map(({ text }) => text));
const objects = [...model.objects.values()];

/** As a root, an older major that was joined to the newest is read as that one. */
const roots = objects.filter(
  ({ name, isNewestMajor, version }) =>
    isNewestMajor ||
    !objects.some(
      (other) => other.name === name && ordinalOf(other, version) !== -1 && other.isNewestMajor,
    ),
);

function ordinalOf(object: ObjectModel, version: Version): number {
  return object.versions.findIndex((known) => sameVersion(known, version));
}

/** The domain's hooks, by file and name as the generated code finds them. */
const found = new Map<string, Hook>();

beforeAll(async () => {
  for (const file of readdirSync(new URL('hooks/', ROOT))) {
    const exports = (await import(new URL(`hooks/${file}`, ROOT).href)) as Record<string, Hook>;
    for (const [name, hook] of Object.entries(exports)) found.set(`${file} ${name}`, hook);
  }
});

const hooks: Hooks = (key, newer, direction) => {
  const object = model.objects.get(key);
  const step = object?.steps.find((each) => formatVersion(each.newer) === newer);
  if (object === undefined || step === undefined) return undefined;
  const { major, minor } = direction === 'backport' ? step.older : step.newer;
  const verb = direction === 'backport' ? 'backportTo' : 'upgradeTo';
  return found.get(`${kebabCase(object.name)}.ts ${verb}${major}_${minor}`);
};

function go(primitive: JsonValue, goal: Goal): Interpreted {
  return interpret(model, primitive, goal, { wire: { prefix: PREFIX }, hooks });
}

const made = new Map<string, readonly JsonValue[]>();

/** Its primitives at a version: random ones, and at the first and the last version the systematic ones too. */
function primitivesOf(object: ObjectModel, version: Version): readonly JsonValue[] {
  const key = `${object.key} ${formatVersion(version)}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const random = createRandom(SEED);
  const found = Array.from({ length: CASES }, () =>
    randomPrimitive(model, object, version, random),
  );
  const primitives = found.flatMap((each) => (each === undefined ? [] : [each.primitive]));
  if (version === object.versions[0] || version === object.version) {
    const systematic = systematicPrimitives(model, object, version);
    for (const { primitive } of systematic) primitives.push(primitive);
  }
  made.set(key, primitives);
  return primitives;
}

/** Fails for an error, which is never an answer to a valid primitive. */
function unlessRefused(result: Interpreted): Extract<Interpreted, { ok: true }> | undefined {
  if (result.ok) return result;
  if ('error' in result) throw new Error(`${result.error.code}: ${result.error.message}`);
  return undefined;
}

function dataOf(primitive: JsonValue): Data {
  const data = isData(primitive) ? primitive[`${PREFIX}.data`] : undefined;
  if (data === undefined || !isData(data)) throw new Error('no envelope');
  return data;
}

const judges = await createJudges(model, { prefix: PREFIX });

function judged(object: ObjectModel, version: Version, primitive: JsonValue): void {
  const wrong = judges(object, version)(primitive);
  // `expect` is dear where nearly all is well.
  if (wrong.length > 0) expect.fail(`${wrong.join(', ')}: ${JSON.stringify(primitive)}`);
}

describe.each(roots.map((object) => ({ name: object.key, object })))('$name', ({ object }) => {
  const newest = object.version;

  test('values are made valid, or nothing below is proved', () => {
    for (const version of object.versions) {
      for (const primitive of primitivesOf(object, version)) {
        judged(object, version, primitive);
      }
    }
  });

  test('a backport has exactly the older shape, or a rule refuses it', () => {
    for (const root of object.versions) {
      for (const primitive of primitivesOf(object, newest)) {
        const result = unlessRefused(go(primitive, { root }));
        if (result !== undefined) judged(object, root, result.primitive);
      }
    }
  });

  test('an upgrade has exactly the newest shape, or a rule refuses it', () => {
    for (const version of object.versions) {
      for (const primitive of primitivesOf(object, version)) {
        const result = unlessRefused(go(primitive, 'newest'));
        if (result !== undefined) judged(object, newest, result.primitive);
      }
    }
  });

  test('a backport equals the backport by single steps where those do not refuse', () => {
    for (const primitive of primitivesOf(object, newest)) {
      let step: JsonValue | undefined = primitive;
      for (const root of [...object.versions].reverse()) {
        const next: Interpreted = go(step, { root });
        const before = unlessRefused(next);
        if (before === undefined) break;
        step = before.primitive;
        const direct = unlessRefused(go(primitive, { root }));
        expectSame(direct?.primitive, step, formatVersion(root));
      }
    }
  });

  test('what is lost or refused is in the ledger', () => {
    for (const { from, to, goal } of waysOf(object)) {
      const ledger = ledgerOf(object, from, to);
      const known = new Set(ledger.map(({ kind, path, since }) => `${kind} ${path} ${since}`));
      const refusing = ledger.filter(({ kind }) => kind === 'refuse').map(({ path }) => path);
      for (const primitive of primitivesOf(object, from)) {
        const result = go(primitive, goal);
        if (result.ok) {
          for (const { kind, path, since } of result.losses) {
            const said = `${kind} ${fieldOf(path)} ${since}`;
            // A nested object's losses stand in its own ledger.
            if (!isNested(path) && !known.has(said)) expect.fail(`${said} is not in the ledger`);
          }
        } else if ('refused' in result && !isNested(result.refused.path)) {
          const { path, why } = result.refused;
          const isSaid = refusing.some((field) => fieldOf(path) === field || field === object.name);
          if (!isSaid) expect.fail(`${path}: ${why}`);
        }
      }
    }
  });

  test('every loss and refusal of the ledger can be reached, or it would warn of nothing', () => {
    for (const { from, to, goal } of waysOf(object)) {
      const seen = new Set<string>();
      let crossed = 0;
      for (const { primitive } of systematicPrimitives(model, object, from)) {
        const result = go(primitive, goal);
        if (result.ok) {
          crossed += 1;
          for (const { kind, path, since } of result.losses) {
            seen.add(`${kind} ${fieldOf(path)} ${since}`);
          }
        } else if ('refused' in result) {
          seen.add(`refuse ${fieldOf(result.refused.path)}`).add(`refuse ${object.name}`);
        }
      }
      // Where a rule refuses everything, nothing else can happen.
      if (crossed === 0) continue;
      for (const { kind, path, since } of ledgerOf(object, from, to)) {
        const said = kind === 'refuse' ? `refuse ${path}` : `${kind} ${path} ${since}`;
        if (kind === 'fill' || seen.has(said)) continue;
        expect.fail(`${said} from ${formatVersion(from)} to ${formatVersion(to)}`);
      }
    }
  });

  test('names in changes follow their fields, and nothing that is given is changed', () => {
    for (const { from, goal } of waysOf(object)) {
      for (const primitive of primitivesOf(object, from)) {
        const before = JSON.stringify(primitive);
        const result = go(primitive, goal);
        if (JSON.stringify(primitive) !== before) expect.fail(`changed: ${before}`);
        if (result.ok) expectChangesSet(result.primitive);
      }
    }
  });

  test('to what it already is, it stays as it is', () => {
    for (const version of object.versions) {
      for (const primitive of primitivesOf(object, version)) {
        const result = unlessRefused(go(primitive, { root: version }));
        expectSame(result?.primitive, primitive, formatVersion(version));
        expect(result?.losses).toHaveLength(0);
      }
    }
  });

  test('under a manifest nothing at any depth is newer than it allows', () => {
    const random = createRandom(SEED);
    for (let i = 0; i < CASES; i++) {
      const manifest = Object.fromEntries(
        objects
          .filter(({ isNewestMajor }) => isNewestMajor)
          .map(({ name, versions, version }) => {
            return [name, formatVersion(versions[random.below(versions.length)] ?? version)];
          }),
      );
      const one = randomPrimitive(model, object, newest, random);
      const result = one && go(one.primitive, { manifest });
      if (result?.ok === true) expectBounded(result.primitive, manifest);
      else if (result !== undefined && 'error' in result) {
        // An older major that stands by itself may have no version as old as its namesake's entry.
        expect(result.error.code).toBe('invalid-target-version');
      }
    }
  });

  test('there and back gives the same, but for what the ledger says', () => {
    for (const version of object.versions) {
      const touched = touchedBy(object, version);
      for (const primitive of primitivesOf(object, version)) {
        const there = unlessRefused(go(primitive, 'newest'));
        const back = there && unlessRefused(go(there.primitive, { root: version }));
        if (back === undefined) continue;
        const [before, after] = [dataOf(primitive), dataOf(back.primitive)];
        for (const name of shapeAt(object, version)?.fields.keys() ?? []) {
          if (touched.has(name) || holdsObjects(object, version, name)) continue;
          expectSame(after[name], before[name], `${name} at ${formatVersion(version)}`);
        }
      }
    }
  });
});

function waysOf(object: ObjectModel): readonly { from: Version; to: Version; goal: Goal }[] {
  const newest = object.version;
  return object.versions.flatMap((version) => [
    { from: newest, to: version, goal: { root: version } },
    { from: version, to: newest, goal: 'newest' as const },
  ]);
}

/** `Host.tags[2]` is `Host.tags`. */
function fieldOf(path: string): string {
  return /^\w+\.\w+/.exec(path)?.[0] ?? path;
}

/** Whether a path leads into an object below the root. */
function isNested(path: string): boolean {
  return /^\w+\.\w+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])*\./.test(path);
}

function expectChangesSet(value: JsonValue): void {
  if (typeof value !== 'object' || value === null) return;
  const changes = isData(value) ? value[`${PREFIX}.changes`] : undefined;
  if (Array.isArray(changes)) {
    const set = Object.keys(dataOf(value));
    // Each once, in the order of the data, and none that is not set.
    expect(set.filter((name) => changes.includes(name))).toEqual(changes);
  }
  for (const item of Object.values(value)) expectChangesSet(item);
}

function expectSame(a: JsonValue | undefined, b: JsonValue | undefined, about: string): void {
  const isSame = a === undefined || b === undefined ? a === b : sameJson(a, b);
  if (!isSame) expect(a, about).toEqual(b);
}

function expectBounded(value: JsonValue, manifest: Readonly<Record<string, string>>): void {
  if (typeof value !== 'object' || value === null) return;
  if (isData(value) && typeof value[`${PREFIX}.version`] === 'string') {
    const version = parseVersion(value[`${PREFIX}.version`] as string);
    const allowed = parseVersion(manifest[value[`${PREFIX}.name`] as string] ?? '');
    if (version === undefined || allowed === undefined) throw new Error('no version');
    const isNewer =
      version.major > allowed.major ||
      (version.major === allowed.major && version.minor > allowed.minor);
    expect(isNewer).toBe(false);
  }
  for (const item of Object.values(value)) expectBounded(item, manifest);
}

/** Fields of a version that some declared rule may lose or replace on the way to the newest and back. */
function touchedBy(object: ObjectModel, version: Version): ReadonlySet<string> {
  const touched = new Set<string>();
  const names = new Map<string, string>();
  for (const name of shapeAt(object, version)?.fields.keys() ?? []) names.set(name, name);
  const touch = (name: string): void => {
    touched.add(names.get(name) ?? name);
  };
  for (const { path } of ledgerOf(object, version, object.version)) {
    touched.add(path.replace(/^\w+\./, '').replace(/\W.*$/, ''));
  }
  for (const step of object.steps.slice(ordinalOf(object, version))) {
    for (const change of step.changes) {
      if (change.kind === 'carry') {
        const original = names.get(change.older.name);
        names.delete(change.older.name);
        if (original !== undefined) names.set(change.newer.name, original);
      }
      // Whether an empty map was unset, null or empty is not kept by `into` and `from`.
      if (change.kind === 'add' && change.upgrade.kind === 'from') touch(change.upgrade.field);
      if (change.kind === 'add' && change.backport.kind === 'into') touch(change.backport.field);
      if (change.kind === 'replace') for (const field of change.older) touch(field.name);
      if (change.kind === 'remove') touch(change.older.name);
    }
    // What a hook writes is judged by the hook's own tests.
    if (step.hooks.backport !== undefined || step.hooks.upgrade !== undefined) {
      for (const change of step.changes) if (change.kind === 'carry') touch(change.newer.name);
    }
  }
  for (const { path } of ledgerOf(object, object.version, version)) {
    touch(path.replace(/^\w+\./, '').replace(/\W.*$/, ''));
  }
  return touched;
}

/** Objects were upgraded too, and a version of the root alone leaves them so. */
function holdsObjects(object: ObjectModel, version: Version, name: string): boolean {
  const type = shapeAt(object, version)?.fields.get(name)?.type;
  return JSON.stringify(type ?? null).includes('"namespace"');
}
