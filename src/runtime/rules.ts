// The rules of a schema as functions: generated code puts them together, one for each change that is
// more than a name. A part takes a canonical wire value of the near side to one of the far side.

import type { LossKind } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { scalarText } from '../core/scalar-text.js';
import type { Crossing } from './crossing.js';
import { BackportRefused, UpgradeRefused, isError } from './errors.js';
import { MASK, describe } from './fault.js';
import { sortedSet } from './set-order.js';
import { copyJson } from './wire.js';

/** Which change of which field a rule belongs to. */
export interface RulePlace {
  readonly object: string;
  /** The field's name on the near side. */
  readonly field: string;
  /** The ordinal of the newer version of the step. */
  readonly since: number;
  readonly direction: 'backport' | 'upgrade';
  readonly sensitive?: boolean;
}

/** A rule in use: where in the value it is, and who wants to know of losses. */
export interface RuleContext {
  readonly place: RulePlace;
  readonly path: string;
  readonly x: Crossing | undefined;
}

/** What becomes of one value, on its way through a rule; `OMIT`, `UNSET` or `TO_HOOK` where nothing does. */
export type Part = (value: unknown, c: RuleContext) => unknown;

/**
 * A field's rule; unset stays unset. Where the target has nothing of the field (`isLive` is false) nobody hears of
 * a refusal or a loss: it is only seen whether the value came through whole.
 */
export type Rule = (value: unknown, x?: Crossing, isLive?: boolean) => unknown;

/** What `omit` gives to the container around it. */
export const OMIT: unique symbol = Symbol('omit');
/** What `unset` gives to the field around it. */
export const UNSET: unique symbol = Symbol('unset');
/** What no rule says gives to the field around it, where a hook comes after. */
export const TO_HOOK: unique symbol = Symbol('to hook');

/** Whether the whole field goes. */
export function isGone(value: unknown): value is typeof UNSET | typeof TO_HOOK {
  return value === UNSET || value === TO_HOOK;
}

/** A part as the rule of a field: it knows where it is, and unset stays unset. For generated code. */
export function rule(place: RulePlace, part: Part): Rule {
  return (value, x, isLive = true) => {
    if (value === undefined) return undefined;
    const context: RuleContext = { place, path: place.field, x };
    if (x !== undefined && !isLive) return unheard(value, part, context, x);
    const before = x?.losses ?? 0;
    const result = part(value, context);
    if (typeof result !== 'symbol') return result;
    // What its elements lost before it went is no news; what the hook makes of it, the hook tells.
    if (result === TO_HOOK) x?.forgetLosses(before);
    else x?.keepLastLoss(before);
    return undefined;
  };
}

/** What comes of the value; itself, but no longer whole, where nothing does. */
function unheard(value: unknown, part: Part, context: RuleContext, x: Crossing): unknown {
  const before = x.losses;
  try {
    const result = part(value, context);
    x.forgetLosses(before);
    if (typeof result !== 'symbol') return result;
  } catch (error) {
    if (!isError(error, 'backport-refused') && !isError(error, 'upgrade-refused')) throw error;
    x.forgetLosses(before);
  }
  x.lostSomething(context.place.field, context.place.since);
  return value;
}

/** Reports a loss at this place to whoever listens. */
export function lose(c: RuleContext, kind: LossKind): void {
  c.x?.lost(kind, c.path, c.place.since);
}

/** Refuses the value at this place. */
export function refuseAt(c: RuleContext, value: unknown, why: string): never {
  const shown = c.place.sensitive === true ? MASK : describe(value);
  if (c.x !== undefined) return c.x.refuse(c.path, shown, why, c.place.since);
  const path = `${c.place.object}.${c.path}`;
  throw c.place.direction === 'backport'
    ? new BackportRefused(path, shown, why)
    : new UpgradeRefused(path, shown, why);
}

/** The same value. */
export const same: Part = (value) => value;

// ── Substitutes ─────────────────────────────────────────────────────────────────────────────────

/** What stands in where a value cannot cross, and tells the loss by its kind. */
export type Stand = (value: unknown, c: RuleContext, kind: LossKind) => unknown;

/** Another value stands in; the other direction brings the first one back, so nothing is lost. */
export function kept(substitute: JsonValue): Stand {
  return () => copyJson(substitute);
}

/** Another value stands in, and what was there is lost, unless the other direction brings just that `back`. */
export function instead(substitute: JsonValue, back?: JsonValue): Stand {
  return (value, c, kind) => {
    // Values on their way are canonical JSON.
    if (back === undefined || !sameJson(back, value as JsonValue)) lose(c, kind);
    return copyJson(substitute);
  };
}

