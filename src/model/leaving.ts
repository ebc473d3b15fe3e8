// The rule for a field that the far side does not know.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { RuleDeclaration } from '../load/index.js';
import type { CrossingContext } from './crossing-context.js';
import { mapEntry } from './map-entry.js';
import type { Arriving, FieldShape, Leaving } from './model.js';
import { allowOnly, onlyOne, readRule } from './rule.js';

/** `back` is the same change in the other direction: what it fills in is nothing that anybody wrote. */
export function leaving(
  declared: RuleDeclaration | undefined,
  field: FieldShape,
  back: Arriving,
  at: Span,
  context: CrossingContext,
): Leaving {
  const rule = readRule(declared, at);
  const why = 'the field is not there on the other side, so nothing of it can be carried over';
  allowOnly(rule, ['drop', 'refuse', 'into', 'hook'], why, context.scope);
  onlyOne(rule, context.scope);
  if (rule.hook !== undefined) return { kind: 'hook' };
  const unless = passedOver(field, back);
  if (rule.refuse !== undefined) return { kind: 'refuse', why: rule.refuse.value, unless };
  const entry = rule.into && mapEntry(rule.into, 'into', field, context);
  return entry === undefined ? { kind: 'drop' } : { kind: 'into', ...entry, unless };
}

/** The default, and what the other direction fills in; null is passed over in any case. */
function passedOver(field: FieldShape, back: Arriving): readonly JsonValue[] {
  const values = [field.default, filledBy(back)];
  const kept: JsonValue[] = [];
  for (const value of values) {
    if (value === undefined || value === null) continue;
    if (!kept.some((other) => sameJson(other, value))) kept.push(value);
  }
  return kept;
}

function filledBy(back: Arriving): JsonValue | undefined {
  if (back.kind === 'value') return back.value;
  return back.kind === 'from' && back.otherwise.kind === 'value' ? back.otherwise.value : undefined;
}
