// A substitute that the other direction takes back to exactly what was there loses nothing.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { Substitute, Type, ValueRule } from '../model/model.js';
import { textOf } from './types.js';

/** Whether the reverse rule makes `before` again of the substitute, a value of the type `far`. */
export function isTakenBack(
  reverse: ValueRule,
  substitute: Pick<Substitute, 'kind'> & { readonly value?: JsonValue },
  before: JsonValue,
  far: Type,
): boolean {
  if (substitute.kind !== 'value' || substitute.value === undefined) return false;
  const text = textOf(far, substitute.value);
  const back = text === undefined ? undefined : reverse.values?.get(text);
  return back?.kind === 'value' && sameJson(back.value, before);
}
