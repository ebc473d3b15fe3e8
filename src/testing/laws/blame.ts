// Which line of a schema or hook a broken law leads to.

import type { JsonValue } from '../../core/json.js';
import {
  compareVersions,
  formatVersion,
  parseWireVersion,
  type Version,
} from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import { sameJson } from '../../core/same-json.js';
import type { FieldChange, ObjectModel, Step } from '../../model/model.js';
import type { Check, Violation } from './check.js';
import { declaredOnTrip } from './declared.js';
import { differenceOf, type MayDiffer } from './differences.js';
import { standing } from './envelope.js';
import { indexOf, type Trial } from './trial.js';

/** Where the function of a hook stands; undefined where it is not known. */
export type HookPlace = (
  object: ObjectModel,
  step: Step,
  direction: 'backport' | 'upgrade',
) => Span | undefined;

/** The line at fault: a change of the history, a hook, or the object itself where no step is. */
export function blame(
  trial: Trial,
  check: Check,
  violation: Violation,
  hookPlace: HookPlace,
): Span {
  const object = violation.object ?? trial.object;
  const steps = stepsOnWay(trial, check, object);
  const [step = guilty(steps, violation)] = narrowed(trial, check, steps, object);
  if (step === undefined) return object.source;
  const change = changeOf(step, violation.field);
  for (const direction of directionsOf(check)) {
    if (step.hooks[direction] === undefined) continue;
    if (change !== undefined && !isByHook(change)) continue;
    return hookPlace(object, step, direction) ?? step.hooks[direction].source;
  }
  return change?.source ?? step.source;
}

/** The steps between where the value stands and where it was led, in the order in which they are taken. */
function stepsOnWay(trial: Trial, { to }: Check, object: ObjectModel): readonly Step[] {
  const from = object === trial.object ? trial.version : object.version;
  const target = targetOf(to, object);
  if (target === undefined) return [];
  const [start, end] = [indexOf(object, from), indexOf(object, target)];
  const steps = object.steps.slice(Math.max(0, Math.min(start, end)), Math.max(start, end));
  return end < start ? steps.reverse() : steps;
}

function targetOf(to: Check['to'], object: ObjectModel): Version | undefined {
  if (to.kind === 'version') return to.version;
  if (to.kind === 'newest') return object.version;
  return parseWireVersion(to.manifest[`${object.namespace}/${object.name}`] ?? '');
}

/** Of a backport: the first step at which the code and the interpreter part, each taken by itself. */
function narrowed(
  trial: Trial,
  check: Check,
  steps: readonly Step[],
  object: ObjectModel,
): readonly Step[] {
  if (object !== trial.object || check.to.kind === 'manifest')
    return steps.slice(0, 1).slice(steps.length > 1 ? 1 : 0);
  if (steps.length < 2) return steps;
  const { lab } = trial;
  let value: JsonValue = trial.value;
  for (const step of steps) {
    const isDown = compareVersions(step.newer, trial.version) <= 0;
    const next = isDown ? step.older : step.newer;
    const here = isDown ? step.newer : step.older;
    const got = lab.subject.step(value, formatVersion(next));
    const wanted = isDown ? lab.oracle(value, { root: next }) : got;
    if (got.kind !== 'value' || wanted.kind !== 'value') return [step];
    if (!sameJson(got.primitive, wanted.primitive)) return [step];
    if (lab.judges(object, next)(got.primitive).length > 0) return [step];
    if (check.law === 'backAndThere' || check.law === 'thereAndBack') {
      const back = lab.subject.step(got.primitive, formatVersion(here));
      if (back.kind === 'value' && differs(trial, value, back.primitive, next)) return [step];
    }
    value = got.primitive;
  }
  return [];
}

/** Whether a value came back from a step with something changed that may not change. */
function differs(
  { lab, object }: Trial,
  value: JsonValue,
  back: JsonValue,
  away: Version,
): boolean {
  const before = standing(value, lab.prefix, [object]);
  const after = standing(back, lab.prefix, [object]);
  if (before === undefined || after === undefined) return false;
  const mayDiffer: MayDiffer = (one, home) =>
    one === object ? declaredOnTrip(one, home, away) : new Set();
  return differenceOf(lab, before, after, mayDiffer) !== undefined;
}

/** The step nearest to the end of the way that touches the field; without one, the last that has a hook. */
function guilty(steps: readonly Step[], { field }: Violation): Step | undefined {
  const touching = steps.filter(
    (step) => field !== undefined && changeOf(step, field) !== undefined,
  );
  return (
    touching.at(-1) ??
    steps.findLast(({ hooks }) => hooks.backport ?? hooks.upgrade) ??
    steps.at(-1)
  );
}

function changeOf(step: Step, field: string | undefined): FieldChange | undefined {
  if (field === undefined) return undefined;
  return step.changes.find((change) => namesOf(change).includes(field));
}

function namesOf(change: FieldChange): readonly string[] {
  switch (change.kind) {
    case 'add':
      return [change.newer.name];
    case 'remove':
      return [change.older.name];
    case 'carry':
      return [change.older.name, change.newer.name];
    case 'replace':
      return [...change.older, ...change.newer].map(({ name }) => name);
  }
}

function isByHook(change: FieldChange): boolean {
  if (change.kind === 'replace') return true;
  return [change.backport, change.upgrade].some((rule) =>
    'hook' in rule ? rule.hook : 'kind' in rule && rule.kind === 'hook',
  );
}

function directionsOf({ law, to }: Check): readonly ('backport' | 'upgrade')[] {
  if (law === 'upgradable' || to.kind === 'newest') return ['upgrade'];
  return law === 'valid' || law === 'bounded' ? ['backport'] : ['backport', 'upgrade'];
}
