// Where a change that shows in an object came from. An enum, a child or a mixin that changed is one cause, however
// many objects it shows in.

import { formatVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { ObjectDeclaration } from '../../load/index.js';
import type { Change, FieldShape, ObjectRef, Type } from '../../model/index.js';
import { tellChange } from '../tell-change.js';
import { homeOf, nameOf, type Things, type Unrecorded } from './state.js';

/** A field on both sides of a change. */
interface Pair {
  readonly older: FieldShape;
  readonly newer: FieldShape;
}

export interface Cause {
  readonly kind: 'enum' | 'child' | 'mixin';
  readonly key: string;
}

/** Says of each change what outside the object caused it; undefined where it is the object's own. */
export type CauseOf = (change: Change, of: Unrecorded) => Cause | undefined;

export function causesIn(unrecorded: readonly Unrecorded[], things: Things): CauseOf {
  const users = usersOfMixins(things);
  const lost = lostTogether(unrecorded, users);
  return (change, one) => {
    if (change.kind === 'child-version-changed') {
      const child = movedChild(change);
      return child === undefined ? undefined : { kind: 'child', key: child };
    }
    if (change.kind === 'enum-changed') {
      const key = enumIn(change.newer.type);
      if (key !== undefined) return { kind: 'enum', key };
    }
    const mixin =
      change.kind === 'field-removed'
        ? lost.get(`${one.key} ${change.field}`)
        : mixinBehind(change, one, things);
    return mixin !== undefined && (users.get(mixin)?.length ?? 0) > 1
      ? { kind: 'mixin', key: mixin }
      : undefined;
  };
}

/** One finding for each cause, naming all objects that have not recorded it. */
export function reportCauses(
  caused: readonly { readonly cause: Cause; readonly change: Change; readonly of: Unrecorded }[],
  things: Things,
): readonly Diagnostic[] {
  const byCause = new Map<string, (typeof caused)[number][]>();
  for (const one of caused) {
    const id = `${one.cause.kind} ${one.cause.key}`;
    byCause.set(id, [...(byCause.get(id) ?? []), one]);
  }
  return [...byCause.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const users = [...new Set(all.map(({ of }) => nameOf(of.key, things)))].sort();
    const changes = [
      ...new Set(all.map(({ change, of }) => tellChange(change, homeOf(of.key)))),
    ].sort();
    return report(first.cause, users, changes, things) ?? [];
  });
}

function report(
  { kind, key }: Cause,
  users: readonly string[],
  changes: readonly string[],
  things: Things,
): Diagnostic | undefined {
  const fix = { command: 'backlevel bump' };
  if (kind === 'mixin') {
    const mixin = things.mixins.get(key);
    if (mixin === undefined) return undefined;
    const name = mixin.name.value;
    const parameters = { name, changes, users };
    return diagnose('history/mixin-not-recorded', mixin.name.span, parameters, {
      object: name,
      fix,
    });
  }
  const declared = kind === 'enum' ? things.enums.get(key) : things.objects.get(key);
  if (declared === undefined) return undefined;
  const { name, version } = declared;
  const code = kind === 'enum' ? 'history/enum-not-recorded' : 'history/child-not-recorded';
  const parameters = { name: name.value, version: version.value, users };
  return diagnose(code, version.span, parameters, {
    object: name.value,
    version: formatVersion(version.value),
    fix,
  });
}

/** The mixin that a field of the present came from, unless the object has only just gained it. */
function mixinBehind(change: Change, one: Unrecorded, things: Things): string | undefined {
  const newer = 'newer' in change ? change.newer : undefined;
  const name = newer !== undefined && isField(newer) ? newer.mixin : undefined;
  const key = name === undefined ? undefined : mixinKey(name, one.declaration, things);
  const mixin = key === undefined ? undefined : things.mixins.get(key);
  if (key === undefined || mixin === undefined) return undefined;
  const added = new Set(
    one.changes.flatMap((each) => (each.kind === 'field-added' ? [each.field] : [])),
  );
  return mixin.fields.every((field) => added.has(field.name.value)) ? undefined : key;
}

function isField(shape: object): shape is FieldShape {
  return 'type' in shape;
}

/**
 * Fields that all objects of a mixin lost at once, by object and field: it was the mixin that lost them. Of a mixin
 * with one user nobody can tell.
 */
function lostTogether(
  unrecorded: readonly Unrecorded[],
  users: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string> {
  const lost = new Map<string, ReadonlySet<string>>();
  for (const { key, changes } of unrecorded) {
    const gone = changes.flatMap((one) => (one.kind === 'field-removed' ? [one.field] : []));
    lost.set(key, new Set(gone));
  }
  const found = new Map<string, string>();
  for (const [mixin, keys] of users) {
    const [first] = keys;
    for (const field of (first === undefined ? undefined : lost.get(first)) ?? []) {
      if (!keys.every((key) => lost.get(key)?.has(field) === true)) continue;
      for (const key of keys) found.set(`${key} ${field}`, mixin);
    }
  }
  return found;
}

function usersOfMixins(things: Things): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const [key, declaration] of things.objects) {
    for (const { value } of declaration.mixins) {
      const mixin = mixinKey(value, declaration, things);
      users.set(mixin, [...(users.get(mixin) ?? []), key]);
    }
  }
  return users;
}

function mixinKey(name: string, user: ObjectDeclaration, { namespace }: Things): string {
  return name.includes('/') ? name : `${user.namespace?.value ?? namespace}/${name}`;
}

/** The child, of those in the type, whose version is not the one of before. */
function movedChild({ older, newer }: Pair): string | undefined {
  const before = new Map(refsIn(older.type).map((ref) => [ref.name, ref.version]));
  const moved = refsIn(newer.type).find(({ name, version }) => {
    const was = before.get(name);
    return (
      version !== undefined && (was === undefined || formatVersion(was) !== formatVersion(version))
    );
  });
  return moved && `${moved.namespace}/${moved.name}@${moved.version?.major ?? moved.major}`;
}

function refsIn(type: Type): readonly ObjectRef[] {
  if ('element' in type) return refsIn(type.element);
  if (type.kind === 'object') return [type.object];
  return type.kind === 'union' ? type.members : [];
}

/** The key of the declared enum that stands in the type. */
export function enumIn(type: Type): string | undefined {
  if ('element' in type) return enumIn(type.element);
  return type.kind === 'enum' ? type.key : undefined;
}
