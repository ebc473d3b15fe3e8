// A value rule as an expression that the runtime's parts are put together in. Undefined where the value
// crosses as it is.

import type { Scalar } from '../core/type-expr.js';
import { scalarText } from '../core/scalar-text.js';
import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { Limits, Substitute, Type, ValueRule } from '../model/index.js';
import { isEmpty, regex } from './checks.js';
import type { Doc } from './doc.js';
import { array, call, callWithLast, json, key, object, property, text } from './syntax.js';

/** What a rule is written for. */
export interface RuleSide {
  readonly rule: ValueRule;
  /** The rule of the other direction, which may take a substitute back. */
  readonly back: ValueRule;
  /** The far side's limits. */
  readonly limits: Limits;
  /** The envelope's prefix. */
  readonly prefix: string;
}

/** No rule: what the types alone say. */
export const BY_TYPES: ValueRule = { hook: false };

/** Takes a value of type `near` to one of type `far`. */
export function partOf(near: Type, far: Type, side: RuleSide): Doc | undefined {
  const inner = valuePart(near, far, side);
  if (!near.nullable) return inner;
  if (far.nullable) return inner === undefined ? undefined : call('rt.orNull', [inner]);
  const { whenNull } = side.rule;
  const stand =
    whenNull === undefined ? NO_NULL : stands(whenNull, null, side.back);
  return call('rt.whenNull', [stand, inner ?? 'rt.same']);
}

const NO_NULL = call('rt.refuses', [text('the far side has no null')]);

function valuePart(near: Type, far: Type, side: RuleSide): Doc | undefined {
  if (far.kind === 'list' && !isContainer(near)) {
    return call('rt.wrapped', [partOf({ ...near, nullable: false }, far.element, side) ?? 'rt.same']);
  }
  if (near.kind === 'list' || near.kind === 'set') return sequencePart(near, far, side);
  if (near.kind === 'map' && far.kind === 'map') {
    const inner = partOf(near.element, far.element, side);
    return inner === undefined ? undefined : call('rt.eachOfMap', [inner]);
  }
  if (near.kind === 'union' || near.kind === 'object') return membersPart(near, side);
  if (near.kind === 'scalar' || near.kind === 'enum') return leafPart(near, far, side);
  return undefined;
}

function isContainer(type: Type): boolean {
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'map';
}

function sequencePart(
  near: Extract<Type, { element: Type }>,
  far: Type,
  side: RuleSide,
): Doc | undefined {
  if (far.kind !== 'list' && far.kind !== 'set') {
    const { whenEmpty } = side.rule;
    const empty = whenEmpty === undefined ? NOT_EMPTY : stands(whenEmpty, [], side.back);
    return call('rt.first', [partOf(near.element, far, side) ?? 'rt.same', empty]);
  }
  const inner = partOf(near.element, far.element, side);
  const numeric = String(far.element.kind === 'scalar' && far.element.scalar === 'bigint');
  if (far.kind === 'list') return inner === undefined ? undefined : call('rt.eachOfList', [inner]);
  if (near.kind === 'set') {
    return inner === undefined ? undefined : call('rt.eachOfSet', [inner, numeric]);
  }
  const list = inner === undefined ? 'rt.same' : call('rt.eachOfList', [inner]);
  return call('rt.asSet', [list, numeric]);
}

const NOT_EMPTY = call('rt.refuses', [text('the list is empty')]);

function membersPart(near: Type, side: RuleSide): Doc | undefined {
  const { members } = side.rule;
  if (members === undefined || members.size === 0) return undefined;
  const pairs = [...members].map(([member, substitute]) =>
    array([text(member.replace(/@\d+$/, '')), stands(substitute, undefined, side.back)]),
  );
  void near;
  return pairs.length > 1
    ? call('rt.unionMembers', [text(side.prefix), array(pairs, true)])
    : callWithLast('rt.unionMembers', [text(side.prefix)], { kind: 'array', parts: pairs });
}

// ── Single values ───────────────────────────────────────────────────────────────────────────────

