// Which fields of an object may differ after it went to another version and came back: what the rules on
// the way declare, each as a whole field. Within these the interpreter says what must come of them.

import type { Version } from '../../core/version.js';
import { ledgerOf } from '../../interpret/index.js';
import { refsOf, shapeAt } from '../../model/index.js';
import type { FieldChange, FieldShape, ObjectModel, Step } from '../../model/model.js';
import { indexOf } from './trial.js';

/** The names at `home` of all fields that a trip to `away` and back may lose, replace or fill. */
export function declaredOnTrip(
  object: ObjectModel,
  home: Version,
  away: Version,
): ReadonlySet<string> {
  const touched = cascading(object, home);
  for (const { kind, path } of ledgerOf(object, home, away)) {
    if (kind !== 'fill') touched.add(rootOf(path));
  }
  const origins = originsOnWay(object, home, away, touched);
  for (const { kind, path } of ledgerOf(object, away, home)) {
    // What is filled in on the way back is named as it is called at home.
    if (kind === 'fill') touched.add(rootOf(path));
    else for (const origin of origins.get(rootOf(path)) ?? []) touched.add(origin);
  }
  return touched;
}

/** `Flavor.extra_specs["a"]` is `extra_specs`. */
function rootOf(path: string): string {
  return path.replace(/^[^.]*\./, '').replace(/[.[].*$/s, '');
}

type Origins = ReadonlyMap<string, ReadonlySet<string>>;

/** From which fields at home each field away comes; what leaves without a hook is added to `touched`. */
function originsOnWay(
  object: ObjectModel,
  home: Version,
  away: Version,
  touched: Set<string>,
): Origins {
  const [start, end] = [indexOf(object, home), indexOf(object, away)];
  const isDown = end < start;
  const steps = object.steps.slice(Math.min(start, end), Math.max(start, end));
  if (isDown) steps.reverse();
  let origins: Origins = new Map([...namesAt(object, home)].map((name) => [name, new Set([name])]));
  for (const step of steps) origins = across(step, isDown, origins, touched);
  return origins;
}

function across(step: Step, isDown: boolean, near: Origins, touched: Set<string>): Origins {
  const far = new Map(near);
  const originsOf = (name: string): ReadonlySet<string> => near.get(name) ?? new Set();
  const touch = (name: string): void => {
    for (const origin of originsOf(name)) touched.add(origin);
  };
  const sides = step.changes.map((change) => sidesOf(change, isDown));
  for (const { gone } of sides) for (const { name } of gone) far.delete(name);
  // Where a hook writes, it may have read whatever hooks are to bring back.
  const hooked = new Set(
    sides
      .filter(({ byHook }) => byHook)
      .flatMap(({ gone }) => gone.flatMap((f) => [...originsOf(f.name)])),
  );
  for (const { change, gone, come, byHook } of sides) {
    for (const { name } of come) far.set(name, byHook ? hooked : union(gone, originsOf));
    if (come.length === 0 && !byHook) for (const { name } of gone) touch(name);
    for (const map of mapsOf(change)) touch(map);
  }
  return far;
}

interface Sides {
  readonly change: FieldChange;
  /** Fields of the near side. */
  readonly gone: readonly FieldShape[];
  /** Fields of the far side. */
  readonly come: readonly FieldShape[];
  /** Whether hooks bring it over, and back again. */
  readonly byHook: boolean;
}

function sidesOf(change: FieldChange, isDown: boolean): Sides {
  const [older, newer] = fieldsOf(change);
  const [gone, come] = isDown ? [newer, older] : [older, newer];
  return { change, gone, come, byHook: isByHook(change) };
}

function fieldsOf(change: FieldChange): readonly [readonly FieldShape[], readonly FieldShape[]] {
  switch (change.kind) {
    case 'add':
      return [[], [change.newer]];
    case 'remove':
      return [[change.older], []];
    case 'carry':
      return [[change.older], [change.newer]];
    case 'replace':
      return [change.older, change.newer];
  }
}

function isByHook(change: FieldChange): boolean {
  switch (change.kind) {
    case 'add':
    case 'remove':
      return change.backport.kind === 'hook' && change.upgrade.kind === 'hook';
    case 'carry':
      return change.backport.hook || change.upgrade.hook;
    case 'replace':
      return true;
  }
}

/** Maps that a field is put into or taken out of: whether an empty one was unset, null or empty is not kept. */
function mapsOf(change: FieldChange): readonly string[] {
  if (change.kind !== 'add' && change.kind !== 'remove') return [];
  return [change.backport, change.upgrade].flatMap((move) =>
    move.kind === 'into' || move.kind === 'from' ? [move.field] : [],
  );
}

function union(
  fields: readonly FieldShape[],
  originsOf: (name: string) => ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(fields.flatMap(({ name }) => [...originsOf(name)]));
}

function namesAt(object: ObjectModel, version: Version): Iterable<string> {
  return shapeAt(object, version)?.fields.keys() ?? [];
}

/** Fields whose objects the shape itself holds at a version: they cross with it. */
function cascading(object: ObjectModel, version: Version): Set<string> {
  const fields = [...(shapeAt(object, version)?.fields.values() ?? [])];
  const held = fields.filter(({ type }) => refsOf(type).some((ref) => ref.version !== undefined));
  return new Set(held.map(({ name }) => name));
}
