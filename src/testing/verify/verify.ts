// The run of the laws: every object, every pair of its versions, every value that the makers make.

import type { Manifest } from '../../core/envelope.js';
import type { JsonValue } from '../../core/json.js';
import { formatVersion, sameVersion, type Version } from '../../core/version.js';
import type { Hooks } from '../../interpret/index.js';
import type { Model, ObjectModel } from '../../model/model.js';
import {
  backAndThereCheck,
  manifestChecks,
  rootChecks,
  thereAndBackCheck,
} from '../laws/checks.js';
import type { Check } from '../laws/check.js';
import type { HookPlace } from '../laws/blame.js';
import { Coverage } from '../laws/coverage.js';
import { declaredOnTrip } from '../laws/declared.js';
import { createLab, type Lab } from '../laws/lab.js';
import { mixesOf } from '../laws/mixes.js';
import type { Subject } from '../laws/subject.js';
import { Trial } from '../laws/trial.js';
import { createRandom, randomPrimitive, systematicPrimitives } from '../values/index.js';
import { Failures } from './failures.js';
import type { VerifyReport } from './report.js';

export interface VerifyInput {
  readonly model: Model;
  /** Of the envelope's keys. */
  readonly prefix: string;
  readonly subject: Subject;
  /** The user's hooks, for the interpreter. */
  readonly hooks: Hooks;
  /** Where they stand, for reports. */
  readonly hookPlace?: HookPlace;
  /** The objects to look at; all when absent. */
  readonly objects?: readonly ObjectModel[];
  readonly seed: number;
  /** Random values of each object at each version, beside the systematic ones. */
  readonly cases: number;
  /** Is told before each object. */
  readonly onObject?: (object: ObjectModel, at: number, of: number) => void;
}

/** Puts every law to every value; what fails is in the report, shrunk. */
export async function verifyModel(input: VerifyInput): Promise<VerifyReport> {
  const { model, prefix, hooks, subject, seed } = input;
  const lab = await createLab({ model, prefix, hooks, subject });
  const chosen = rootsOf(input);
  const run: Run = {
    input,
    lab,
    coverage: new Coverage(model, prefix),
    failures: new Failures(lab, input.hookPlace ?? (() => undefined)),
    declared: remembering(declaredOnTrip),
    unmet: new Set(),
    counts: { pairs: 0, values: 0, checks: 0 },
  };
  for (const [at, object] of chosen.entries()) {
    input.onObject?.(object, at, chosen.length);
    verifyObject(run, object);
  }
  run.failures.addUnreached(run.coverage.unreached());
  return {
    seed,
    objects: chosen.length,
    ...run.counts,
    losses: run.coverage.counts,
    closed: run.coverage.closed(),
    failures: run.failures.all,
    unmet: [...run.unmet].sort(),
  };
}

interface Run {
  readonly input: VerifyInput;
  readonly lab: Lab;
  readonly coverage: Coverage;
  readonly failures: Failures;
  readonly declared: typeof declaredOnTrip;
  readonly unmet: Set<string>;
  readonly counts: { pairs: number; values: number; checks: number };
}

/** As a root, an older major that the newest one reads as well is read as that. */
function rootsOf({
  model,
  objects = [...model.objects.values()],
}: VerifyInput): readonly ObjectModel[] {
  const all = [...model.objects.values()];
  const isTakenOver = (object: ObjectModel): boolean =>
    all.some(
      (other) =>
        other.isNewestMajor &&
        other !== object &&
        other.name === object.name &&
        other.namespace === object.namespace &&
        other.versions.some((version) => sameVersion(version, object.version)),
    );
  return objects.filter((object) => !isTakenOver(object));
}

function verifyObject(run: Run, object: ObjectModel): void {
  const { lab, failures, input } = run;
  const mixes = mixesOf(lab.model, object);
  // Each value meets one mix, in turn; the newest with all set meets every one.
  let turn = 0;
  for (const version of object.versions) {
    run.counts.pairs += object.versions.length;
    const checks = rootChecks(object, version, run.declared);
    const few = checks.filter(({ isForWholes }) => isForWholes !== true);
    for (const { about, value } of valuesOf(run, object, version)) {
      const trial = new Trial(lab, object, version, value);
      if (!isMadeValid(run, trial, about)) continue;
      run.counts.values++;
      for (const check of isWhole(about) ? checks : few) hold(run, trial, check, about);
      note(run, trial, about);
      const isFull = about === 'all set' && sameVersion(version, object.version);
      const met = isFull ? mixes : mixes.slice(turn++ % mixes.length).slice(0, 1);
      for (const manifest of met) {
        for (const check of manifestChecks(manifest)) hold(run, trial, check, about);
      }
      if (failures.isEnough(object)) return;
    }
  }
  for (const manifest of mixes) verifyTrees(run, object, manifest, input.seed);
}

