// What stands in for a value that the far side does not have: another value, `unset`, `omit`, or a refusal.

import type { Node } from '../load/index.js';
import { formatType } from './format-type.js';
import type { Substitute, Type } from './model.js';
import { readValue, type ReadValue } from './read-value.js';
import { report, type Scope } from './scope.js';

/** Where a substitute stands. */
export interface SubstituteSite {
  /** The far side's type there. */
  readonly type: Type;
  /** Whether it is an element of a list, set or map, which may be left out. */
  readonly isElement: boolean;
}

/** Undefined when it is nothing that could stand there, which is a finding by then. */
export function readSubstitute(
  node: Node,
  site: SubstituteSite,
  scope: Scope,
): Substitute | undefined {
  if (node.kind === 'scalar' && !node.quoted) {
    if (node.text === 'unset') return { kind: 'unset' };
    if (node.text === 'omit') return omit(node, site, scope);
  }
  const [entry, ...others] = node.kind === 'map' ? node.entries : [];
  if (entry !== undefined && others.length === 0) {
    if (entry.key.text === 'refuse' && entry.value.kind === 'scalar') {
      return { kind: 'refuse', why: entry.value.text };
    }
    if (entry.key.text === 'value') return substituteValue(entry.value, site, scope);
  }
  return substituteValue(node, site, scope);
}

function omit(node: Node, site: SubstituteSite, scope: Scope): Substitute | undefined {
  if (site.isElement) return { kind: 'omit' };
  report(scope, 'history/rule-cannot-apply', node.span, {
    rule: 'omit',
    why: 'only an element of a list, set or map can be left out; a field can be `unset`',
  });
  return undefined;
}

function substituteValue(node: Node, site: SubstituteSite, scope: Scope): Substitute | undefined {
  const read = readValue(node, site.type);
  if (read.ok) return { kind: 'value', value: read.value };
  reportWrongValue(read, site.type, scope);
  return undefined;
}

export function reportWrongValue(
  read: Extract<ReadValue, { ok: false }>,
  type: Type,
  scope: Scope,
): void {
  report(scope, 'history/wrong-value', read.span, {
    type: formatType(type, scope.namespace),
    wanted: read.wanted,
    ...(read.near === undefined ? {} : { near: read.near }),
  });
}
