// What keeps callers of an older method from calling the newer one.

import { wayOf } from './crossing-context.js';
import { narrowedLimits } from './limits.js';
import type { FieldShape, MethodShape, Type } from './model.js';
import type { Scope } from './scope.js';
import { crossTypes, isTotal, type TypeCrossing } from './type-crossing.js';

/** Sentences; none where every call of before is a call now, and every answer of now was one then. */
export function methodBreaks(
  older: MethodShape,
  newer: MethodShape,
  scope: Scope,
): readonly string[] {
  const breaks: string[] = [];
  if (older.static !== newer.static) breaks.push('it became another kind of method');
  for (const [index, before] of older.args.entries()) {
    const now = newer.args[index];
    if (now?.name === before.name) {
      if (!takesAll(before, now, scope)) breaks.push(`\`${before.name}\` takes less than before`);
    } else if (newer.args.some((arg) => arg.name === before.name)) {
      breaks.push(`\`${before.name}\` stands in another place`);
    } else {
      breaks.push(`\`${before.name}\` was removed`);
    }
  }
  for (const now of newer.args) {
    const isNew = !older.args.some((arg) => arg.name === now.name);
    if (isNew && now.default === undefined)
      breaks.push(`\`${now.name}\` is new and has no default`);
  }
  if (!returnsKnown(older.returns, newer.returns, scope)) {
    breaks.push('what it returns is not what callers of before can read');
  }
  return breaks;
}

/** Whether each value of before is one now, and may be left out if it might be before. */
function takesAll(before: FieldShape, now: FieldShape, scope: Scope): boolean {
  if (before.default !== undefined && now.default === undefined) return false;
  return (
    fits(before.type, now.type, scope) && narrowedLimits(before.limits, now.limits).length === 0
  );
}

function returnsKnown(older: Type | undefined, newer: Type | undefined, scope: Scope): boolean {
  // Who expected nothing can do without what is returned now.
  if (older === undefined) return true;
  return newer !== undefined && fits(newer, older, scope);
}

function fits(near: Type, far: Type, scope: Scope): boolean {
  const types = crossTypes(near, far, wayOf(scope));
  return isTotal(types) && keepsValues(types);
}

/** An enum's own rules carry its values between its versions; another must have them all. */
function keepsValues({ leaf }: TypeCrossing): boolean {
  if (leaf?.far.kind !== 'enum') return true;
  if (leaf.near.kind !== 'enum') return false;
  const { key, values } = leaf.far;
  const isSame = key !== undefined && leaf.near.key === key;
  return isSame || leaf.near.values.every((value) => values.includes(value));
}