/** Whether a value has many fields, and not one at an edge. */
function isWhole(about: string): boolean {
  return !about.includes(' = ');
}

function hold(run: Run, trial: Trial, check: Check, about: string): void {
  run.counts.checks++;
  const violation = check.run(trial);
  if (violation !== undefined) run.failures.add(trial, check, violation, about);
}

/** Values of the makers that do not fit their own shape would prove nothing. */
function isMadeValid({ lab, failures }: Run, trial: Trial, about: string): boolean {
  const wrong = lab.judges(trial.object, trial.version)(trial.value);
  if (wrong.length === 0) return true;
  failures.addInvalid(trial, about, wrong);
  return false;
}

/** What was lost on the way to each other version, held against the ledger. */
function note(run: Run, trial: Trial, about: string): void {
  const { object, version } = trial;
  const at = object.versions.indexOf(version);
  for (const [i, other] of object.versions.entries()) {
    const isNewest = i === object.versions.length - 1;
    if (i === at || (i > at && !isNewest)) continue;
    const outcome = trial.crossed(i < at ? { root: other } : 'newest');
    for (const loss of run.coverage.note(object, version, other, outcome)) {
      run.failures.addUndeclared(trial, about, other, loss);
    }
  }
}

/** Whole trees that stand at a manifest's versions, or at the newest, there and back again. */
function verifyTrees(run: Run, object: ObjectModel, manifest: Manifest, seed: number): void {
  const { lab, declared } = run;
  const newest = mixesOf(lab.model, object)[0] ?? {};
  const entryOf = ({ namespace, name, versions }: ObjectModel): Version | undefined =>
    versions.find((version) => formatVersion(version) === manifest[`${namespace}/${name}`]);
  const trips = [
    {
      at: manifest,
      check: thereAndBackCheck(manifest, (one, home) => declared(one, home, one.version)),
    },
    {
      at: newest,
      check: backAndThereCheck(manifest, (one, home) => declared(one, home, entryOf(one) ?? home)),
    },
  ];
  for (const { at, check } of trips) {
    for (const { about, value, version } of treesOf(run, object, at, seed)) {
      const trial = new Trial(lab, object, version, value);
      run.counts.values++;
      hold(run, trial, check, about);
    }
  }
}

interface Made {
  readonly about: string;
  readonly value: JsonValue;
}

function* valuesOf(run: Run, object: ObjectModel, version: Version): Generator<Made> {
  const { model, prefix, seed, cases } = run.input;
  for (const { about, primitive } of systematicPrimitives(model, object, version, { prefix })) {
    yield { about: about.replace(/^[^:]*: /, ''), value: primitive };
  }
  const random = createRandom(seedOf(seed, `${object.key} ${formatVersion(version)}`));
  for (let i = 1; i <= cases; i++) {
    const made = randomPrimitive(model, object, version, random, { prefix });
    if (made === undefined) return;
    for (const field of made.unmet) run.unmet.add(field);
    yield { about: `random ${i}`, value: made.primitive };
  }
}

/** A few trees with every object at the manifest's version. */
function* treesOf(
  run: Run,
  object: ObjectModel,
  manifest: Manifest,
  seed: number,
): Generator<Made & { readonly version: Version }> {
  const { model, prefix } = run.input;
  const wanted = manifest[`${object.namespace}/${object.name}`];
  const version = object.versions.find((one) => formatVersion(one) === wanted);
  if (version === undefined) return;
  const random = createRandom(seedOf(seed, `${object.key} ${JSON.stringify(manifest)}`));
  for (let i = 1; i <= TREES; i++) {
    const made = randomPrimitive(model, object, manifest, random, { prefix, isExact: true });
    if (made !== undefined) yield { about: `random tree ${i}`, value: made.primitive, version };
  }
}

const TREES = 1;

/** A seed of its own for each object, so that a run of one object makes the values that a run of all made. */
function seedOf(seed: number, text: string): number {
  let hash = seed >>> 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0;
  return hash;
}

function remembering(find: typeof declaredOnTrip): typeof declaredOnTrip {
  const known = new Map<string, ReadonlySet<string>>();
  return (object, home, away) => {
    const key = `${object.key} ${formatVersion(home)} ${formatVersion(away)}`;
    const found = known.get(key) ?? find(object, home, away);
    known.set(key, found);
    return found;
  };
}
