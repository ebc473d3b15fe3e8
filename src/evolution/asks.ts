// What a change asks of the version: the table of the language, one line for each way two shapes can differ.

import { formatVersion } from '../core/version.js';
import { leafOf, type Change, type ChangeKind, type Type } from '../model/index.js';

export interface Ask {
  /** The least that the version must rise by. */
  readonly bump: 'none' | 'minor' | 'major';
  readonly because: string;
  /** What makes a minor of a major. */
  readonly unless?: string;
}

export const ASKS = {
  'field-added': { bump: 'minor', because: 'older readers do not know the field' },
  'field-removed': {
    bump: 'major',
    because: 'older readers still expect the field',
    unless: 'a rule says what they are told',
  },
  'type-changed': {
    bump: 'major',
    because: 'older readers cannot take the new values',
    unless: 'the types or a rule carry them over',
  },
  'enum-changed': { bump: 'minor', because: 'older readers know other values' },
  'child-version-changed': {
    bump: 'minor',
    because: 'the version of the parent fixes that of the child',
  },
  'null-allowed': {
    bump: 'major',
    because: 'older readers do not take null',
    unless: 'a rule says what it becomes',
  },
  'null-refused': {
    bump: 'major',
    because: 'older writers still send null',
    unless: 'a rule or a default says what it becomes',
  },
  'default-changed': { bump: 'minor', because: 'older peers fill in another value' },
  'limits-changed': { bump: 'minor', because: 'older peers draw the line elsewhere' },
  'read-only-changed': { bump: 'minor', because: 'older peers let it be set differently' },
  'method-added': { bump: 'minor', because: 'older peers cannot be asked for it' },
  'method-removed': {
    bump: 'major',
    because: 'older callers still call it',
    unless: 'the server still answers them',
  },
  'method-changed': {
    bump: 'major',
    because: 'older callers call it as it was',
    unless: 'what was added has a default',
  },
  'storage-changed': { bump: 'minor', because: 'older rows stand in other columns or tables' },
  // No version for these: nobody at the other end of a wire can tell.
  'sensitive-changed': { bump: 'none', because: 'masking never shows on the wire' },
  'doc-changed': { bump: 'none', because: 'docs never show on the wire' },
  'deprecated-changed': { bump: 'none', because: 'a deprecation never shows on the wire' },
  'typescript-name-changed': {
    bump: 'none',
    because: 'names in TypeScript never show on the wire',
  },
  'order-changed': { bump: 'none', because: 'order is no contract' },
} as const satisfies Record<ChangeKind, Ask>;

export function askOf(change: Change): Ask {
  return ASKS[change.kind];
}

/** Whether peers can tell the two apart. */
export function needsBump(change: Change): boolean {
  // The same values in another order.
  if (change.kind === 'enum-changed' && change.added.length + change.removed.length === 0) {
    return !isSameEnumVersion(change);
  }
  return askOf(change).bump !== 'none';
}

function isSameEnumVersion({
  older,
  newer,
}: Extract<Change, { readonly kind: 'enum-changed' }>): boolean {
  const [was, is] = [older, newer].map(({ type }) => enumVersion(type));
  return was === is;
}

function enumVersion(type: Type): string | undefined {
  const leaf = leafOf(type);
  return leaf.kind === 'enum' && leaf.version !== undefined
    ? formatVersion(leaf.version)
    : undefined;
}
