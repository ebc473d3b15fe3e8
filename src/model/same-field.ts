// When two versions of a field are the same field.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { sameLimits } from './limits.js';
import type { FieldShape } from './model.js';
import { sameType } from './type-walk.js';

/** Whether both hold the same data under the same checks; docs, names and masking do not count. */
export function sameData(a: FieldShape, b: FieldShape): boolean {
  return (
    sameType(a.type, b.type) && sameDefault(a.default, b.default) && sameLimits(a.limits, b.limits)
  );
}

/** Whether nothing of what a history records differs between them, the name apart. */
export function sameField(a: FieldShape, b: FieldShape): boolean {
  return sameData(a, b) && a.readOnly === b.readOnly && a.sensitive === b.sensitive;
}

export function sameDefault(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameJson(a, b);
}
