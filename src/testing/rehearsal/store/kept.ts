// What a row keeps that a primitive on its way would lose: a field that an older version does not know has a column
// of its own, which nobody touches who does not know it. Read from the history alone.

import { sameVersion, type Version } from '../../../core/version.js';
import type { Arriving, FieldChange, Leaving, ObjectModel } from '../../../model/model.js';

/**
 * Fields of the newest version, by their names there, that rows keep while they are of an older version: those that
 * come of nothing but what the steps between the two fill in.
 */
export function keptAbove(object: ObjectModel, older: Version): ReadonlySet<string> {
  const newest = object.versions.length - 1;
  const fields = [...object.shape.fields.keys()];
  const comesOfFills = (name: string, at: number): boolean => {
    if (at === indexOf(object, older)) return false;
    const near = sourcesOf(object.steps[at - 1]?.changes ?? [], 'upgrade', name);
    return near === 'filled' || (near.length > 0 && near.every((one) => comesOfFills(one, at - 1)));
  };
  return new Set(
    fields.filter((name) => isStored(object, newest, name) && comesOfFills(name, newest)),
  );
}

/** The same downwards: fields of the older version, by their names there, that rows keep while they are newer. */
export function keptBelow(object: ObjectModel, older: Version): ReadonlySet<string> {
  const start = indexOf(object, older);
  const comesOfFills = (name: string, at: number): boolean => {
    if (at === object.versions.length - 1) return false;
    const near = sourcesOf(object.steps[at]?.changes ?? [], 'backport', name);
    return near === 'filled' || (near.length > 0 && near.every((one) => comesOfFills(one, at + 1)));
  };
  const fields = [...(object.shapes[start]?.fields.keys() ?? [])];
  return new Set(
    fields.filter((name) => isStored(object, start, name) && comesOfFills(name, start)),
  );
}

function indexOf({ name, versions }: ObjectModel, version: Version): number {
  const index = versions.findIndex((one) => sameVersion(one, version));
  if (index < 0) throw new Error(`${name} has no such version`);
  return index;
}

function isStored({ storage }: ObjectModel, at: number, name: string): boolean {
  return storage?.[at]?.fields.has(name) === true;
}

type Direction = 'upgrade' | 'backport';

/** What a field on the far side of a step comes of: fields of the near side, none where a hook may take all of it. */
function sourcesOf(
  changes: readonly FieldChange[],
  direction: Direction,
  name: string,
): 'filled' | readonly string[] {
  const far = direction === 'upgrade' ? 'newer' : 'older';
  const sources = changes.flatMap((change): readonly ('filled' | readonly string[])[] => {
    const put = leavingOf(change, direction);
    if (put?.leaving.kind === 'into' && put.leaving.field === name) return [[put.name, name]];
    if (change.kind === 'replace') {
      const near = direction === 'upgrade' ? change.older : change.newer;
      const isHere = change[far].some((one) => one.name === name);
      return isHere ? [near.map((one) => one.name)] : [];
    }
    if (change.kind === 'carry') {
      const near = direction === 'upgrade' ? change.older : change.newer;
      return change[far].name === name ? [[near.name]] : [];
    }
    const arriving = arrivingOf(change, direction);
    return arriving?.name === name ? [fromArriving(arriving.arriving)] : [];
  });
  const [first = [name], ...more] = sources;
  if (more.length === 0) return first;
  return [...new Set(sources.flatMap((one) => (one === 'filled' ? [] : one)))];
}

type Alone = Extract<FieldChange, { kind: 'add' | 'remove' }>;

function arrivingOf(
  change: Alone,
  direction: Direction,
): { readonly name: string; readonly arriving: Arriving } | undefined {
  if (change.kind === 'add') {
    return direction === 'upgrade'
      ? { name: change.newer.name, arriving: change.upgrade }
      : undefined;
  }
  return direction === 'backport'
    ? { name: change.older.name, arriving: change.backport }
    : undefined;
}

function leavingOf(
  change: FieldChange,
  direction: Direction,
): { readonly name: string; readonly leaving: Leaving } | undefined {
  if (change.kind === 'add' && direction === 'backport') {
    return { name: change.newer.name, leaving: change.backport };
  }
  if (change.kind === 'remove' && direction === 'upgrade') {
    return { name: change.older.name, leaving: change.upgrade };
  }
  return undefined;
}

function fromArriving(arriving: Arriving): 'filled' | readonly string[] {
  if (arriving.kind === 'from') return [arriving.field];
  return ['unset', 'value', 'copy'].includes(arriving.kind) ? 'filled' : [];
}
