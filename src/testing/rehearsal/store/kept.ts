// What a row keeps that a primitive on its way would lose: a field that an older version does not know has a column
// of its own, which nobody touches who does not know it. Read from the history alone.

import { sameVersion, type Version } from '../../../core/version.js';
import type { Arriving, ObjectModel, Stored } from '../../../model/model.js';

/**
 * Fields of the newest version, by their names there, that rows keep while they are of an older version: those that a
 * step between the two fills in, and does not derive.
 */
export function keptAbove(object: ObjectModel, older: Version): ReadonlySet<string> {
  const start = indexOf(object, older);
  const newest = object.versions.length - 1;
  const names = [...object.shape.fields.keys()].filter((name) => {
    for (let at = newest; at > start; at--) {
      for (const change of object.steps[at - 1]?.changes ?? []) {
        if (change.kind === 'add' && change.newer.name === name) {
          return isFilled(change.upgrade) && isOneColumn(object, name, at, newest);
        }
        if (change.kind === 'carry' && change.newer.name === name) return false;
        if (change.kind === 'replace' && change.newer.some((one) => one.name === name))
          return false;
      }
    }
    return false;
  });
  return new Set(names);
}

/** The same downwards: fields of the older version, by their names there, that rows keep while they are newer. */
export function keptBelow(object: ObjectModel, older: Version): ReadonlySet<string> {
  const start = indexOf(object, older);
  const names = [...(object.shapes[start]?.fields.keys() ?? [])].filter((name) => {
    for (let at = start + 1; at < object.versions.length; at++) {
      for (const change of object.steps[at - 1]?.changes ?? []) {
        if (change.kind === 'remove' && change.older.name === name) {
          return isFilled(change.backport) && isOneColumn(object, name, start, at - 1);
        }
        if (change.kind === 'carry' && change.older.name === name) return false;
        if (change.kind === 'replace' && change.older.some((one) => one.name === name))
          return false;
      }
    }
    return false;
  });
  return new Set(names);
}

function indexOf({ name, versions }: ObjectModel, version: Version): number {
  const index = versions.findIndex((one) => sameVersion(one, version));
  if (index < 0) throw new Error(`${name} has no such version`);
  return index;
}

function isFilled({ kind }: Arriving): boolean {
  return kind === 'unset' || kind === 'value' || kind === 'copy';
}

function isOneColumn(object: ObjectModel, name: string, since: number, until: number): boolean {
  const [first, last] = [since, until].map((at) => object.storage?.[at]?.fields.get(name));
  return first !== undefined && last !== undefined && placeOf(first) === placeOf(last);
}

function placeOf(stored: Stored): string {
  return stored.kind === 'column' ? `column ${stored.column}` : `table ${stored.table}`;
}
