// Fields and methods as members of a generated class: two must not meet, and none may stand where the class or
// JavaScript already has something.

import { propertyName } from '../core/names.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Present } from './present-shape.js';
import { report, type Scope } from './scope.js';

export function checkMembers({ fields, methods }: Present, scope: Scope): void {
  const taken = new Map<string, Member>();
  for (const field of fields.values()) {
    addMember(
      { what: 'field', name: field.name, source: field.source },
      field.typescriptName,
      taken,
      scope,
    );
  }
  for (const method of methods.values()) {
    // A static method is a member of the class, a field one of its instances.
    if (method.static) continue;
    addMember(
      { what: 'method', name: method.name, source: method.source },
      undefined,
      taken,
      scope,
    );
  }
}

interface Member {
  readonly what: 'field' | 'method';
  readonly name: string;
  readonly source: Span;
}

function addMember(
  member: Member,
  given: string | undefined,
  taken: Map<string, Member>,
  scope: Scope,
): void {
  const { what, name, source } = member;
  const property = given ?? propertyName(name, scope.settings.propertyNames);
  const why = whyReserved(property);
  if (why !== undefined) {
    report(scope, 'model/reserved-member', source, { what, name, property, why });
    return;
  }
  const first = taken.get(property);
  if (first === undefined) {
    taken.set(property, member);
    return;
  }
  const [second, other] = [member, first].map((one) => `the ${one.what} \`${one.name}\``);
  const related = [{ message: `${other ?? ''} is declared here`, span: first.source }];
  const parameters = { first: other ?? '', second: second ?? '', property };
  report(scope, 'model/members-meet', source, parameters, { related });
}

/** Why no field and no method may be called so in TypeScript. */
export function whyReserved(property: string): string | undefined {
  if (/^obj[A-Z]/.test(property)) return 'members that begin so belong to the runtime';
  if (property.startsWith('$')) return 'members that begin so hold the values of fields';
  if (property === 'then') return 'whoever awaits such an object would call it';
  return undefined;
}
