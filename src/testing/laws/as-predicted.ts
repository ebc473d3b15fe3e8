// Laws 1, 3, 6 and 8, which hold a single crossing to the shape that it leads to, to the interpreter of
// histories, and to the manifest.

import type { Loss, Manifest } from '../../core/envelope.js';
import { isList, type JsonValue } from '../../core/json.js';
import { sameJson } from '../../core/same-json.js';
import { compareVersions, formatVersion, parseWireVersion } from '../../core/version.js';
import type { Goal } from '../../interpret/index.js';
import type { ObjectModel } from '../../model/model.js';
import type { Violation } from './check.js';
import { isJsonObject, own, standing, visitNested, type Standing } from './envelope.js';
import type { Lab } from './lab.js';
import { tell, type Crossed, type Outcome } from './outcome.js';
import type { Trial } from './trial.js';

/** What came of a crossing, and what the interpreter says of it. */
export interface Told {
  readonly got: Outcome;
  readonly wanted: Outcome;
}

/** The crossing of a primitive to a goal. */
export function crossing(trial: Trial, goal: Goal): Told {
  return { got: trial.crossed(goal), wanted: trial.predicted(goal) };
}

/** Through an object of the class, which says what it lost nowhere. */
export function rewriting(trial: Trial, goal: Goal): Told {
  const newest = trial.predicted('newest');
  const wanted =
    newest.kind !== 'value' || goal === 'newest'
      ? newest
      : trial.lab.oracle(newest.primitive, goal);
  const got = trial.rewritten(goal);
  const losses = wanted.kind === 'value' ? wanted.losses : [];
  return { got: got.kind === 'value' ? { ...got, losses } : got, wanted };
}

/** Laws 1 and 3: the shape is right, and all in it but `changes` is what was predicted. */
export function violatesPrediction(trial: Trial, { got, wanted }: Told): Violation | undefined {
  if (got.kind === 'crash') {
    return { expected: 'an object of that shape, or a refusal that is declared', got: tell(got) };
  }
  if (got.kind !== 'value' || wanted.kind !== 'value') {
    return sameFailure(got, wanted) ? undefined : { expected: tell(wanted), got: tell(got) };
  }
  const { lab, object } = trial;
  return (
    misshapen(lab, object, got.primitive) ??
    otherData(lab, got, wanted) ??
    otherLosses(got.losses, wanted.losses)
  );
}

/** Law 6: the names in `changes` are set, and those that were predicted. */
export function violatesChanges(
  { lab, object }: Trial,
  { got, wanted }: Told,
): Violation | undefined {
  if (got.kind !== 'value' || wanted.kind !== 'value') return undefined;
  const root = standing(got.primitive, lab.prefix, [object]);
  const unset = root && nameNotSet(lab, root);
  if (unset !== undefined) return unset;
  if (sameJson(got.primitive, wanted.primitive)) return undefined;
  // Other data is another law's matter.
  if (!sameJson(withoutChanges(lab, got), withoutChanges(lab, wanted))) return undefined;
  return { expected: changesIn(lab, wanted), got: changesIn(lab, got) };
}

/** Law 8: no object at any depth is newer than its entry. */
export function violatesBound(
  { lab, object }: Trial,
  { got }: Told,
  manifest: Manifest,
): Violation | undefined {
  const root = got.kind === 'value' ? standing(got.primitive, lab.prefix, [object]) : undefined;
  if (root === undefined) return undefined;
  let found: Violation | undefined;
  const look = ({ object: one, version }: Standing, path: string): void => {
    const entry = parseWireVersion(manifest[`${one.namespace}/${one.name}`] ?? '');
    if (entry !== undefined && compareVersions(version, entry) <= 0) return;
    const label = formatVersion(version);
    const allowed = entry === undefined ? 'no entry' : formatVersion(entry);
    found ??= {
      expected: `${one.name} at most at ${allowed}`,
      got: `${label} at ${path}`,
      object: one,
      path,
    };
  };
  look(root, object.name);
  visitNested(lab.model, lab.prefix, root, object.name, (nested, _, path) => {
    look(nested, path);
  });
  return found;
}

function sameFailure(got: Outcome, wanted: Outcome): boolean {
  if (got.kind === 'error' && wanted.kind === 'error') return got.code === wanted.code;
  return got.kind === 'refused' && wanted.kind === 'refused';
}

