// What the types alone say about a value's way from one to the other, and what they leave open: this decides
// which rules a change needs, and which could never apply.

import type { Scalar } from '../core/type-expr.js';
import type { ObjectRef, Type, ValueRule } from './model.js';
import { mayBeNull, type Leaf } from './type-walk.js';

export type Convert = NonNullable<ValueRule['convert']>;

/** A place in the far type that something from the near type must be brought to. */
export interface Site {
  readonly type: Type;
  readonly isElement: boolean;
}

export interface TypeCrossing {
  /** Where null stands on the near side and may not on the far side. */
  readonly nulls: readonly Site[];
  /** Containers that do not meet by themselves: one of these must be asked for. None: there is no way. */
  readonly open: readonly (readonly Convert[])[];
  /** Conversions that the types say by themselves, and that a rule may repeat. */
  readonly implied: readonly Convert[];
  /** Objects that the far side does not know. */
  readonly lostMembers: readonly ObjectRef[];
  /** What stands inside all containers on both sides; undefined where the containers do not meet. */
  readonly leaf?: LeafCrossing;
}

export interface LeafCrossing {
  readonly near: Leaf;
  readonly far: Leaf;
  readonly site: Site;
  /** The conversions to choose from, where the types leave it open; none: there is no way. */
  readonly converts?: readonly Convert[];
}

/** How two types are crossed. */
export interface Way {
  /** The conversion that the rule asks for: `first` leads on into the elements. */
  readonly convert?: Convert | undefined;
  /** Whether data of one major is ever brought to the other. */
  readonly isJoined: (a: ObjectRef, b: ObjectRef) => boolean;
}

export function crossTypes(near: Type, far: Type, way: Way): TypeCrossing {
  const found: Found = { nulls: [], open: [], implied: [], lostMembers: [], way };
  walk(near, far, false, found);
  return found;
}

/** Whether every value crosses by the types alone, but for values of enums. */
export function isTotal({ nulls, open, lostMembers, leaf }: TypeCrossing): boolean {
  const isOpen = open.length > 0 || leaf === undefined || leaf.converts !== undefined;
  return nulls.length === 0 && lostMembers.length === 0 && !isOpen;
}

interface Found {
  readonly way: Way;
  readonly nulls: Site[];
  readonly open: (readonly Convert[])[];
  readonly implied: Convert[];
  readonly lostMembers: ObjectRef[];
  leaf?: LeafCrossing;
}

function walk(near: Type, far: Type, isElement: boolean, found: Found): void {
  const site = { type: far, isElement };
  if (mayBeNull(near) && !mayBeNull(far)) found.nulls.push(site);
  if (!('element' in near || 'element' in far)) {
    const converts = crossLeaves(near, far, found);
    found.leaf = { near, far, site, ...(converts === undefined ? {} : { converts }) };
  } else if ('element' in far && isRow(far)) {
    crossToRow(near, far, found);
  } else if ('element' in near && isRow(near)) {
    found.open.push(['first']);
    if (found.way.convert === 'first') walk(near.element, far, isElement, found);
  } else if ('element' in near && 'element' in far) {
    walk(near.element, far.element, true, found);
  } else {
    // A map and something else have no way between them.
    found.open.push([]);
  }
}

type Container = Extract<Type, { readonly element: Type }>;

/** Whether it is an array on the wire. */
function isRow(type: Type): boolean {
  return type.kind === 'list' || type.kind === 'set';
}

function crossToRow(near: Type, far: Container, found: Found): void {
  if ('element' in near && isRow(near)) {
    if (near.kind === 'list' && far.kind === 'set') found.open.push(['set']);
    if (near.kind === 'set' && far.kind === 'list') found.implied.push('list');
    walk(near.element, far.element, true, found);
    return;
  }
  if (far.kind === 'list') found.implied.push('wrap');
  else found.open.push(['wrap']);
  // Null has been dealt with by now: it is not wrapped.
  walk({ ...near, nullable: false }, far.element, true, found);
}

/** The conversions to choose from; undefined where nothing needs to be chosen. */
function crossLeaves(near: Leaf, far: Leaf, found: Found): readonly Convert[] | undefined {
  if (near.kind === 'object' || near.kind === 'union') return crossObjects(near, far, found);
  if (far.kind === 'object' || far.kind === 'union') return [];
  // To an enum: which of its values are lost is a question of values, not of types.
  return far.kind === 'scalar' ? crossToScalar(near, far.scalar, found) : undefined;
}

function crossObjects(near: Leaf, far: Leaf, found: Found): readonly Convert[] | undefined {
  let hasWay = true;
  for (const member of membersOf(near)) {
    const same = membersOf(far).find((other) => sameObject(member, other));
    if (same === undefined) found.lostMembers.push(member);
    else hasWay &&= found.way.isJoined(member, same);
  }
  return hasWay ? undefined : [];
}

function membersOf(type: Leaf): readonly ObjectRef[] {
  if (type.kind === 'object') return [type.object];
  return type.kind === 'union' ? type.members : [];
}

/** The envelope bears name and namespace: majors of one name are one object on the wire. */
function sameObject(a: ObjectRef, b: ObjectRef): boolean {
  return a.name === b.name && a.namespace === b.namespace;
}

function crossToScalar(
  near: Extract<Leaf, { readonly kind: 'scalar' | 'enum' }>,
  far: Scalar,
  found: Found,
): readonly Convert[] | undefined {
  const from = near.kind === 'enum' ? 'enum' : near.scalar;
  if (from === far) return undefined;
  if (far === 'string') {
    found.implied.push('text');
    return undefined;
  }
  return isImplied(from, far) ? undefined : possibleConverts(from, far);
}

/** The conversions that lose nothing and always succeed; any scalar as text is another. */
function isImplied(from: Scalar | 'enum', to: Scalar): boolean {
  if (to === 'float' || to === 'bigint') return from === 'integer';
  return to === 'ip' && (from === 'ipv4' || from === 'ipv6');
}

function possibleConverts(from: Scalar | 'enum', to: Scalar): readonly Convert[] {
  if (from === 'float' && (to === 'integer' || to === 'bigint')) return ['round'];
  // What is a text on the wire can be read as something else.
  const isText = from !== 'integer' && from !== 'float' && from !== 'boolean' && from !== 'json';
  return isText ? ['parse'] : [];
}
