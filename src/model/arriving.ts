// The rule for a field that the near side does not know.

import type { Span } from '../diagnostics/diagnostic.js';
import type { At, RuleDeclaration } from '../load/index.js';
import { mayRefuse, noWayBack, wayOf, type CrossingContext } from './crossing-context.js';
import { formatType } from './format-type.js';
import { brokenLimit, narrowedLimits } from './limits.js';
import { mapEntry, targetField } from './map-entry.js';
import type { Arriving, FieldShape } from './model.js';
import { readValue } from './read-value.js';
import { allowOnly, onlyOne, readRule, type Rule } from './rule.js';
import { report } from './scope.js';
import { reportWrongValue } from './substitute.js';
import { crossTypes } from './type-crossing.js';

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
  report(context.scope, 'history/needs-major', at, { name: field.name, version: context.from });
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
  if (rule.value !== undefined) return fixedValue(rule.value, field, context);
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

function fixedValue(
  node: NonNullable<Rule['value']>,
  field: FieldShape,
  { scope }: CrossingContext,
): Arriving | undefined {
  const read = readValue(node, field.type);
  if (!read.ok) {
    reportWrongValue(read, field.type, scope);
    return undefined;
  }
  const limit = brokenLimit(read.value, field.limits);
  if (limit !== undefined) {
    const bound = String(field.limits[limit]);
    report(scope, 'model/outside-limits', node.span, { limit, bound });
    return undefined;
  }
  return { kind: 'value', value: read.value };
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
  const { leaf } = types;
  const known = leaf?.far.kind === 'enum' ? leaf.far.values : [];
  const values = leaf?.near.kind === 'enum' ? leaf.near.values : ['…'];
  const losesValues = leaf?.far.kind === 'enum' && values.some((value) => !known.includes(value));
  const isTotal =
    types.nulls.length === 0 &&
    types.open.length === 0 &&
    types.lostMembers.length === 0 &&
    !losesValues &&
    narrowedLimits(source.limits, field.limits).length === 0;
  if (isTotal) return { kind: 'copy', field: source.name };
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
