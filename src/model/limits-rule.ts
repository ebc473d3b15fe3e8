// What becomes of values outside the far side's limits.

import { fallBack, type Carrying } from './carrying.js';
import { brokenLimit, narrowedLimits, type LimitName } from './limits.js';
import type { ValueRule } from './model.js';
import { cannotApply } from './rule.js';
import { leafOf } from './type-walk.js';

export function readLimitsRule(carrying: Carrying): ValueRule['limits'] {
  const { rule, context, used } = carrying;
  const narrowed = narrowedFor(carrying);
  if (narrowed.length === 0) return undefined;
  if (rule.clamp !== undefined) {
    used.add('clamp');
    const stuck = narrowed.find((name) => name === 'pattern' || name === 'minLength');
    if (stuck === undefined) return 'clamp';
    const why = `a text cannot be brought to \`${stuck}\` by cutting it`;
    cannotApply(rule, 'clamp', rule.clamp.span, why, context.scope);
    return undefined;
  }
  const what = `${narrowed.map((name) => `\`${name}\``).join(' and ')} is narrower there`;
  const mayClamp = narrowed.every((name) => name !== 'pattern' && name !== 'minLength');
  const fallback = fallBack(carrying, { what, rules: mayClamp ? ['clamp'] : [] });
  return fallback?.kind === 'refuse' ? { refuse: fallback.why } : undefined;
}

/** Limits of the far side that a value which keeps those of the near side can break. */
function narrowedFor({ near, far, types }: Carrying): readonly LimitName[] {
  const narrowed = narrowedLimits(near.limits, far.limits);
  const [from, to] = [leafOf(near.type), leafOf(far.type)];
  // Of an enum that becomes a text it is known which values there are; what else a text spells is not.
  const isKnown = from.kind === 'enum' && to.kind === 'scalar' && to.scalar === 'string';
  if (!isKnown || types.leaf === undefined) return narrowed;
  const broken = from.values.map((value) => brokenLimit(value, far.limits));
  return narrowed.filter((name) => broken.includes(name));
}