function misshapen(lab: Lab, object: ObjectModel, primitive: JsonValue): Violation | undefined {
  const root = standing(primitive, lab.prefix, [object]);
  if (root === undefined) {
    return { expected: `an object ${object.name}`, got: JSON.stringify(primitive) };
  }
  const [first, ...more] = lab.judges(object, root.version)(primitive);
  if (first === undefined) return undefined;
  const field =
    Object.keys(root.data).find((name) => !root.shape.fields.has(name)) ??
    /\.data\/([^/ ]+)/.exec(first)?.[1];
  return {
    expected: `the shape of ${object.name} ${formatVersion(root.version)}`,
    got: `${[first, ...more.slice(0, 3)].join(', ')} in ${JSON.stringify(primitive)}`,
    object,
    ...(field === undefined ? {} : { field }),
  };
}

function otherData(lab: Lab, got: Crossed, wanted: Crossed): Violation | undefined {
  if (sameJson(got.primitive, wanted.primitive)) return undefined;
  const [ours, theirs] = [withoutChanges(lab, got), withoutChanges(lab, wanted)];
  if (sameJson(ours, theirs)) return undefined;
  return { expected: tell(wanted), got: tell(got), ...placeOf(ours, theirs, lab.prefix) };
}

/** The first field of the outermost object that is not the same. */
function placeOf(a: JsonValue, b: JsonValue, prefix: string): { readonly field?: string } {
  const [these, those] = [a, b].map((one) =>
    isJsonObject(one) ? own(one, `${prefix}.data`) : one,
  );
  if (!isJsonObject(these) || !isJsonObject(those)) return {};
  for (const name of new Set([...Object.keys(those), ...Object.keys(these)])) {
    const [one, other] = [own(these, name), own(those, name)];
    if (one === undefined || other === undefined || !sameJson(one, other)) return { field: name };
  }
  return {};
}

function otherLosses(got: readonly Loss[], wanted: readonly Loss[]): Violation | undefined {
  const [ours, theirs] = [got.map(lossText).sort(), wanted.map(lossText).sort()];
  if (ours.join() === theirs.join()) return undefined;
  const tellAll = (all: readonly string[]): string => `the losses ${all.join(', ') || 'none'}`;
  return { expected: tellAll(theirs), got: tellAll(ours) };
}

function lossText({ kind, path, from, to, since }: Loss): string {
  return `${path} (${kind}, ${from} to ${to}, by ${since})`;
}

function nameNotSet(lab: Lab, root: Standing): Violation | undefined {
  let found: Violation | undefined;
  const look = ({ object, data, changes }: Standing, path: string): void => {
    for (const name of changes) {
      if (typeof name === 'string' && Object.hasOwn(data, name)) continue;
      found ??= { expected: 'names of what is set', got: JSON.stringify(name), object, path };
    }
  };
  look(root, root.object.name);
  visitNested(lab.model, lab.prefix, root, root.object.name, (nested, _, path) => {
    look(nested, path);
  });
  return found;
}

function withoutChanges(lab: Lab, { primitive }: Crossed): JsonValue {
  const key = `${lab.prefix}.changes`;
  return strip(primitive);

  function strip(value: JsonValue): JsonValue {
    if (isList(value)) return value.map(strip);
    if (!isJsonObject(value)) return value;
    const kept = Object.entries(value).filter(([name]) => name !== key);
    // From entries: a field may be called `__proto__`.
    return Object.fromEntries(kept.map(([name, item]) => [name, strip(item)]));
  }
}

/** All that is said of changes, by place. */
function changesIn(lab: Lab, { primitive }: Crossed): string {
  const key = `${lab.prefix}.changes`;
  const found: string[] = [];
  collect(primitive, '');
  return `changes ${found.join(', ') || 'none'}`;

  function collect(value: JsonValue, path: string): void {
    if (isList(value))
      value.forEach((item, i) => {
        collect(item, `${path}[${i}]`);
      });
    else if (isJsonObject(value)) {
      for (const [name, item] of Object.entries(value)) {
        if (name === key) found.push(`${path || 'of the root'} ${JSON.stringify(item)}`);
        else collect(item, name === `${lab.prefix}.data` ? path : `${path}.${name}`);
      }
    }
  }
}
