// A value rule as an expression that the runtime's parts are put together in. Undefined where the value
// crosses as it is.

import type { JsonValue } from '../core/json.js';
import { parseScalar } from '../core/scalar-text.js';
import type { Scalar } from '../core/type-expr.js';
import type { Limits, Type } from '../model/index.js';
import { mayBeNull } from '../model/type-walk.js';
import { isEmpty, regex } from './checks.js';
import type { Doc } from './doc.js';
import { array, json, key, object, property, text } from './literals.js';
import {
  type RuleSide,
  forEmpty,
  forNull,
  forOthers,
  stands,
  standsFor,
  undeclared,
} from './rule-stands.js';
import { call } from './syntax.js';

/** Takes a value of type `near` to one of type `far`. */
export function partOf(near: Type, far: Type, side: RuleSide): Doc | undefined {
  const inner = valuePart(near, far, side);
  if (!mayBeNull(near)) return inner;
  if (mayBeNull(far)) return inner === undefined ? undefined : call('rt.orNull', [inner]);
  return call('rt.whenNull', [forNull(far, side), inner ?? 'rt.same']);
}

type Row = Extract<Type, { element: Type }> & { readonly kind: 'list' | 'set' };
type Leaf = Extract<Type, { kind: 'scalar' | 'enum' }>;

/** The same for values that are not null. */
function valuePart(near: Type, far: Type, side: RuleSide): Doc | undefined {
  if (isRow(far)) return isRow(near) ? rowPart(near, far, side) : wrapPart(near, far, side);
  if (isRow(near)) return firstPart(near, far, side);
  if (near.kind === 'map') {
    if (far.kind !== 'map') return uncarried(near, far, side);
    const inner = partOf(near.element, far.element, side);
    return inner === undefined ? undefined : call('rt.eachOfMap', [inner]);
  }
  if (near.kind === 'union' || near.kind === 'object') return membersPart(near, far, side);
  return isLeaf(near) && isLeaf(far) ? leafPart(near, far, side) : uncarried(near, far, side);
}

function isLeaf(type: Type): type is Leaf {
  return type.kind === 'scalar' || type.kind === 'enum';
}

function isRow(type: Type): type is Row {
  return type.kind === 'list' || type.kind === 'set';
}

/** What neither the types nor a conversion carry. */
function uncarried(near: Type, far: Type, side: RuleSide): Doc {
  const other = forOthers(far, side) ?? call('rt.refuses', [text('no rule carries it')]);
  return call('rt.uncarried', [other, ...kindIfEnum(near)]);
}

/** What the runtime calls the loss of such a value, where that is not just a `value`. */
function kindIfEnum(near: Type): readonly Doc[] {
  return near.kind === 'enum' ? [text('enum')] : [];
}

// ── Containers ──────────────────────────────────────────────────────────────────────────────────

function rowPart(near: Row, far: Row, side: RuleSide): Doc | undefined {
  const isNewSet = near.kind === 'list' && far.kind === 'set';
  if (isNewSet && side.rule.convert !== 'set') return uncarried(near, far, side);
  const inner = partOf(near.element, far.element, side);
  if (isNewSet) {
    const list = inner === undefined ? 'rt.same' : call('rt.eachOfList', [inner]);
    return call('rt.asSet', [list, isNumeric(far)]);
  }
  if (far.kind === 'list') return inner === undefined ? undefined : call('rt.eachOfList', [inner]);
  // Digits stand in another order as texts than as numbers.
  if (inner === undefined && isNumeric(near) === isNumeric(far)) return undefined;
  return call('rt.eachOfSet', [inner ?? 'rt.same', isNumeric(far)]);
}

function isNumeric({ element }: Row): string {
  return String(element.kind === 'scalar' && element.scalar === 'bigint');
}

function wrapPart(near: Type, far: Row, side: RuleSide): Doc {
  if (far.kind === 'set' && side.rule.convert !== 'wrap') return uncarried(near, far, side);
  return call('rt.wrapped', [valuePart(near, far.element, side) ?? 'rt.same']);
}

function firstPart(near: Row, far: Type, side: RuleSide): Doc {
  if (side.rule.convert !== 'first') return uncarried(near, far, side);
  return call('rt.first', [partOf(near.element, far, side) ?? 'rt.same', forEmpty(far, side)]);
}

// ── Objects ─────────────────────────────────────────────────────────────────────────────────────

function membersPart(
  near: Extract<Type, { kind: 'object' | 'union' }>,
  far: Type,
  side: RuleSide,
): Doc | undefined {
  const known = new Set(namesIn(far));
  const lost = namesIn(near).filter((name) => !known.has(name));
  if (lost.length === 0) return undefined;
  const { members } = side.rule;
  const table = new Map<string, Doc>();
  // Majors of one name are one object on the wire; the rule names but one of them.
  for (const name of lost) table.set(name, undeclared(side, `it knows no ${name}`));
  for (const [member, substitute] of members ?? []) {
    table.set(member.replace(/@\d+$/, ''), stands(substitute));
  }
  const pairs = [...table].map(([name, stand]) => array([text(name), stand]));
  return call('rt.unionMembers', [text(side.prefix), array(pairs, true)]);
}

