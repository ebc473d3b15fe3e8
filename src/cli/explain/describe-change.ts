// A change of a history in words, as seen by one direction of a crossing.

import type { JsonValue } from '../../core/json.js';
import type { Arriving, FieldChange, Leaving, Substitute, ValueRule } from '../../model/index.js';

export type Direction = 'backport' | 'upgrade';

/** What becomes of the change's fields on the way, as whole sentences. */
export function describeChange(change: FieldChange, direction: Direction): readonly string[] {
  const isBackport = direction === 'backport';
  switch (change.kind) {
    case 'add':
      return isBackport
        ? [leaving(change.newer.name, change.backport)]
        : [arriving(change.newer.name, change.upgrade)];
    case 'remove':
      return isBackport
        ? [arriving(change.older.name, change.backport)]
        : [leaving(change.older.name, change.upgrade)];
    case 'carry': {
      const [near, far] = isBackport ? [change.newer, change.older] : [change.older, change.newer];
      const rule = isBackport ? change.backport : change.upgrade;
      const said = carrying(near.name, rule);
      const renamed = near.name === far.name ? [] : [`\`${near.name}\` becomes \`${far.name}\``];
      return renamed.length + said.length > 0
        ? [...renamed, ...said]
        : [`\`${near.name}\` crosses as its types say`];
    }
    case 'replace': {
      const [near, far] = isBackport ? [change.newer, change.older] : [change.older, change.newer];
      return [`${names(near)} become ${names(far)}, by the hook`];
    }
  }
}

function leaving(field: string, rule: Leaving): string {
  switch (rule.kind) {
    case 'drop':
      return `\`${field}\` is left out`;
    case 'refuse':
      return `\`${field}\` is refused unless it is unset, null${orOneOf(rule.unless)}: ${rule.why}`;
    case 'into':
      return `\`${field}\` goes into \`${rule.field}\` under the key \`${rule.key}\``;
    case 'hook':
      return `\`${field}\` is taken care of by the hook`;
  }
}

function arriving(field: string, rule: Arriving): string {
  switch (rule.kind) {
    case 'unset':
      return `\`${field}\` stays unset`;
    case 'value':
      return `\`${field}\` is set to ${json(rule.value)}`;
    case 'copy':
      return `\`${field}\` is copied from \`${rule.field}\``;
    case 'from': {
      const otherwise = rule.otherwise.kind === 'unset' ? 'unset' : json(rule.otherwise.value);
      return `\`${field}\` is taken out of \`${rule.field}\` at the key \`${rule.key}\`, else it is ${otherwise}`;
    }
    case 'refuse':
      return `the object is refused, for want of \`${field}\`: ${rule.why}`;
    case 'hook':
      return `\`${field}\` is set by the hook`;
  }
}

function carrying(field: string, rule: ValueRule): readonly string[] {
  return [
    ...(rule.whenNull ? [`null in \`${field}\` ${becomes(rule.whenNull)}`] : []),
    ...substitutes(rule.values, (value) => `${json(value)} in \`${field}\``),
    ...substitutes(rule.members, (member) => `an object ${member} in \`${field}\``),
    ...(rule.else ? [`any other value of \`${field}\` ${becomes(rule.else)}`] : []),
    ...(rule.convert ? [`\`${field}\` is converted: ${rule.convert}`] : []),
    ...(rule.whenEmpty ? [`an empty \`${field}\` ${becomes(rule.whenEmpty)}`] : []),
    ...limits(field, rule.limits),
    ...(rule.hook ? [`\`${field}\` is finished by the hook`] : []),
  ];
}

function substitutes(
  table: ReadonlyMap<string, Substitute> | undefined,
  name: (key: string) => string,
): readonly string[] {
  return [...(table ?? [])].map(([key, substitute]) => `${name(key)} ${becomes(substitute)}`);
}

function limits(field: string, rule: ValueRule['limits']): readonly string[] {
  if (rule === undefined) return [];
  if (rule === 'clamp') return [`\`${field}\` is brought within the limits of the other side`];
  return [`\`${field}\` is refused outside the limits of the other side: ${rule.refuse}`];
}

function becomes(substitute: Substitute): string {
  switch (substitute.kind) {
    case 'value':
      return `becomes ${json(substitute.value)}`;
    case 'unset':
      return 'unsets the field';
    case 'omit':
      return 'is left out';
    case 'refuse':
      return `is refused: ${substitute.why}`;
  }
}

function names(fields: readonly { readonly name: string }[]): string {
  return fields.map(({ name }) => `\`${name}\``).join(', ');
}

function orOneOf(values: readonly JsonValue[]): string {
  return values.map((value) => ` or ${json(value)}`).join('');
}

function json(value: JsonValue): string {
  return JSON.stringify(value);
}