/** The field becomes unset. */
export const unsets: Stand = (_value, c) => {
  lose(c, 'unset');
  return UNSET;
};

/** The element is left out. */
export const omits: Stand = (_value, c, kind) => {
  lose(c, kind);
  return OMIT;
};

/** No rule says what becomes of it: the step's hook will, and finds the field unset. */
export const leftToHook: Stand = () => TO_HOOK;

/** Neither the types nor a conversion carry any such value. */
export function uncarried(other: Stand, kind: LossKind = 'value'): Part {
  return (value, c) => other(value, c, kind);
}

/** What must not be lost: the crossing throws `BackportRefused` or `UpgradeRefused` with this reason. */
export function refuses(why: string): Stand {
  return (value, c) => refuseAt(c, value, why);
}

/** What null becomes; any other value goes on. */
export function whenNull(stand: Stand, then: Part): Part {
  return (value, c) => (value === null ? stand(value, c, 'null') : then(value, c));
}

/** Null stays null; any other value goes on. */
export function orNull(then: Part): Part {
  return (value, c) => (value === null ? null : then(value, c));
}

/** What single values become, by their text; `known` are the values that may go on, `other` is for the rest. */
export function values(
  kind: 'enum' | 'value' | 'json',
  table: readonly (readonly [text: string, stand: Stand])[],
  then: Part,
  known?: readonly string[],
  other: Stand = refuses('the far side does not know this value'),
): Part {
  const stands = new Map(table);
  const far = known === undefined ? undefined : new Set(known);
  const loss = kind === 'enum' ? 'enum' : 'value';
  // Only in free JSON do a text and a number that looks like it both occur, and there a text has its quotes.
  const isPlain = (value: unknown): value is string => kind !== 'json' && typeof value === 'string';
  return (value, c) => {
    // Values on their way are canonical JSON.
    const text = isPlain(value) ? value : scalarText('json', value as JsonValue);
    const stand = stands.get(text);
    if (stand !== undefined) return stand(value, c, loss);
    return far === undefined || far.has(text) ? then(value, c) : other(value, c, loss);
  };
}

/** What objects of a union become, by `namespace/Name`; others go on. */
export function unionMembers(
  prefix: string,
  table: readonly (readonly [name: string, stand: Stand])[],
): Part {
  const stands = new Map(table);
  return (value, c) => {
    if (typeof value !== 'object' || value === null) return value;
    const envelope = value as Readonly<Record<string, unknown>>;
    const name = `${String(envelope[`${prefix}.namespace`])}/${String(envelope[`${prefix}.name`])}`;
    const stand = stands.get(name);
    return stand === undefined ? value : stand(name, c, 'member');
  };
}

// ── Containers ──────────────────────────────────────────────────────────────────────────────────

function changed(list: readonly unknown[], c: RuleContext, part: Part): unknown {
  const result: unknown[] = [];
  for (const [i, element] of list.entries()) {
    const value = part(element, { ...c, path: `${c.path}[${i}]` });
    if (isGone(value)) return value;
    if (value !== OMIT) result.push(value);
  }
  return result;
}

/** Each element of a list. */
export function eachOfList(part: Part): Part {
  return (value, c) => (Array.isArray(value) ? changed(value, c, part) : value);
}

/** Each member of a set; the far side's order and members are made anew. */
export function eachOfSet(part: Part, numeric: boolean): Part {
  return (value, c) => {
    const result = Array.isArray(value) ? changed(value, c, part) : value;
    return Array.isArray(result) ? sortedSet(result, numeric) : result;
  };
}

/** Each value of a map. */
export function eachOfMap(part: Part): Part {
  return (value, c) => {
    if (typeof value !== 'object' || value === null) return value;
    const result: [string, unknown][] = [];
    for (const [key, member] of Object.entries(value)) {
      const next = part(member, { ...c, path: `${c.path}[${JSON.stringify(key)}]` });
      if (isGone(next)) return next;
      if (next !== OMIT) result.push([key, next]);
    }
    // fromEntries defines own properties, whatever their names.
    return Object.fromEntries(result);
  };
}

/** A field that may leave only when it says nothing: null, or one of these values. */
export function leaves(unless: readonly JsonValue[], why: string): Part {
  return (value, c) => {
    // Values on their way are canonical JSON.
    const empty = value === null || unless.some((one) => sameJson(one, value as JsonValue));
    return empty ? UNSET : refuseAt(c, value, why);
  };
}
