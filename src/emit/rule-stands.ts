// What stands in for a value that cannot cross as it is: a declared substitute, a refusal, or nothing yet
// where the step's hook comes after.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { scalarText } from '../core/scalar-text.js';
import type { Limits, Substitute, Type, ValueRule } from '../model/index.js';
import type { Doc } from './doc.js';
import { json, text } from './literals.js';
import { call } from './syntax.js';

/** What a rule is written for. */
export interface RuleSide {
  readonly rule: ValueRule;
  /** The rule of the other direction, which may take a substitute back. */
  readonly back: ValueRule;
  /** The far side's limits. */
  readonly limits: Limits;
  /** The envelope's prefix. */
  readonly prefix: string;
}

/** No rule: what the types alone say. */
export const BY_TYPES: ValueRule = { hook: false };

/** What null becomes where the far side has none. */
export function forNull(far: Type, side: RuleSide): Doc {
  const { whenNull } = side.rule;
  if (whenNull === undefined) return undeclared(side, 'the far side has no null');
  return standsFor(null, whenNull, far, side);
}

/** What an empty list becomes where its first element is wanted. */
export function forEmpty(far: Type, side: RuleSide): Doc {
  const { whenEmpty } = side.rule;
  if (whenEmpty === undefined) return undeclared(side, 'the list is empty');
  return standsFor([], whenEmpty, far, side);
}

/**
 * What values become that nothing else carries; undefined where no rule says it. Any value may come here, so
 * that the runtime sees for each whether the other direction brings it back.
 */
export function forOthers(far: Type, side: RuleSide): Doc | undefined {
  const { else: other, hook } = side.rule;
  if (other === undefined) return hook ? 'rt.leftToHook' : undefined;
  if (other.kind !== 'value') return stands(other);
  const back = takenBackTo(other.value, far, side);
  return call('rt.instead', [json(other.value), ...(back === undefined ? [] : [json(back)])]);
}

/** What no rule says is refused, or left to the hook where there is one. */
export function undeclared({ rule }: RuleSide, why: string): Doc {
  return rule.hook ? 'rt.leftToHook' : call('rt.refuses', [text(why)]);
}

/** The substitute of this very value; nothing is lost if the other direction takes it back to that. */
export function standsFor(
  before: JsonValue,
  substitute: Substitute,
  far: Type,
  side: RuleSide,
): Doc {
  if (substitute.kind !== 'value') return stands(substitute);
  const back = takenBackTo(substitute.value, far, side);
  const isKept = back !== undefined && sameJson(back, before);
  return call(isKept ? 'rt.kept' : 'rt.instead', [json(substitute.value)]);
}

/** The substitute of something that no rule of the other direction could bring back. */
export function stands(substitute: Substitute): Doc {
  switch (substitute.kind) {
    case 'value':
      return call('rt.instead', [json(substitute.value)]);
    case 'unset':
      return 'rt.unsets';
    case 'omit':
      return 'rt.omits';
    case 'refuse':
      return call('rt.refuses', [text(substitute.why)]);
  }
}

/** What the other direction's `values` make of a substitute. */
function takenBackTo(value: JsonValue, far: Type, { back }: RuleSide): JsonValue | undefined {
  if (far.kind !== 'scalar' && far.kind !== 'enum') return undefined;
  const spelled = far.kind === 'scalar' ? scalarText(far.scalar, value) : value;
  const returned = typeof spelled === 'string' ? back.values?.get(spelled) : undefined;
  return returned?.kind === 'value' ? returned.value : undefined;
}
