// The value rule of docs/crossing.md, in its seven steps: takes a value from one type to another.

import { sameJson } from '../core/same-json.js';
import { isList, type JsonValue } from '../core/json.js';
import type { LossKind } from '../core/envelope.js';
import type { Limits, Substitute, Type, ValueRule } from '../model/model.js';
import { convertScalar } from './convert.js';
import { isJsonObject, readEnvelope } from './envelope.js';
import { clamp, isWithin } from './limits.js';
import { isNamed, membersOf } from './objects.js';
import { made, standIn, unfit } from './piece.js';
import type { Piece, PieceLoss } from './piece.js';
import type { Wire } from './result.js';
import { isTakenBack } from './taken-back.js';
import { isRow, mayBeNull, sortedSet, textOf } from './types.js';
import type { ContainerType } from './types.js';

export interface ValueCrossing {
  readonly rule: ValueRule;
  /** The same change's rule in the other direction: it may take a substitute back, and then nothing is lost. */
  readonly reverse: ValueRule;
  /** The limits of the far side. */
  readonly limits: Limits;
  readonly wire: Wire;
  readonly losses: PieceLoss[];
}

/** The rule that says nothing: what the types alone say. */
export const BY_TYPES: ValueRule = { hook: false };

const NO_RULE = 'no rule carries such a value to that version';
const NO_VALUE = 'that version has no such value';
const OUTSIDE = 'it is outside the limits of that version';

/** Takes a value across; `at` is where it stands below its field. */
export function crossValue(
  crossing: ValueCrossing,
  value: JsonValue,
  near: Type,
  far: Type,
  at: string,
): Piece {
  const { rule } = crossing;
  if (value === null) {
    if (mayBeNull(far)) return made(null);
    const piece = standIn(rule.whenNull, at, 'null is no value at that version');
    return noted(crossing, piece, 'null', null, far, at);
  }
  if (near.kind === 'map' && far.kind === 'map') {
    return crossMap(crossing, value, near.element, far.element, at);
  }
  if (isRow(far)) {
    return isRow(near)
      ? crossElements(crossing, value, near, far, at)
      : wrap(crossing, value, near, far, at);
  }
  if (isRow(near)) return crossFirst(crossing, value, near, far, at);
  return crossLeaf(crossing, value, near, far, at);
}

/** What neither the types nor a conversion carry becomes `else`. */
function others(
  crossing: ValueCrossing,
  value: JsonValue,
  near: Type,
  far: Type,
  at: string,
  why: string = NO_RULE,
): Piece {
  const piece = standIn(crossing.rule.else, at, why);
  return noted(crossing, piece, near.kind === 'enum' ? 'enum' : 'value', value, far, at);
}

/** Reports the loss that a substitute is, unless the other direction takes it back to what was there. */
function noted(
  crossing: ValueCrossing,
  piece: Piece,
  kind: LossKind,
  before: JsonValue,
  far: Type,
  at: string,
): Piece {
  if (piece.kind === 'refuse') return piece;
  if (piece.kind === 'unset') crossing.losses.push({ kind: 'unset', at });
  else if (!isTakenBack(crossing.reverse, piece, before, far)) crossing.losses.push({ kind, at });
  return piece;
}

// ── Containers ──────────────────────────────────────────────────────────────────────────────────

function crossMap(
  crossing: ValueCrossing,
  value: JsonValue,
  near: Type,
  far: Type,
  at: string,
): Piece {
  const kept: [string, JsonValue][] = [];
  for (const [key, element] of Object.entries(isJsonObject(value) ? value : {})) {
    const piece = crossValue(crossing, element, near, far, `${at}[${JSON.stringify(key)}]`);
    if (piece.kind === 'unset' || piece.kind === 'refuse') return piece;
    if (piece.kind === 'value') kept.push([key, piece.value]);
  }
  // From entries: a key may be `__proto__`.
  return made(Object.fromEntries(kept));
}

