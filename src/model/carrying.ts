// One field on its way across a change that it stands on both sides of: what all parts of its rule share.

import type { CrossingContext } from './crossing-context.js';
import type { FieldShape, Substitute } from './model.js';
import type { Lack } from './needs.js';
import type { Rule, RuleKey } from './rule.js';
import type { TypeCrossing } from './type-crossing.js';

export interface Carrying {
  readonly near: FieldShape;
  readonly far: FieldShape;
  readonly types: TypeCrossing;
  readonly rule: Rule;
  readonly context: CrossingContext;
  /** What becomes of all that nothing more particular is said about. */
  readonly fallback: Substitute | undefined;
  /** What has neither a rule nor a way by itself; the parts add to it. */
  readonly lacks: Lack[];
  /** The keys that had something to do; the parts add to it. */
  readonly used: Set<RuleKey>;
}

/** The fallback for something that would be lost; without one, and without a hook, it is lacking. */
export function fallBack(
  { fallback, rule, lacks, used }: Carrying,
  lack: Lack,
): Substitute | undefined {
  used.add('refuse');
  if (fallback === undefined && rule.hook === undefined) lacks.push(lack);
  return fallback;
}
