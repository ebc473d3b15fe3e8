// Fields that live under a key of a map on one side of a step.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { parseScalar, scalarText } from '../core/scalar-text.js';
import type { Scalar } from '../core/type-expr.js';
import type { Codec } from './codec.js';
import type { Crossing } from './crossing.js';
import { InvalidValueError } from './errors.js';
import { MASK, describe } from './fault.js';
import type { Rule } from './rules.js';
import { define, isData } from './wire.js';

/** A field that goes under a key of a map. Names are those of the near and the far side. */
export interface Move {
  readonly near: string;
  readonly far: string;
  readonly since: number;
  readonly unless: readonly JsonValue[];
  readonly sensitive: boolean;
  /** What the map's values are. */
  readonly codec: Codec<unknown>;
  /** In a map of texts: the scalar that is spelled out. */
  readonly spelled?: Scalar;
  /** In a map of other things: what makes one of the value; undefined where it is none. */
  readonly shaped?: Rule;
}

/** A field that comes out of a map. */
export interface Take {
  readonly near: string;
  readonly far: string;
  readonly since: number;
  /** What the field is when the key is missing or its value does not fit; unset when absent. */
  readonly otherwise?: JsonValue;
  /** What the field's value is. */
  readonly codec: Codec<unknown>;
  /** In a map of texts: the scalar that the text spells. */
  readonly spelled?: Scalar;
  /** In a map of other things: what makes the field's value of it; undefined where it is none. */
  readonly shaped?: Rule;
}

/**
 * Puts a value under a key of a map of the far side, which is made if need be. A map that the target does not
 * have cannot refuse: what goes there goes down with it.
 */
export function into(
  x: Crossing,
  map: unknown,
  key: string,
  value: unknown,
  move: Move,
  isLive = true,
): unknown {
  if (value === undefined || value === null || isOneOf(value, move.unless)) return map;
  const held = isData(map) ? map : {};
  const moved = asMember(x, value, move);
  if (moved === undefined && isLive) refuseMove(x, value, move, `it does not fit into ${move.far}`);
  if (Object.hasOwn(held, key)) {
    // Values on their way are canonical JSON.
    if (moved !== undefined && sameJson(held[key] as JsonValue, moved)) return map;
    if (isLive) refuseMove(x, value, move, `${move.far} holds another value under ${key}`);
  }
  x.wentInto(move.near, move.far, move.since, map !== undefined);
  const result: Record<string, unknown> = { ...held };
  define(result, key, moved);
  return result;
}

/** The value as one of the map's; undefined when it is none. */
function asMember(x: Crossing, value: unknown, move: Move): JsonValue | undefined {
  // Values on their way are canonical JSON, and so is what the codec makes of them.
  const written = move.spelled === undefined ? value : scalarText(move.spelled, value as JsonValue);
  return fitting(x, move, written) as JsonValue | undefined;
}

function refuseMove(x: Crossing, value: unknown, move: Move, why: string): never {
  return x.refuse(move.near, move.sensitive ? MASK : describe(value), why, move.since);
}

/** Takes a value out of a map of the near side; what does not fit stays there. */
export function take(
  x: Crossing,
  map: unknown,
  key: string,
  from: Take,
): { readonly value: unknown; readonly map: unknown } {
  const stays = { value: from.otherwise, map };
  if (!isData(map) || !Object.hasOwn(map, key)) return stays;
  const held = map[key];
  const isSpelled = from.spelled !== undefined && typeof held === 'string';
  const read = isSpelled ? parseScalar(from.spelled, held) : held;
  const value = read === undefined ? undefined : fitting(x, from, read);
  if (value === undefined) return stays;
  x.cameOutOf(from.near, key, from.far, from.since);
  const rest: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(map)) if (name !== key) define(rest, name, member);
  return { value, map: rest };
}

/** The canonical value, or undefined when it is not one of the codec's. */
function fitting(x: Crossing, { codec, shaped }: Move | Take, value: unknown): unknown {
  const whole = shaped === undefined ? value : shaped(value);
  if (whole === undefined) return undefined;
  try {
    return codec.check(whole, '', x.at);
  } catch (error) {
    if (error instanceof InvalidValueError) return undefined;
    throw error;
  }
}

function isOneOf(value: unknown, values: readonly JsonValue[]): boolean {
  return values.some((one) => sameJson(value as JsonValue, one));
}