/** Lists and sets into lists and sets. */
function crossElements(
  crossing: ValueCrossing,
  value: JsonValue,
  near: ContainerType,
  far: ContainerType,
  at: string,
): Piece {
  const becomesSet = near.kind === 'list' && far.kind === 'set';
  if (becomesSet && crossing.rule.convert !== 'set') return others(crossing, value, near, far, at);
  const kept: JsonValue[] = [];
  for (const [i, element] of (isList(value) ? value : []).entries()) {
    const piece = crossValue(crossing, element, near.element, far.element, `${at}[${i}]`);
    if (piece.kind === 'unset' || piece.kind === 'refuse') return piece;
    if (piece.kind === 'value') kept.push(piece.value);
  }
  if (far.kind === 'list') return made(kept);
  const set = sortedSet(far.element, kept);
  // Of a list that becomes a set, order and repetitions are lost.
  if (becomesSet && !sameJson(set, kept)) crossing.losses.push({ kind: 'convert', at });
  return made(set);
}

function wrap(
  crossing: ValueCrossing,
  value: JsonValue,
  near: Type,
  far: ContainerType,
  at: string,
): Piece {
  if (far.kind === 'set' && crossing.rule.convert !== 'wrap') {
    return others(crossing, value, near, far, at);
  }
  const piece = crossValue(crossing, value, near, far.element, at);
  if (piece.kind === 'omit') return made([]);
  return piece.kind === 'value' ? made([piece.value]) : piece;
}

function crossFirst(
  crossing: ValueCrossing,
  value: JsonValue,
  near: ContainerType,
  far: Type,
  at: string,
): Piece {
  if (crossing.rule.convert !== 'first') return others(crossing, value, near, far, at);
  const elements = isList(value) ? value : [];
  const [first] = elements;
  if (first === undefined) {
    const piece = standIn(crossing.rule.whenEmpty, at, 'an empty list has no first element');
    return noted(crossing, piece, 'value', value, far, at);
  }
  if (elements.length > 1) crossing.losses.push({ kind: 'convert', at });
  return crossValue(crossing, first, near.element, far, `${at}[0]`);
}

// ── Leaves ──────────────────────────────────────────────────────────────────────────────────────

function crossLeaf(
  crossing: ValueCrossing,
  value: JsonValue,
  near: Type,
  far: Type,
  at: string,
): Piece {
  if (near.kind === 'object' || near.kind === 'union') {
    return crossObject(crossing, value, near, far, at);
  }
  const text = textOf(near, value);
  const substitute = text === undefined ? undefined : crossing.rule.values?.get(text);
  if (substitute !== undefined) {
    const piece = standIn(substitute, at, 'refused');
    return noted(crossing, piece, near.kind === 'enum' ? 'enum' : 'value', value, far, at);
  }
  const converted = convertScalar(crossing.rule.convert, value, near, far);
  if (converted === undefined) return others(crossing, value, near, far, at, NO_VALUE);
  if (converted.isLossy) crossing.losses.push({ kind: 'convert', at });
  return withinLimits(crossing, converted.value, at);
}

/** An object goes on as it is: its own crossing comes when its parent has crossed. */
function crossObject(
  crossing: ValueCrossing,
  value: JsonValue,
  near: Type,
  far: Type,
  at: string,
): Piece {
  const envelope = readEnvelope(value, crossing.wire.prefix);
  if (envelope === undefined) return unfit(NO_RULE, at);
  if (membersOf(far).some((member) => isNamed(member, envelope))) return made(value);
  let substitute: Substitute | undefined;
  for (const member of membersOf(near)) {
    if (isNamed(member, envelope)) substitute ??= crossing.rule.members?.get(member.key);
  }
  const piece = standIn(substitute, at, `that version knows no ${envelope.name} here`);
  return noted(crossing, piece, 'member', value, far, at);
}

function withinLimits(crossing: ValueCrossing, value: JsonValue, at: string): Piece {
  const { rule, limits } = crossing;
  if (isWithin(value, limits)) return made(value);
  if (rule.limits !== undefined && rule.limits !== 'clamp') {
    return standIn({ kind: 'refuse', why: rule.limits.refuse }, at, OUTSIDE);
  }
  const clamped = rule.limits === 'clamp' ? clamp(value, limits) : undefined;
  if (clamped === undefined) return unfit(OUTSIDE, at);
  crossing.losses.push({ kind: 'clamp', at });
  return made(clamped);
}
