// Where a change that shows in an object came from. An enum, a child or a mixin that changed is one cause, however
// many objects it shows in.

import { formatVersion, sameVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { ObjectDeclaration } from '../../load/index.js';
import {
  leafOf,
  refsOf,
  sameMethod,
  sameType,
  type Change,
  type FieldShape,
  type MethodShape,
  type Type,
} from '../../model/index.js';
import { tellChange } from '../tell-change.js';
import { homeOf, nameOf, type Baseline, type Things, type Unrecorded } from './state.js';

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

export function causesIn(
  unrecorded: readonly Unrecorded[],
  things: Things,
  { records }: Baseline,
): CauseOf {
  const users = usersOfMixins(things);
  const lost = lostTogether(unrecorded, users, things, records);
  return (change, one) => {
    if (change.kind === 'child-version-changed') {
      const child = movedChild(change);
      return child === undefined ? undefined : { kind: 'child', key: child };
    }
    const key = causingEnum(change);
    if (key !== undefined) return { kind: 'enum', key };
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
 * Fields that all objects of a mixin lost since they were released, by object and field: it was the mixin that lost
 * them, whoever has recorded it. Of a mixin with one user nobody can tell.
 */
function lostTogether(
  unrecorded: readonly Unrecorded[],
  users: ReadonlyMap<string, readonly string[]>,
  things: Things,
  { objects }: Baseline['records'],
): ReadonlyMap<string, string> {
  const hasLost = (key: string, field: string): boolean => {
    const newest = [...(objects.get(key)?.versions.values() ?? [])].at(-1);
    const had = Object.hasOwn(newest?.sections.fields ?? {}, field);
    return had && !things.objects.get(key)?.fields.some(({ name }) => name.value === field);
  };
  const found = new Map<string, string>();
  for (const [mixin, keys] of users) {
    const released = keys.filter((key) => objects.has(key));
    if (released.length < 2) continue;
    const stays = new Set(things.mixins.get(mixin)?.fields.map(({ name }) => name.value));
    for (const { key, changes } of unrecorded) {
      if (!keys.includes(key)) continue;
      for (const change of changes) {
        if (change.kind !== 'field-removed' || stays.has(change.field)) continue;
        if (released.every((other) => hasLost(other, change.field))) {
          found.set(`${key} ${change.field}`, mixin);
        }
      }
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
  const before = new Map(refsOf(older.type).map((ref) => [ref.name, ref.version]));
  const moved = refsOf(newer.type).find(({ name, version }) => {
    const was = before.get(name);
    return version !== undefined && (was === undefined || !sameVersion(was, version));
  });
  return moved && `${moved.namespace}/${moved.name}@${moved.version?.major ?? moved.major}`;
}

/** The enum that is all that the change is about: of a field, or of a method's arguments and result. */
export function causingEnum(change: Change): string | undefined {
  if (change.kind === 'enum-changed') return enumIn(change.newer.type);
  if (change.kind !== 'method-changed') return undefined;
  const { older, newer } = change;
  const types = ({ args, returns }: MethodShape): readonly Type[] => [
    ...args.map(({ type }) => type),
    ...(returns === undefined ? [] : [returns]),
  ];
  const [before, now] = [types(older), types(newer)];
  const index = now.findIndex((type, at) => !isSame(type, before[at]));
  const was = before[index];
  const is = now[index];
  const key = is && enumIn(is);
  if (was === undefined || is === undefined || key === undefined || enumIn(was) !== key) {
    return undefined;
  }
  const isAll = sameMethod(withEnumOf(older, key), withEnumOf(newer, key));
  return isAll ? key : undefined;
}

function isSame(a: Type, b: Type | undefined): boolean {
  return b !== undefined && sameType(a, b);
}

/** The method as if the enum had no versions. */
function withEnumOf(method: MethodShape, key: string): MethodShape {
  const blind = (type: Type): Type => {
    if ('element' in type) return { ...type, element: blind(type.element) };
    return type.kind === 'enum' && type.key === key
      ? { kind: 'enum', key, values: [], nullable: type.nullable }
      : type;
  };
  return {
    ...method,
    args: method.args.map((arg) => ({ ...arg, type: blind(arg.type) })),
    ...(method.returns === undefined ? {} : { returns: blind(method.returns) }),
  };
}

/** The key of the declared enum that stands in the type. */
export function enumIn(type: Type): string | undefined {
  const leaf = leafOf(type);
  return leaf.kind === 'enum' ? leaf.key : undefined;
}
