// What becomes of the objects of a union that the far side does not know.

import { fallBack, type Carrying } from './carrying.js';
import { nearest } from '../diagnostics/nearest.js';
import { formatRef } from './format-type.js';
import type { Substitute } from './model.js';
import { report } from './scope.js';
import { readSubstitute } from './substitute.js';
import { leafOf } from './type-walk.js';

/** By key of the object. */
export function readMembers(carrying: Carrying): ReadonlyMap<string, Substitute> {
  const { rule, types, context, used } = carrying;
  const { scope } = context;
  const members = new Map<string, Substitute>();
  const nameOf = (ref: (typeof types.lostMembers)[number]): string =>
    formatRef(ref, scope.namespace).replace(/@[\d.]+$/, '');

  for (const { key, substitute } of rule.members ?? []) {
    if (types.lostMembers.length === 0) break;
    used.add('members');
    const member = types.lostMembers.find((ref) => nameOf(ref) === key.text);
    if (member === undefined) {
      const known = types.lostMembers.map(nameOf);
      const near = nearest(key.text, known);
      const parameters = { member: key.text, known };
      report(
        scope,
        'history/unknown-member',
        key.span,
        near === undefined ? parameters : { ...parameters, near },
      );
      continue;
    }
    const site = types.leaf?.site ?? { type: leafOf(carrying.far.type), isElement: false };
    const read = readSubstitute(substitute, site, carrying.far.limits, scope);
    if (read !== undefined) members.set(member.key, read);
  }
  const isSaid = (name: string): boolean =>
    rule.members?.some(({ key }) => key.text === name) === true;
  const lost = types.lostMembers.filter((ref) => !isSaid(nameOf(ref)));
  if (lost.length === 0) return members;
  const what = `${lost.map(nameOf).join(', ')} cannot stand there`;
  const fallback = fallBack(carrying, { what, rules: ['members'] });
  for (const ref of lost) if (fallback !== undefined) members.set(ref.key, fallback);
  return members;
}
