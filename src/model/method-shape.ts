// A declared remotable method becomes a method of a shape.

import type { MethodDeclaration } from '../load/index.js';
import { fieldShape } from './field-shape.js';
import type { FieldShape, MethodShape } from './model.js';
import type { Place } from './place.js';
import { resolveType } from './resolve-type.js';
import { sameData } from './same-field.js';
import type { Scope } from './scope.js';
import { sameType } from './type-walk.js';

/** Undefined when one of its types could not be made out, which is a finding by then. */
export function methodShape(
  method: MethodDeclaration,
  place: Place,
  scope: Scope,
): MethodShape | undefined {
  const args: FieldShape[] = [];
  for (const declared of method.args) {
    const arg = fieldShape(declared, place, scope);
    if (arg === undefined) return undefined;
    args.push(arg);
  }
  const returns =
    method.returns && resolveType(method.returns.value, method.returns.span, place, scope);
  if (method.returns !== undefined && returns === undefined) return undefined;
  return {
    name: method.name.value,
    ...(method.doc === undefined ? {} : { doc: method.doc }),
    static: method.static ?? false,
    idempotent: method.idempotent ?? false,
    args,
    ...(returns === undefined ? {} : { returns }),
    source: method.name.span,
  };
}

/** Whether callers of the one may call the other without noticing. */
export function sameMethod(a: MethodShape, b: MethodShape): boolean {
  if (a.static !== b.static || a.idempotent !== b.idempotent) return false;
  if (a.returns === undefined || b.returns === undefined) {
    if (a.returns !== b.returns) return false;
  } else if (!sameType(a.returns, b.returns)) {
    return false;
  }
  return (
    a.args.length === b.args.length &&
    a.args.every((arg, index) => {
      const other = b.args[index];
      return other !== undefined && arg.name === other.name && sameData(arg, other);
    })
  );
}
