// The limits that a field declares, checked against its type and each other.

import type { Span } from '../diagnostics/diagnostic.js';
import type { FieldDeclaration, ScalarNode } from '../load/index.js';
import { formatType } from './format-type.js';
import { compareNumbers, limitsFor, type LimitName } from './limits.js';
import type { Limits, Type } from './model.js';
import { readValue } from './read-value.js';
import { report, type Scope } from './scope.js';
import { leafOf } from './type-walk.js';

/** The limits that are in order; each that is not is a finding. */
export function readLimits(field: FieldDeclaration, type: Type, scope: Scope): Limits {
  const allowed = limitsFor(type);
  const usable = (name: LimitName, span: Span | undefined): boolean => {
    if (span === undefined || allowed.includes(name)) return span !== undefined;
    const formatted = formatType(type, scope.namespace);
    report(scope, 'model/limit-misplaced', span, { limit: name, type: formatted });
    return false;
  };

  const min = usable('min', field.min?.span) ? bound('min', field.min, type, scope) : undefined;
  const max = usable('max', field.max?.span) ? bound('max', field.max, type, scope) : undefined;
  if (min !== undefined && max !== undefined && compareNumbers(min, max) > 0) {
    crossed('min', String(min), 'max', String(max), field.min, field.max, scope);
  }
  const { minLength, maxLength, pattern } = field;
  const hasMin = usable('minLength', minLength?.span);
  const hasMax = usable('maxLength', maxLength?.span);
  if (hasMin && hasMax && minLength && maxLength && minLength.value > maxLength.value) {
    const [least, most] = [String(minLength.value), String(maxLength.value)];
    crossed('minLength', least, 'maxLength', most, minLength, maxLength, scope);
  }
  const hasPattern = usable('pattern', pattern?.span);
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(hasMin && minLength ? { minLength: minLength.value } : {}),
    ...(hasMax && maxLength ? { maxLength: maxLength.value } : {}),
    ...(hasPattern && pattern ? { pattern: pattern.value } : {}),
  };
}

function bound(
  limit: 'min' | 'max',
  node: ScalarNode | undefined,
  type: Type,
  scope: Scope,
): number | string | undefined {
  if (node === undefined) return undefined;
  const read = readValue(node, { ...leafOf(type), nullable: false });
  if (read.ok && (typeof read.value === 'number' || typeof read.value === 'string')) {
    return read.value;
  }
  const wanted = read.ok ? 'a number' : read.wanted;
  report(scope, 'model/wrong-limit', node.span, { limit, wanted });
  return undefined;
}

function crossed(
  lower: string,
  least: string,
  upper: string,
  most: string,
  first: { readonly span: Span } | undefined,
  second: { readonly span: Span } | undefined,
  scope: Scope,
): void {
  if (first === undefined || second === undefined) return;
  const related = [{ message: `\`${upper}\` is here`, span: second.span }];
  report(scope, 'model/limits-crossed', first.span, { lower, least, upper, most }, { related });
}
