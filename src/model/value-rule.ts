// The rule for data that stands on both sides of a change: what was declared, with what follows from the
// types written out, and a finding for each thing that neither of them says.

import type { Span } from '../diagnostics/diagnostic.js';
import type { RuleDeclaration } from '../load/index.js';
import { fallBack, type Carrying } from './carrying.js';
import { mayRefuse, noWayBack, wayOf, type CrossingContext } from './crossing-context.js';
import { readElse } from './else-rule.js';
import { readLimitsRule } from './limits-rule.js';
import { readMembers } from './members-rule.js';
import type { FieldShape, Substitute, ValueRule } from './model.js';
import { needsRule } from './needs.js';
import { readNulls } from './nulls-rule.js';
import { cannotApply, keysOf, readRule, type Rule, type RuleKey } from './rule.js';
import { readSubstitute } from './substitute.js';
import { crossTypes } from './type-crossing.js';
import { readValues } from './values-rule.js';

const ALLOWED: readonly RuleKey[] = [
  'refuse',
  'whenNull',
  'values',
  'else',
  'members',
  'convert',
  'whenEmpty',
  'clamp',
  'hook',
];

/** `at` is the change, for what is missing altogether. */
export function valueRule(
  declared: RuleDeclaration | undefined,
  near: FieldShape,
  far: FieldShape,
  at: Span,
  context: CrossingContext,
): ValueRule {
  const rule = readRule(declared, at);
  const types = crossTypes(near.type, far.type, wayOf(context.scope, rule.convert?.value));
  const fallback = fallbackOf(rule, context);
  const carrying: Carrying = {
    near,
    far,
    types,
    rule,
    context,
    fallback,
    lacks: [],
    used: new Set(),
  };

  const whenNull = readNulls(carrying);
  const values = readValues(carrying);
  const otherwise = readElse(carrying, values);
  const members = readMembers(carrying);
  const converting = readConvert(carrying);
  const limits = readLimitsRule(carrying);
  reportUseless(carrying);
  if (carrying.lacks.length > 0) needsRule(carrying.lacks, near.name, rule.span, context);
  return {
    ...(whenNull === undefined ? {} : { whenNull }),
    ...(values.size === 0 ? {} : { values }),
    ...(otherwise === undefined ? {} : { else: otherwise }),
    ...(members.size === 0 ? {} : { members }),
    ...converting,
    ...(limits === undefined ? {} : { limits }),
    hook: rule.hook !== undefined,
  };
}

/** A bare `refuse` stands for all that is lost; so does what must be, across a major. */
function fallbackOf(rule: Rule, context: CrossingContext): Substitute | undefined {
  if (rule.refuse !== undefined) return { kind: 'refuse', why: rule.refuse.value };
  const needsNone = rule.hook === undefined && mayRefuse(context);
  return needsNone ? { kind: 'refuse', why: noWayBack(context) } : undefined;
}

function readConvert(carrying: Carrying): Pick<ValueRule, 'convert' | 'whenEmpty'> {
  const { rule, types, context } = carrying;
  const { convert, whenEmpty } = rule;
  if (convert === undefined) return {};
  const fits =
    types.implied.includes(convert.value) ||
    types.open.some((possible) => possible.includes(convert.value)) ||
    types.leaf?.converts?.includes(convert.value) === true;
  if (!fits) return {};
  carrying.used.add('convert');
  if (convert.value !== 'first') return { convert: convert.value };
  carrying.used.add('whenEmpty');
  const site = { type: carrying.far.type, isElement: false };
  const substitute =
    whenEmpty === undefined
      ? fallBack(carrying, { what: 'an empty list has no first element', rules: ['whenEmpty'] })
      : readSubstitute(whenEmpty, site, carrying.far.limits, context.scope);
  return { convert: convert.value, ...(substitute === undefined ? {} : { whenEmpty: substitute }) };
}

const WHY_USELESS: Partial<Record<RuleKey, string>> = {
  refuse: 'nothing can be lost here',
  whenNull: 'null is not lost here',
  else: 'every value has its place on the other side',
  values: 'there are no single values here that could be named',
  members: 'no object of a union is lost here',
  convert: 'the types do not convert in this way',
  whenEmpty: 'it goes with `convert: first`',
  clamp: 'no limit is narrower on the other side',
};

function reportUseless({ rule, used, context }: Carrying): void {
  for (const { key, span } of keysOf(rule)) {
    if (!ALLOWED.includes(key)) {
      cannotApply(rule, key, span, 'the field is there on both sides', context.scope);
    } else if (key !== 'hook' && !used.has(key)) {
      cannotApply(rule, key, span, WHY_USELESS[key] ?? 'it does nothing', context.scope);
    }
  }
}
