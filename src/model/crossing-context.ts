// What the rules of one step need to know, in one direction.

import { formatVersion, sameVersion, type Version } from '../core/version.js';
import type { FieldShape, ObjectRef } from './model.js';
import { lineageOf, qualify } from './name-table.js';
import type { Scope } from './scope.js';
import type { Way } from './type-crossing.js';

export interface CrossingContext {
  readonly scope: Scope;
  readonly direction: 'backport' | 'upgrade';
  /** The versions and the fields on the side that data comes from, and on the side it goes to. */
  readonly from: Version;
  readonly to: Version;
  readonly near: ReadonlyMap<string, FieldShape>;
  readonly far: ReadonlyMap<string, FieldShape>;
}

/** Across a major a missing way back is no mistake: who asks for it is refused. */
export function mayRefuse({ direction, from, to }: CrossingContext): boolean {
  return direction === 'backport' && from.major !== to.major;
}

/** Why such a refusal comes. */
export function noWayBack({ from, to }: CrossingContext): string {
  return `nothing says how ${formatVersion(from)} becomes ${formatVersion(to)}`;
}

export function wayOf(scope: Scope, convert?: Way['convert']): Way {
  return { convert, isJoined: (a, b) => isJoined(scope, a, b) };
}

function isJoined({ names }: Scope, a: ObjectRef, b: ObjectRef): boolean {
  if (a.key === b.key) return true;
  const majors = names.objects.get(qualify(a.name, a.namespace)) ?? [];
  const [newer, older] = a.major > b.major ? [a, b] : [b, a];
  const entry = majors.find((one) => one.major === newer.major);
  const before = majors.find((one) => one.major === older.major);
  if (entry === undefined || before === undefined) return false;
  const lineage = lineageOf(names, entry);
  return before.versions.every((version) => lineage.some((known) => sameVersion(known, version)));
}