function namesIn(type: Type): readonly string[] {
  const refs = type.kind === 'object' ? [type.object] : type.kind === 'union' ? type.members : [];
  return refs.map(({ namespace, name }) => `${namespace}/${name}`);
}

// ── Single values ───────────────────────────────────────────────────────────────────────────────

function leafPart(near: Leaf, far: Leaf, side: RuleSide): Doc | undefined {
  const { values } = side.rule;
  const typed = typePart(near, far, side);
  const known = far.kind === 'enum' && isOfTexts(near) ? far.values : undefined;
  const isCovered =
    known === undefined ||
    (near.kind === 'enum' &&
      near.values.every((value) => known.includes(value) || values?.has(value) === true));
  if ((values === undefined || values.size === 0) && isCovered) return typed;
  const pairs = [...(values ?? [])].map(([value, substitute]) =>
    array([text(value), standsFor(valueOf(near, value), substitute, far, side)]),
  );
  const args: Doc[] = [text(kindOf(near)), array(pairs, true), typed ?? 'rt.same'];
  if (!isCovered) args.push(array(known.map(text)), ...others(far, side));
  return call('rt.values', args);
}

/** How the runtime spells a value to look it up, and what it calls the loss. */
function kindOf(near: Leaf): 'enum' | 'value' | 'json' {
  if (near.kind === 'enum') return 'enum';
  return near.scalar === 'json' ? 'json' : 'value';
}

/** Whether the values are texts that an enum may have. */
function isOfTexts(near: Leaf): boolean {
  return near.kind === 'enum' || near.scalar === 'string';
}

/** The value that a rule names by its text. */
function valueOf(near: Leaf, value: string): JsonValue {
  return near.kind === 'enum' ? value : (parseScalar(near.scalar, value) ?? value);
}

/** What the types ask for, where a value was not substituted. */
function typePart(near: Leaf, far: Leaf, side: RuleSide): Doc | undefined {
  const part = conversion(near, far, side);
  if (part === undefined) return uncarried(near, far, side);
  const limited = limitedPart(part, far, side);
  return limited === 'rt.same' ? undefined : limited;
}

/** What carries a value from the one type to the other; undefined where nothing does. */
function conversion(near: Leaf, far: Leaf, side: RuleSide): Doc | undefined {
  if (far.kind === 'enum') return isOfTexts(near) ? 'rt.same' : undefined;
  const from = near.kind === 'enum' ? 'enum' : near.scalar;
  if (from === far.scalar || widens(from, far.scalar)) return 'rt.same';
  if (far.scalar === 'string') {
    return from === 'enum' || isText(from) ? 'rt.same' : call('rt.asText', [text(from)]);
  }
  if (from === 'integer' && far.scalar === 'bigint') return 'rt.asDigits';
  if (side.rule.convert === 'round') return roundedPart(far, far.scalar, side);
  return side.rule.convert === 'parse' ? parsedPart(near, far, far.scalar, side) : undefined;
}

/** Whether a value of one scalar is one of the other as it stands. */
function widens(near: Scalar | 'enum', far: Scalar): boolean {
  if (near === 'integer') return far === 'float';
  return far === 'ip' && (near === 'ipv4' || near === 'ipv6');
}

function roundedPart(far: Type, scalar: Scalar, side: RuleSide): Doc {
  return call(scalar === 'bigint' ? 'rt.roundedToDigits' : 'rt.rounded', others(far, side));
}

function parsedPart(near: Leaf, far: Type, scalar: Scalar, side: RuleSide): Doc {
  const other = others(far, side);
  return call('rt.parsed', [text(scalar), ...other, ...(other.length > 0 ? kindIfEnum(near) : [])]);
}

/** What values become that nothing carries, where that is not for the runtime to refuse. */
function others(far: Type, side: RuleSide): readonly Doc[] {
  const other = forOthers(far, side);
  return other === undefined ? [] : [other];
}

/** Whether a scalar is a text on the wire. */
export function isText(scalar: Scalar): boolean {
  return !['integer', 'float', 'boolean', 'json'].includes(scalar);
}

function limitedPart(part: Doc, far: Leaf, side: RuleSide): Doc {
  const { limits, hook } = side.rule;
  if (isEmpty(side.limits) || far.kind !== 'scalar') return part;
  const bounds = boundsOf(side.limits);
  if (limits === undefined) return hook ? call('rt.withinOrHook', [bounds, part]) : part;
  return limits === 'clamp'
    ? call('rt.clamped', [bounds, part])
    : call('rt.within', [bounds, text(limits.refuse), part]);
}

function boundsOf(limits: Limits): Doc {
  const { pattern, ...others } = limits;
  const properties: Doc[] = Object.entries(others).map(([name, bound]) =>
    property(key(name), json(bound)),
  );
  if (pattern !== undefined) properties.push(property('pattern', regex(pattern)));
  return object(properties);
}
