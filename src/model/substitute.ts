// What stands in for a value that the far side does not have: another value, `unset`, `omit`, or a refusal.

import type { Node } from '../load/index.js';
import { formatType } from './format-type.js';
import { brokenLimit } from './limits.js';
import type { Limits, Substitute, Type } from './model.js';
import { readValue, type ReadValue } from './read-value.js';
import { report, type Scope } from './scope.js';
import type { Site } from './type-crossing.js';

/** Undefined when it is nothing that could stand at the site, which is a finding by then. */
export function readSubstitute(
  node: Node,
  site: Site,
  limits: Limits,
  scope: Scope,
): Substitute | undefined {
  if (node.kind === 'scalar' && !node.quoted) {
    if (node.text === 'unset') return { kind: 'unset' };
    if (node.text === 'omit') return omit(node, site, scope);
  }
  const [entry, ...others] = node.kind === 'map' ? node.entries : [];
  if (entry !== undefined && others.length === 0) {
    const { key, value } = entry;
    if (key.text === 'refuse' && value.kind === 'scalar')
      return { kind: 'refuse', why: value.text };
    // For a value that would be taken for one of these words.
    if (key.text === 'value') return substituteValue(value, site.type, limits, scope);
  }
  return substituteValue(node, site.type, limits, scope);
}

function omit(node: Node, site: Site, scope: Scope): Substitute | undefined {
  if (site.isElement) return { kind: 'omit' };
  report(scope, 'history/rule-cannot-apply', node.span, {
    rule: 'omit',
    why: 'only an element of a list, set or map can be left out; a field can be `unset`',
  });
  return undefined;
}

/** A value that is written down for the far side. */
export function substituteValue(
  node: Node,
  type: Type,
  limits: Limits,
  scope: Scope,
): Extract<Substitute, { readonly kind: 'value' }> | undefined {
  const read = readValue(node, type);
  if (!read.ok) {
    reportWrongValue(read, type, scope);
    return undefined;
  }
  const limit = brokenLimit(read.value, limits);
  if (limit === undefined) return { kind: 'value', value: read.value };
  report(scope, 'model/outside-limits', node.span, { limit, bound: String(limits[limit]) });
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
