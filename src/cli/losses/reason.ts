// Why something is lost, refused or filled in: the rule of one change in a few words, for the last column
// of a table. What the rule does not say itself follows from the types, and is told by its kind.

import type { JsonValue } from '../../core/json.js';
import type { LedgerEntry } from '../../interpret/index.js';
import { isTakenBack } from '../../interpret/taken-back.js';
import { leafOf } from '../../model/index.js';
import type {
  Arriving,
  FieldChange,
  FieldShape,
  Leaving,
  Substitute,
  ValueRule,
} from '../../model/index.js';
import { tellBounds } from '../tell-bounds.js';

export type Direction = 'backport' | 'upgrade';

type Kind = LedgerEntry['kind'];

/** Something that a rule says, and the kinds of entries that it is the reason for. */
interface Saying {
  readonly kinds: readonly Kind[];
  readonly text: string;
}

/** Where no rule has words of its own. */
const PLAIN: Readonly<Record<Kind, string>> = {
  drop: 'left out',
  unset: 'unset',
  value: 'told as another value',
  enum: 'told as another value',
  member: 'another object, or left out',
  null: 'null is told as a value',
  clamp: 'brought within the limits',
  convert: 'told less exactly',
  datetime: 'told to the millisecond',
  hook: 'what its hook leaves out',
  refuse: 'where the other side has no such value',
  fill: 'filled in',
};

/** The rule's own words for what it does to values of this kind; no change means that a hook does it. */
export function reasonOf(
  kind: Kind,
  direction: Direction,
  change: FieldChange | undefined,
): string {
  if (change === undefined) return kind === 'refuse' ? 'where its hook says so' : PLAIN[kind];
  const said = sayings(change, direction)
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ text }) => text);
  return said.length === 0 ? PLAIN[kind] : said.join('; ');
}

function sayings(change: FieldChange, direction: Direction): readonly Saying[] {
  const isBackport = direction === 'backport';
  switch (change.kind) {
    case 'add':
      return isBackport ? leaving(change.backport, change.newer) : arriving(change.upgrade);
    case 'remove':
      return isBackport ? arriving(change.backport) : leaving(change.upgrade, change.older);
    case 'carry': {
      const { older, newer, backport, upgrade } = change;
      return isBackport ? carrying(backport, upgrade, older) : carrying(upgrade, backport, newer);
    }
    case 'replace':
      return [];
  }
}

function leaving(rule: Leaving, field: FieldShape): readonly Saying[] {
  switch (rule.kind) {
    case 'drop':
    case 'hook':
      return [];
    case 'refuse': {
      const others = rule.unless.filter((value) => value !== null).map(json);
      const passed = [...(field.type.nullable ? ['null'] : []), ...others];
      const condition = passed.length === 0 ? 'where it is set' : `unless ${passed.join(' or ')}`;
      return [saying('refuse', `${condition}: ${rule.why}`)];
    }
    case 'into':
      return [saying('refuse', `where \`${rule.field}.${rule.key}\` is taken, or cannot hold it`)];
  }
}

function arriving(rule: Arriving): readonly Saying[] {
  switch (rule.kind) {
    case 'unset':
    case 'hook':
      return [];
    case 'value':
      return [saying('fill', json(rule.value))];
    case 'copy':
      return [saying('fill', `copied from \`${rule.field}\``)];
    case 'from':
      return rule.otherwise.kind === 'unset'
        ? []
        : [
            saying(
              'fill',
              `${json(rule.otherwise.value)} where \`${rule.field}.${rule.key}\` has nothing that fits`,
            ),
          ];
    case 'refuse':
      return [saying('refuse', `always: ${rule.why}`)];
  }
}

function carrying(rule: ValueRule, reverse: ValueRule, far: FieldShape): readonly Saying[] {
  const { whenNull, members, whenEmpty, convert } = rule;
  // What the other direction takes back is no loss.
  const values = [...(rule.values ?? [])].filter(
    ([value, to]) => !isTakenBack(reverse, to, value, leafOf(far.type)),
  );
  return [
    ...(whenNull === undefined ? [] : [becoming('null', 'null', whenNull)]),
    ...values.map(([value, to]) => becoming(['enum', 'value'], json(value), to)),
    ...[...(members ?? [])].map(([key, to]) => becoming('member', nameOf(key), to)),
    ...(whenEmpty === undefined ? [] : [becoming('value', 'an empty list', whenEmpty)]),
    ...(rule.else === undefined ? [] : [becoming(['enum', 'value'], 'any other', rule.else)]),
    ...(convert === undefined ? [] : converting(convert, rule)),
    ...limits(rule, far),
  ];
}

/** A substitute is the reason for entries of its kind; one that unsets or refuses, for those. */
function becoming(kinds: Kind | readonly Kind[], from: string, to: Substitute): Saying {
  switch (to.kind) {
    case 'value':
      return saying(kinds, `${from} becomes ${json(to.value)}`);
    case 'omit':
      return saying(kinds, `${from} is left out`);
    case 'unset':
      return saying('unset', `${from} unsets it`);
    case 'refuse':
      return saying('refuse', `${from}: ${to.why}`);
  }
}

function converting(
  convert: NonNullable<ValueRule['convert']>,
  rule: ValueRule,
): readonly Saying[] {
  const said = CONVERSIONS[convert];
  // `else` says what becomes of what cannot be converted.
  return rule.else === undefined ? said : said.filter(({ kinds }) => !kinds.includes('refuse'));
}

const CONVERSIONS: Readonly<Record<NonNullable<ValueRule['convert']>, readonly Saying[]>> = {
  round: [saying('convert', 'rounded'), saying('refuse', 'where it is beyond the safe integers')],
  parse: [
    saying('convert', 'read from a text'),
    saying('refuse', 'where the text spells no value'),
  ],
  first: [saying('convert', 'the first element alone')],
  set: [saying('convert', 'sorted, and each element once')],
  wrap: [],
  text: [],
  list: [],
};

function limits({ limits: rule }: ValueRule, far: FieldShape): readonly Saying[] {
  if (rule === undefined) return [];
  const { min, max, minLength, maxLength, pattern } = far.limits;
  const bounds = [
    ...tellBounds(min, max),
    ...tellBounds(minLength, maxLength).map((length) => `${length} characters`),
    ...(pattern === undefined ? [] : [`/${pattern}/`]),
  ].join(', ');
  if (rule !== 'clamp') return [saying('refuse', `not ${bounds}: ${rule.refuse}`)];
  return [saying('clamp', `clamped: ${bounds}`)];
}

function saying(kinds: Kind | readonly Kind[], text: string): Saying {
  return { kinds: typeof kinds === 'string' ? [kinds] : kinds, text };
}

/** `NvmeAddress` of `compute/NvmeAddress@1`. */
function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1).replace(/@\d+$/, '');
}

function json(value: JsonValue): string {
  return JSON.stringify(value);
}
