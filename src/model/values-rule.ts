// What becomes of single values: those that the rule names, and those that an enum's own history names.

import { parseScalar, scalarText } from '../core/scalar-text.js';
import { nearest } from '../diagnostics/nearest.js';
import type { ScalarNode } from '../load/index.js';
import type { Carrying } from './carrying.js';
import { enumTable } from './enum-rules.js';
import type { Substitute } from './model.js';
import { report, type Scope } from './scope.js';
import { readSubstitute } from './substitute.js';
import type { LeafCrossing } from './type-crossing.js';

/** By the text of the near side's value. What the rule says goes before what the enum says. */
export function readValues(carrying: Carrying): ReadonlyMap<string, Substitute> {
  const { rule, types, far, context, used } = carrying;
  const { leaf } = types;
  if (leaf === undefined || leaf.near.kind === 'object' || leaf.near.kind === 'union') {
    return new Map();
  }
  const values = new Map(ownTable(leaf, context.scope));
  for (const { key, substitute } of rule.values ?? []) {
    used.add('values');
    const text = valueNamed(key, leaf.near, context.scope);
    const read = readSubstitute(substitute, leaf.site, far.limits, context.scope);
    // What could not be read has its finding; that nothing is said of the value would be another.
    if (text !== undefined) values.set(text, read ?? { kind: 'unset' });
  }
  return values;
}

/** The enum's own rules, for as many of its versions as the change jumps. */
function ownTable({ near, far }: LeafCrossing, scope: Scope): ReadonlyMap<string, Substitute> {
  const isSame = near.kind === 'enum' && far.kind === 'enum' && near.key === far.key;
  if (!isSame || near.key === undefined) return new Map();
  const model = scope.names.enums.get(near.key);
  if (model === undefined || near.version === undefined || far.version === undefined) {
    return new Map();
  }
  return enumTable(model, near.version, far.version);
}

/** The text of the near side's value that the key means. */
function valueNamed(
  { text, span }: ScalarNode,
  near: LeafCrossing['near'],
  scope: Scope,
): string | undefined {
  const known = near.kind === 'enum' ? near.values : [];
  if (known.includes(text)) return text;
  const value = near.kind === 'scalar' ? parseScalar(near.scalar, text) : undefined;
  if (value !== undefined && near.kind === 'scalar') return scalarText(near.scalar, value);
  const close = nearest(text, known);
  const parameters = { value: text, known };
  const all = close === undefined ? parameters : { ...parameters, near: close };
  report(scope, 'history/unknown-value', span, all);
  return undefined;
}
