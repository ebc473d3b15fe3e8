// What the value rule can do to some value of a type, without having one: the static side of value-rule.ts.

import type { LossKind } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import type { Substitute, Type } from '../model/model.js';
import type { Way } from './carry.js';
import { convertScalar } from './convert.js';
import { isWithin } from './limits.js';
import { isNamed, membersOf } from './objects.js';
import { isTakenBack } from './taken-back.js';
import { isRow, mayBeNull } from './types.js';

/** A loss, or a refusal. */
export type Possible = LossKind | 'refuse';

/** All that can happen to a field's value on this way. */
export function possibleOn(way: Way): ReadonlySet<Possible> {
  const found = new Set<Possible>();
  gather(way, way.near.type, way.far.type, found);
  return found;
}

function gather(way: Way, near: Type, far: Type, found: Set<Possible>): void {
  const { rule } = way;
  if (mayBeNull(near) && !mayBeNull(far)) substituted(way, rule.whenNull, 'null', null, far, found);
  if (near.kind === 'map' && far.kind === 'map') {
    gather(way, near.element, far.element, found);
  } else if (isRow(far)) {
    // A null was looked after before a value is wrapped.
    gather(way, isRow(near) ? near.element : { ...near, nullable: false }, far.element, found);
    if (near.kind === 'list' && far.kind === 'set') found.add('convert');
  } else if (isRow(near)) {
    if (rule.convert === 'first') {
      found.add('convert');
      substituted(way, rule.whenEmpty, 'value', [], far, found);
      gather(way, near.element, far, found);
    } else {
      refuseUnlessHook(way, found);
    }
  } else if (near.kind === 'object' || near.kind === 'union') {
    gatherObjects(way, near, far, found);
  } else {
    gatherScalars(way, near, far, found);
  }
}

function refuseUnlessHook(way: Way, found: Set<Possible>): void {
  if (!way.rule.hook) found.add('refuse');
}

function substituted(
  way: Way,
  substitute: Substitute | undefined,
  kind: LossKind,
  before: JsonValue,
  far: Type,
  found: Set<Possible>,
): void {
  if (substitute === undefined) refuseUnlessHook(way, found);
  else if (substitute.kind === 'refuse') found.add('refuse');
  else if (substitute.kind === 'unset') found.add('unset');
  else if (!isTakenBack(way.reverse, substitute, before, far)) found.add(kind);
}

function gatherObjects(way: Way, near: Type, far: Type, found: Set<Possible>): void {
  for (const member of membersOf(near)) {
    if (membersOf(far).some((other) => isNamed(other, member))) continue;
    // An object has no text by which the other direction could name it.
    const substitute = way.rule.members?.get(member.key);
    if (substitute === undefined) refuseUnlessHook(way, found);
    else if (substitute.kind === 'refuse' || substitute.kind === 'unset')
      found.add(substitute.kind);
    else found.add('member');
  }
}

function gatherScalars(way: Way, near: Type, far: Type, found: Set<Possible>): void {
  const { rule } = way;
  const kind = near.kind === 'enum' ? 'enum' : 'value';
  for (const [text, substitute] of rule.values ?? []) {
    const before = valueOf(near, text);
    if (before !== undefined) substituted(way, substitute, kind, before, far, found);
  }
  if (near.kind === 'enum') {
    for (const value of near.values) {
      if (rule.values?.has(value)) continue;
      const converted = convertScalar(rule.convert, value, near, far);
      if (converted === undefined) substituted(way, rule.else, kind, value, far, found);
    }
  } else if (!isTotal(near, far)) {
    if (losesSpelling(way, near, far)) found.add('convert');
    substituted(way, rule.else, kind, null, far, found);
  }
  for (const possible of byLimits(way)) found.add(possible);
}

function valueOf(type: Type, text: string): JsonValue | undefined {
  if (type.kind === 'enum') return type.values.includes(text) ? text : undefined;
  const asText: Type = { kind: 'scalar', scalar: 'string', nullable: false };
  return convertScalar('parse', text, asText, type)?.value;
}

/** Whether every value of the near type crosses by what the types alone say. */
function isTotal(near: Type, far: Type): boolean {
  if (near.kind !== 'scalar' || far.kind !== 'scalar') return false;
  if (near.scalar === far.scalar || far.scalar === 'string') return true;
  if (near.scalar === 'integer') return far.scalar === 'float' || far.scalar === 'bigint';
  return far.scalar === 'ip' && (near.scalar === 'ipv4' || near.scalar === 'ipv6');
}

/** Whether rounding or parsing can yield a value that does not lead back to what was there. */
function losesSpelling({ near, rule }: Way, from: Type, to: Type): boolean {
  if (rule.convert === 'round') return true;
  if (rule.convert !== 'parse' || to.kind !== 'scalar') return false;
  if (from.kind !== 'scalar' || from.scalar !== 'string') return false;
  // Of these each value has one spelling only; an integer has another for zero.
  if (to.scalar === 'boolean' || to.scalar === 'bytes') return false;
  return to.scalar !== 'integer' || isWithin('-0', near.limits);
}

function byLimits({ near, far, rule }: Way): readonly Possible[] {
  const before = near.type.kind === far.type.kind ? near.limits : {};
  const after = far.limits;
  const isCut =
    isTighter(before.min, after.min, -1) ||
    isTighter(before.max, after.max, 1) ||
    isTighter(before.maxLength, after.maxLength, 1);
  // A text can be cut, but not made longer, nor made to match.
  const isBarred =
    isTighter(before.minLength, after.minLength, -1) ||
    (after.pattern !== undefined && (isCut || after.pattern !== before.pattern));
  if (!isCut && !isBarred) return [];
  if (rule.limits !== 'clamp') return rule.hook && rule.limits === undefined ? [] : ['refuse'];
  return [...(isCut ? (['clamp'] as const) : []), ...(isBarred ? (['refuse'] as const) : [])];
}

/** Whether the far bound is one that the near side has not, or has wider. */
function isTighter(
  near: number | string | undefined,
  far: number | string | undefined,
  sign: 1 | -1,
): boolean {
  if (far === undefined) return false;
  if (near === undefined) return true;
  if (typeof near === 'number' && typeof far === 'number') return (near - far) * sign > 0;
  const [a, b] = [BigInt(near), BigInt(far)];
  return sign > 0 ? a > b : a < b;
}
