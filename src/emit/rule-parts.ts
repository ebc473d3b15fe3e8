// A value rule as an expression that the runtime's parts are put together in. Undefined where the value
// crosses as it is.

import type { Scalar } from '../core/type-expr.js';
import { scalarText } from '../core/scalar-text.js';
import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { Limits, Substitute, Type, ValueRule } from '../model/index.js';
import { isEmpty, regex } from './checks.js';
import type { Doc } from './doc.js';
import { array, json, key, object, property, text } from './literals.js';
import { call } from './syntax.js';

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
    whenNull === undefined
      ? undeclared(side, 'the far side has no null')
      : stands(whenNull, null, side.back);
  return call('rt.whenNull', [stand, inner ?? 'rt.same']);
}

/** What no rule says is refused, or left to the hook where there is one. */
function undeclared({ rule }: RuleSide, why: string): Doc {
  return rule.hook ? 'rt.leftToHook' : call('rt.refuses', [text(why)]);
}

/** What no rule carries: it is the hook's, or the model found it out. */
function unsaid({ rule }: RuleSide): Doc | undefined {
  return rule.hook ? 'rt.unfit' : undefined;
}

function valuePart(near: Type, far: Type, side: RuleSide): Doc | undefined {
  if (far.kind === 'list' && !isContainer(near)) {
    return call('rt.wrapped', [
      partOf({ ...near, nullable: false }, far.element, side) ?? 'rt.same',
    ]);
  }
  if (near.kind === 'list' || near.kind === 'set') return sequencePart(near, far, side);
  if (near.kind === 'map') {
    if (far.kind !== 'map') return unsaid(side);
    const inner = partOf(near.element, far.element, side);
    return inner === undefined ? undefined : call('rt.eachOfMap', [inner]);
  }
  if (near.kind === 'union' || near.kind === 'object') {
    return far.kind === 'union' || far.kind === 'object' ? membersPart(side) : unsaid(side);
  }
  return isLeaf(near) && isLeaf(far) ? leafPart(near, far, side) : unsaid(side);
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
    const { whenEmpty, convert } = side.rule;
    if (convert !== 'first') return unsaid(side);
    const empty =
      whenEmpty === undefined
        ? undeclared(side, 'the list is empty')
        : stands(whenEmpty, [], side.back);
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

function membersPart(side: RuleSide): Doc | undefined {
  const { members } = side.rule;
  if (members === undefined || members.size === 0) return undefined;
  const pairs = [...members].map(([member, substitute]) =>
    array([text(member.replace(/@\d+$/, '')), stands(substitute, undefined, side.back)]),
  );
  return call('rt.unionMembers', [text(side.prefix), array(pairs, true)]);
}

type Leaf = Extract<Type, { kind: 'scalar' | 'enum' }>;

function isLeaf(type: Type): type is Leaf {
  return type.kind === 'scalar' || type.kind === 'enum';
}

// ── Single values ───────────────────────────────────────────────────────────────────────────────

function leafPart(near: Leaf, far: Leaf, side: RuleSide): Doc | undefined {
  const typed = limitedPart(typePart(near, far, side), far, side);
  const { values } = side.rule;
  const known = far.kind === 'enum' ? far.values : undefined;
  const covered =
    known === undefined ||
    (near.kind === 'enum' &&
      near.values.every((v) => known.includes(v) || values?.has(v) === true));
  if ((values === undefined || values.size === 0) && covered) return typed;
  const kind = text(near.kind === 'enum' ? 'enum' : 'value');
  const pairs = [...(values ?? [])].map(([value, substitute]) => {
    const before = near.kind === 'scalar' ? fromText(near.scalar, value) : value;
    return array([text(value), stands(substitute, before, side.back)]);
  });
  const args: Doc[] = [kind, array(pairs, true), typed ?? 'rt.same'];
  if (covered) return call('rt.values', args);
  const wanted = array(known.map(text));
  const { rule } = side;
  if (rule.else === undefined && !rule.hook) return call('rt.values', [...args, wanted]);
  const other = rule.else === undefined ? 'rt.leftToHook' : stands(rule.else, undefined, side.back);
  return call('rt.values', [...args, wanted, other]);
}

function fromText(scalar: Scalar, value: string): JsonValue {
  if (scalar === 'integer' || scalar === 'float') return Number(value);
  return scalar === 'boolean' ? value === 'true' : value;
}

/** What the types ask for, where a value was not substituted. */
function typePart(near: Leaf, far: Leaf, side: RuleSide): Doc | undefined {
  if (far.kind !== 'scalar') return undefined;
  if (side.rule.convert === 'round') return 'rt.rounded';
  if (side.rule.convert === 'parse') return parsedPart(far.scalar, side);
  if (near.kind !== 'scalar') return far.scalar === 'string' ? undefined : unsaid(side);
  if (near.scalar === far.scalar) return undefined;
  if (far.scalar === 'string') return isText(near.scalar) ? undefined : asText(near.scalar);
  if (near.scalar === 'integer' && far.scalar === 'bigint') return 'rt.asDigits';
  return widens(near.scalar, far.scalar) ? undefined : unsaid(side);
}

/** Whether a value of one scalar is one of the other as it stands. */
function widens(near: Scalar, far: Scalar): boolean {
  if (near === 'integer') return far === 'float';
  return far === 'ip' && (near === 'ipv4' || near === 'ipv6');
}

function parsedPart(scalar: Scalar, side: RuleSide): Doc {
  const args: Doc[] = [text(scalar)];
  if (side.rule.else !== undefined) args.push(stands(side.rule.else, undefined, side.back));
  else if (side.rule.hook) args.push('rt.leftToHook');
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
  if (isEmpty(side.limits) || far.kind !== 'scalar') return part;
  const bounds = boundsOf(side.limits);
  if (part === 'rt.unfit') return part;
  if (limits === undefined) {
    return side.rule.hook ? call('rt.withinOrHook', [bounds, part ?? 'rt.same']) : part;
  }
  return limits === 'clamp'
    ? call('rt.clamped', [bounds, part ?? 'rt.same'])
    : call('rt.within', [bounds, text(limits.refuse), part ?? 'rt.same']);
}

function boundsOf(limits: Limits): Doc {
  const { pattern, ...others } = limits;
  const properties: Doc[] = Object.entries(others).map(([name, bound]) =>
    property(key(name), json(bound)),
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