function leafPart(near: Type, far: Type, side: RuleSide): Doc | undefined {
  const typed = limitedPart(typePart(near, far, side), far, side);
  const { values } = side.rule;
  const known = far.kind === 'enum' ? far.values : undefined;
  const covered =
    known === undefined ||
    (near.kind === 'enum' && near.values.every((v) => known.includes(v) || values?.has(v) === true));
  if ((values === undefined || values.size === 0) && covered) return typed;
  const kind = text(near.kind === 'enum' ? 'enum' : 'value');
  const pairs = [...(values ?? [])].map(([value, substitute]) => {
    const before = near.kind === 'scalar' ? fromText(near.scalar, value) : value;
    return array([text(value), stands(substitute, before, side.back)]);
  });
  const args: Doc[] = [kind, array(pairs, true), typed ?? 'rt.same'];
  if (covered) return call('rt.values', args);
  const values_ = { kind: 'array', parts: known.map(text) } as const;
  if (side.rule.else === undefined) return callWithLast('rt.values', args, values_);
  const other = stands(side.rule.else, undefined, side.back);
  return call('rt.values', [...args, array(values_.parts), other]);
}

function fromText(scalar: Scalar, value: string): JsonValue {
  if (scalar === 'integer' || scalar === 'float') return Number(value);
  return scalar === 'boolean' ? value === 'true' : value;
}

/** What the types ask for, where a value was not substituted. */
function typePart(near: Type, far: Type, side: RuleSide): Doc | undefined {
  if (far.kind !== 'scalar') return undefined;
  if (side.rule.convert === 'round') return 'rt.rounded';
  if (side.rule.convert === 'parse') return parsedPart(far.scalar, side);
  if (near.kind !== 'scalar' || near.scalar === far.scalar) return undefined;
  if (far.scalar === 'string') return isText(near.scalar) ? undefined : asText(near.scalar);
  return near.scalar === 'integer' && far.scalar === 'bigint' ? 'rt.asDigits' : undefined;
}

function parsedPart(scalar: Scalar, side: RuleSide): Doc {
  const args: Doc[] = [text(scalar)];
  if (side.rule.else !== undefined) args.push(stands(side.rule.else, undefined, side.back));
  return call('rt.parsed', args);
}

/** Whether a scalar is a text on the wire. */
export function isText(scalar: Scalar): boolean {
  return !['integer', 'float', 'boolean', 'json'].includes(scalar);
}

function asText(scalar: Scalar): Doc {
  return call('rt.asText', [text(scalar)]);
}

function limitedPart(part: Doc | undefined, far: Type, side: RuleSide): Doc | undefined {
  const { limits } = side.rule;
  if (limits === undefined || isEmpty(side.limits) || far.kind !== 'scalar') return part;
  const bounds = boundsOf(side.limits);
  return limits === 'clamp'
    ? call('rt.clamped', [bounds, part ?? 'rt.same'])
    : call('rt.within', [bounds, text(limits.refuse), part ?? 'rt.same']);
}

function boundsOf(limits: Limits): Doc {
  const { pattern, ...others } = limits;
  const properties: Doc[] = Object.entries(others).flatMap(([name, bound]) =>
    bound === undefined ? [] : [property(key(name), json(bound))],
  );
  if (pattern !== undefined) properties.push(property('pattern', regex(pattern)));
  return object(properties);
}

// ── Substitutes ─────────────────────────────────────────────────────────────────────────────────

/** What stands in for `before`; nothing is lost if the other direction takes it back to exactly that. */
function stands(substitute: Substitute, before: JsonValue | undefined, back: ValueRule): Doc {
  switch (substitute.kind) {
    case 'value': {
      const returned = back.values?.get(textOf(substitute.value));
      const kept =
        before !== undefined && returned?.kind === 'value' && sameJson(returned.value, before);
      return call(kept ? 'rt.kept' : 'rt.instead', [json(substitute.value)]);
    }
    case 'unset':
      return 'rt.unsets';
    case 'omit':
      return 'rt.omits';
    case 'refuse':
      return call('rt.refuses', [text(substitute.why)]);
  }
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : scalarText('json', value);
}
