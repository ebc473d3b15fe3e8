// What becomes of null where the far side has none.

import { fallBack, type Carrying } from './carrying.js';
import type { Substitute } from './model.js';
import { readSubstitute } from './substitute.js';

export function readNulls(carrying: Carrying): Substitute | undefined {
  const { rule, types, far, context, used } = carrying;
  const { nulls } = types;
  if (nulls.length === 0) return undefined;
  if (rule.whenNull !== undefined) {
    used.add('whenNull');
    // One substitute serves every depth, so it must be a value at each; the first misfit is a finding.
    let substitute: Substitute | undefined;
    for (const site of nulls) {
      substitute = readSubstitute(rule.whenNull, site, far.limits, context.scope);
      if (substitute === undefined) return undefined;
    }
    return substitute;
  }
  const value = far.default;
  const isWholeField = nulls.every((site) => !site.isElement);
  const mayFill = context.direction === 'upgrade' && rule.refuse === undefined;
  if (mayFill && isWholeField && value !== undefined && value !== null) {
    return { kind: 'value', value };
  }
  return fallBack(carrying, { what: 'null is no value there', rules: ['whenNull'] });
}
