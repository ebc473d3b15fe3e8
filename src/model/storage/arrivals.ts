// How a field comes to be at the newer side of a step, as far as comparing it in SQL goes.

import type { FieldShape, Shape, Step } from '../model.js';
import { comparable, staysComparable, type Comparable } from './comparable.js';

export type Arrival =
  /** The same data under this name. */
  | { readonly kind: 'carried'; readonly from: string; readonly read: Comparable }
  /** What another field of the older side is. */
  | { readonly kind: 'copied'; readonly from: string }
  /** It was not there: every row gets this, or stays without it. */
  | { readonly kind: 'filled'; readonly value: unknown }
  /** SQL cannot tell. */
  | { readonly kind: 'opaque' };

const AS_IT_IS: Comparable = { values: [], whenNull: undefined };

export function arrivalOf({ name, type }: FieldShape, step: Step, older: Shape): Arrival {
  for (const change of step.changes) {
    if (change.kind === 'carry' && change.newer.name === name) {
      const read = comparable(change.older.type, change.newer.type, change.upgrade);
      return read === undefined ? OPAQUE : { kind: 'carried', from: change.older.name, read };
    }
    if (change.kind === 'replace' && change.newer.some((one) => one.name === name)) return OPAQUE;
    if (change.kind !== 'add' || change.newer.name !== name) continue;
    const { upgrade } = change;
    if (upgrade.kind === 'unset') return { kind: 'filled', value: undefined };
    if (upgrade.kind === 'value') return { kind: 'filled', value: upgrade.value };
    if (upgrade.kind !== 'copy') return OPAQUE;
    const source = older.fields.get(upgrade.field);
    const isSame = source !== undefined && staysComparable(source.type, type);
    return isSame ? { kind: 'copied', from: upgrade.field } : OPAQUE;
  }
  return { kind: 'carried', from: name, read: AS_IT_IS };
}

const OPAQUE: Arrival = { kind: 'opaque' };
