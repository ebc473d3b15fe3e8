// The rule for a field that the near side does not know.

import { formatVersion } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { At, RuleDeclaration } from '../load/index.js';
import { mayRefuse, noWayBack, wayOf, type CrossingContext } from './crossing-context.js';
import { formatType } from './format-type.js';
import { narrowedLimits } from './limits.js';
import { mapEntry, targetField } from './map-entry.js';
import { recordField } from './records/record-shape.js';
import type { Arriving, FieldShape } from './model.js';
import { allowOnly, onlyOne, readRule, type Rule } from './rule.js';
import { report } from './scope.js';
import { substituteValue } from './substitute.js';
import { crossTypes, isTotal, type TypeCrossing } from './type-crossing.js';

/** `added` says whether the field is new, and so has a way to be filled without a rule. */
export function arriving(
  declared: RuleDeclaration | undefined,
  field: FieldShape,
  at: Span,
  added: boolean,
  context: CrossingContext,
): Arriving {
  const rule = readRule(declared, at);
  const why = 'the field is not there on the other side, so it must come from elsewhere';
  const allowed = ['unset', 'value', 'copy', 'from', 'hook'] as const;
  allowOnly(rule, added ? allowed : [...allowed, 'refuse'], why, context.scope);
  onlyOne(rule, context.scope);
  const said = saidArriving(rule, field, context);
  if (said !== undefined) return said;
  if (added || declared !== undefined) return asNew(field);
  if (mayRefuse(context)) return { kind: 'refuse', why: noWayBack(context) };
  const breaks = ['older readers still expect it, and no rule says what they are told'];
  const what = `removing \`${field.name}\``;
  const { scope, from: version } = context;
  const evidence = `${formatVersion(version)} ${JSON.stringify(recordField(field, scope.namespace))}`;
  report(scope, 'history/bump-too-small', at, { what, breaks, version }, { evidence });
  return asNew(field);
}

function saidArriving(
  rule: Rule,
  field: FieldShape,
  context: CrossingContext,
): Arriving | undefined {
  if (rule.hook !== undefined) return { kind: 'hook' };
  if (rule.unset !== undefined) return { kind: 'unset' };
  if (rule.refuse !== undefined) return { kind: 'refuse', why: rule.refuse.value };
  if (rule.value !== undefined)
    return substituteValue(rule.value, field.type, field.limits, context.scope);
  if (rule.copy !== undefined) return copied(rule.copy, field, context);
  const entry = rule.from && mapEntry(rule.from, 'from', field, context);
  return entry && { kind: 'from', ...entry, otherwise: asNew(field) };
}

/** Its default, else null if it may be, else unset. */
function asNew({
  default: value,
  type,
}: FieldShape): Extract<Arriving, { kind: 'value' | 'unset' }> {
  if (value !== undefined) return { kind: 'value', value };
  return type.nullable ? { kind: 'value', value: null } : { kind: 'unset' };
}

/** A copy is carried by what the types alone say, so they must say all. */
function copied(
  from: At<string>,
  field: FieldShape,
  context: CrossingContext,
): Arriving | undefined {
  const { scope } = context;
  const source = targetField(from, 'copy', context);
  if (source === undefined) return undefined;
  const types = crossTypes(source.type, field.type, wayOf(scope));
  const isWithin = narrowedLimits(source.limits, field.limits).length === 0;
  if (isTotal(types) && keepsValues(types) && isWithin) return { kind: 'copy', field: source.name };
  const [near, far] = [source.type, field.type].map((type) => formatType(type, scope.namespace));
  report(
    scope,
    'history/wrong-target',
    from.span,
    { target: from.value, why: `not every ${near ?? ''} is a ${far ?? ''} of \`${field.name}\`` },
    { related: [{ message: `\`${from.value}\` is declared here`, span: source.source }] },
  );
  return undefined;
}

/** Whether a far enum has every value that the near side may have. */
function keepsValues({ leaf }: TypeCrossing): boolean {
  if (leaf?.far.kind !== 'enum') return true;
  const known = leaf.far.values;
  return leaf.near.kind === 'enum' && leaf.near.values.every((value) => known.includes(value));
}
