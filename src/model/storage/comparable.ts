// Whether SQL can compare what a field was on the older side of a change with what it is on the newer: value by value,
// without a hook, a conversion or anything that looks at more than the value.

import type { JsonValue } from '../../core/json.js';
import { sameJson } from '../../core/same-json.js';
import { parseScalar } from '../../core/scalar-text.js';
import type { Scalar } from '../../core/type-expr.js';
import type { Type, ValueRule } from '../model.js';
import { mayBeNull, type Leaf } from '../type-walk.js';

/** How single values of an older field read on the newer side. */
export interface Comparable {
  /** Only those that become others. */
  readonly values: readonly (readonly [older: JsonValue, newer: JsonValue])[];
  /** What null becomes; undefined where it stays. */
  readonly whenNull: JsonValue | undefined;
}

/** Undefined where a rule looks at more than the value, or makes another kind of value of it. */
export function comparable(near: Type, far: Type, rule: ValueRule): Comparable | undefined {
  const { whenNull } = rule;
  if (rule.hook || rule.convert !== undefined || rule.members !== undefined) return undefined;
  if (rule.limits === 'clamp' || !staysComparable(near, far)) return undefined;
  if (whenNull !== undefined && (whenNull.kind === 'unset' || whenNull.kind === 'omit')) {
    return undefined;
  }
  const values = singleValues(near, far, rule);
  if (values === undefined) return undefined;
  const isNullKept = whenNull?.kind !== 'value' || !mayBeNull(near) || mayBeNull(far);
  return { values, whenNull: isNullKept ? undefined : whenNull.value };
}

/** The values that become others; undefined where some become unset, or nobody can list them. */
function singleValues(near: Type, far: Type, rule: ValueRule): Comparable['values'] | undefined {
  const named = [...(rule.values ?? [])];
  const texts = near.kind === 'enum' && far.kind === 'enum' ? near.values : [];
  const isKnown = (value: string): boolean => far.kind === 'enum' && far.values.includes(value);
  const others = texts.filter((value) => rule.values?.has(value) !== true && !isKnown(value));
  const { else: other } = rule;
  // Only an enum's values can be listed.
  if (other !== undefined && other.kind !== 'refuse' && near.kind !== 'enum') return undefined;
  const all = [
    ...named,
    ...(other === undefined ? [] : others.map((one) => [one, other] as const)),
  ];
  if (all.length > 0 && !isLeaf(near)) return undefined;
  const pairs: (readonly [JsonValue, JsonValue])[] = [];
  for (const [value, substitute] of all) {
    // A row with a value that is refused cannot be read, so nothing is compared with it.
    if (substitute.kind === 'refuse') continue;
    const older = near.kind === 'scalar' ? parseScalar(near.scalar, value) : value;
    if (substitute.kind !== 'value' || older === undefined) return undefined;
    if (!sameJson(older, substitute.value)) pairs.push([older, substitute.value]);
  }
  return pairs;
}

/** Whether values that no rule names are compared by the same column or text after a step as before it. */
export function staysComparable(near: Type, far: Type): boolean {
  if (!isLeaf(near) || !isLeaf(far)) return near.kind === far.kind;
  if (far.kind === 'enum') return near.kind === 'enum' || isScalar(near, 'string');
  if (near.kind === 'enum') return isScalar(far, 'string');
  if (near.kind !== 'scalar' || far.kind !== 'scalar') return near.kind === far.kind;
  return near.scalar === far.scalar || WIDER[near.scalar]?.includes(far.scalar) === true;
}

/** What keeps its values, or its text. */
const WIDER: Partial<Record<Scalar, readonly Scalar[]>> = {
  integer: ['float', 'bigint'],
  ipv4: ['ip', 'string'],
  ipv6: ['ip', 'string'],
  ip: ['string'],
  cidr: ['string'],
  mac: ['string'],
  uuid: ['string'],
};

function isLeaf(type: Type): type is Leaf {
  return !('element' in type);
}

function isScalar(type: Type, scalar: Scalar): boolean {
  return type.kind === 'scalar' && type.scalar === scalar;
}
