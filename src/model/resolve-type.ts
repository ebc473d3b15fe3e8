// Types as written become types with every name resolved.

import { nearest } from '../diagnostics/nearest.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { NameRef, TypeExpr } from '../core/type-expr.js';
import type { EnumType, ObjectRef, Type } from './model.js';
import { qualify } from './name-table.js';
import type { Place } from './place.js';
import { childRef } from './resolve-child.js';
import { enumAt } from './resolve-enum.js';
import { report, type Scope } from './scope.js';

/** Undefined when it could not be resolved, which is a finding by then. */
export function resolveType(
  expr: TypeExpr,
  span: Span,
  place: Place,
  scope: Scope,
): Type | undefined {
  const { nullable } = expr;
  switch (expr.kind) {
    case 'scalar':
      return { kind: 'scalar', scalar: expr.scalar, nullable };
    case 'values':
      return inlineEnum(expr.values, nullable, span, scope);
    case 'name': {
      const named = resolveName(expr.ref, span, place, scope);
      if (named === undefined) return undefined;
      return named.kind === 'enum' ? { ...named, nullable } : { ...named, nullable };
    }
    case 'list':
    case 'set':
    case 'map': {
      const element = resolveType(expr.element, span, place, scope);
      if (element === undefined) return undefined;
      if (expr.kind === 'set' && !mayStandInSet(element)) {
        report(scope, 'model/set-element', span, {});
        return undefined;
      }
      return { kind: expr.kind, element, nullable };
    }
    case 'union':
      return union(expr.members, nullable, span, place, scope);
  }
}

type Named = EnumType | { readonly kind: 'object'; readonly object: ObjectRef };

/** Without `version` rather than with it undefined: the two would not be the same type. */
function resolveName(ref: NameRef, span: Span, place: Place, scope: Scope): Named | undefined {
  const key = qualify(ref.name, ref.namespace ?? scope.namespace);
  if (ref.minor !== undefined && place.kind === 'now') {
    report(scope, 'model/version-in-field', span, { name: ref.name });
    return undefined;
  }
  // A finding tells of it by now, and any other would be its echo.
  if (scope.names.unsureEnums.has(key)) return undefined;
  const model = scope.names.enums.get(key);
  if (model !== undefined) return enumAt(model, ref, span, place, scope);
  const majors = scope.names.objects.get(key);
  if (majors !== undefined) {
    const object = childRef(majors, ref, span, place, scope);
    return object && { kind: 'object', object };
  }
  if (!scope.names.mayExist(ref.name)) reportUnknown(ref, key, span, scope);
  return undefined;
}

function reportUnknown(ref: NameRef, key: string, span: Span, scope: Scope): void {
  const mixin = scope.names.mixins.get(key);
  if (mixin !== undefined) {
    const related = [{ message: 'declared as a mixin here', span: mixin.name.span }];
    report(scope, 'model/mixin-as-type', span, { name: ref.name }, { related });
    return;
  }
  const near = nearName(ref, scope);
  const name = ref.namespace === undefined ? ref.name : qualify(ref.name, ref.namespace);
  const parameters = near === undefined ? { name } : { name, near };
  // Where what it named was removed, that is the cause, and this is its echo.
  report(scope, 'model/unknown-type', span, parameters, { evidence: key });
}

/** The same name in another namespace is likelier meant than another name in this one. */
function nearName(ref: NameRef, scope: Scope): string | undefined {
  const keys = [...scope.names.objects.keys(), ...scope.names.enums.keys()];
  const elsewhere = keys.find((key) => key.endsWith(`/${ref.name}`));
  if (elsewhere !== undefined) return elsewhere;
  const home = `${ref.namespace ?? scope.namespace}/`;
  const here = keys.filter((key) => key.startsWith(home)).map((key) => key.slice(home.length));
  const near = nearest(ref.name, here);
  return near !== undefined && ref.namespace !== undefined ? qualify(near, ref.namespace) : near;
}

function inlineEnum(values: readonly string[], nullable: boolean, span: Span, scope: Scope): Type {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) report(scope, 'model/duplicate-value', span, { value: twice });
  return { kind: 'enum', values: [...new Set(values)], nullable };
}

const SET_SCALARS: ReadonlySet<string> = new Set([
  'string',
  'integer',
  'bigint',
  'boolean',
  'uuid',
  'ip',
  'ipv4',
  'ipv6',
  'cidr',
  'mac',
]);

function mayStandInSet(element: Type): boolean {
  if (element.nullable) return false;
  return element.kind === 'enum' || (element.kind === 'scalar' && SET_SCALARS.has(element.scalar));
}

/** The envelope's name tells which member it is, so each name may stand there once. */
function union(
  refs: readonly NameRef[],
  nullable: boolean,
  span: Span,
  place: Place,
  scope: Scope,
): Type | undefined {
  const members: ObjectRef[] = [];
  for (const ref of refs) {
    const named = resolveName(ref, span, place, scope);
    if (named === undefined) return undefined;
    if (named.kind === 'enum') {
      report(scope, 'model/union-member', span, { name: ref.name, why: 'is an enum' });
      return undefined;
    }
    const { object } = named;
    if (members.some((one) => one.name === object.name && one.namespace === object.namespace)) {
      report(scope, 'model/union-member', span, { name: ref.name, why: 'stands there twice' });
      return undefined;
    }
    members.push(object);
  }
  return { kind: 'union', members, nullable };
}
