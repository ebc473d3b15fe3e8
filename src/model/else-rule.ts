// What becomes of values that nothing else provides for: those that the far side does not have, and those that
// a conversion cannot take.

import { formatVersion } from '../core/version.js';
import { fallBack, type Carrying } from './carrying.js';
import type { Substitute } from './model.js';
import type { Lack } from './needs.js';
import { readSubstitute } from './substitute.js';
import type { Convert, LeafCrossing } from './type-crossing.js';

/** `values` are those whose substitute is known. */
export function readElse(
  carrying: Carrying,
  values: ReadonlyMap<string, Substitute>,
): Substitute | undefined {
  const { rule, types, far, context, used } = carrying;
  const { leaf } = types;
  const lack = lackOf(carrying, values);
  const mayFail = leaf?.converts?.includes('round') === true && rule.convert?.value === 'round';
  if (lack === undefined && !mayFail) return undefined;
  // It stands in for single values, so not for a container that nothing converts.
  if (rule.else !== undefined && leaf !== undefined && openIn(carrying) === undefined) {
    used.add('else');
    return readSubstitute(rule.else, leaf.site, far.limits, context.scope);
  }
  if (lack !== undefined) return fallBack(carrying, lack);
  // A number too large for the other type is refused in any case; a rule may say why.
  used.add('refuse');
  return rule.refuse === undefined ? undefined : carrying.fallback;
}

/** What has no way across: a container, single values, or all values of a type. */
function lackOf(carrying: Carrying, values: ReadonlyMap<string, Substitute>): Lack | undefined {
  const { rule, types, context } = carrying;
  const asked = rule.convert?.value;
  const open = openIn(carrying);
  if (open !== undefined) return unconverted(open);
  const { leaf } = types;
  if (leaf === undefined) return undefined;
  const finite = valuesOf(leaf.near);
  const left = finite?.filter((value) => !values.has(value));
  if (leaf.converts !== undefined) {
    if (left?.length === 0) return undefined;
    const isOfObjects = leaf.near.kind === 'object' || leaf.near.kind === 'union';
    if (isOfObjects) return { what: 'no `from` joins the one major to the other', rules: [] };
    if (!isAsked(leaf.converts, asked)) return unconverted(leaf.converts);
    const what = 'not every text can be read as the other type';
    return asked === 'parse' ? { what, rules: ['else'] } : undefined;
  }
  if (leaf.far.kind !== 'enum' || !('values' in leaf.near || leaf.near.kind === 'scalar')) {
    return undefined;
  }
  const known = leaf.far.values;
  const lost = left?.filter((value) => !known.includes(value));
  if (lost?.length === 0) return undefined;
  const which = lost === undefined ? 'only some of the values' : `no ${lost.join(', ')}`;
  return { what: `${formatVersion(context.to)} knows ${which}`, rules: ['values', 'else'] };
}

/** The conversions of a container, none of which was asked for. */
function openIn({ rule, types }: Carrying): readonly Convert[] | undefined {
  return types.open.find((converts) => !isAsked(converts, rule.convert?.value));
}

function isAsked(converts: readonly Convert[], asked: Convert | undefined): boolean {
  return asked !== undefined && converts.includes(asked);
}

function unconverted(converts: readonly Convert[]): Lack {
  const rules = converts.map((convert) => `convert: ${convert}`);
  return { what: 'the types do not convert by themselves', rules };
}

/** All values of the type, where they can be listed. */
function valuesOf(near: LeafCrossing['near']): readonly string[] | undefined {
  if (near.kind === 'enum') return near.values;
  return near.kind === 'scalar' && near.scalar === 'boolean' ? ['true', 'false'] : undefined;
}
