// A rule as written, with its bare words told apart, and the check that it says only what fits its place.

import type { Span } from '../diagnostics/diagnostic.js';
import type { At, RuleDeclaration } from '../load/index.js';
import { report, type Scope } from './scope.js';

export interface Rule extends Omit<RuleDeclaration, 'word'> {
  readonly drop?: At<true>;
  readonly unset?: At<true>;
  /** A bare word that is no rule's: in an enum it is a value. */
  readonly word?: At<string>;
}

export type RuleKey = Exclude<keyof Rule, 'span'>;

/** No rule at all is an empty one; `at` is then where one could stand. */
export function readRule(declared: RuleDeclaration | undefined, at: Span): Rule {
  if (declared === undefined) return { span: at };
  const { word, ...rest } = declared;
  if (word === undefined) return rest;
  const { span } = word;
  switch (word.value) {
    case 'drop':
      return { ...rest, drop: { value: true, span } };
    case 'unset':
      return { ...rest, unset: { value: true, span } };
    case 'clamp':
      return { ...rest, clamp: { value: true, span } };
    case 'hook':
      return { ...rest, hook: { value: { loses: [], refuses: false }, span } };
    default:
      return { ...rest, word };
  }
}

const KEYS = [
  'word',
  'drop',
  'unset',
  'refuse',
  'value',
  'copy',
  'from',
  'into',
  'whenNull',
  'values',
  'else',
  'members',
  'convert',
  'whenEmpty',
  'clamp',
  'hook',
] as const satisfies readonly RuleKey[];

/** What the rule says, in the order of the language, each with its place. */
export function keysOf(rule: Rule): readonly { readonly key: RuleKey; readonly span: Span }[] {
  return KEYS.flatMap((key) => {
    const span = placeOf(rule, key);
    return span === undefined ? [] : [{ key, span }];
  });
}

function placeOf(rule: Rule, key: RuleKey): Span | undefined {
  const said = rule[key];
  if (said === undefined) return undefined;
  // Of a table its first row stands for it; an empty one has no place but the rule's.
  return 'span' in said ? said.span : (said[0]?.key.span ?? rule.span);
}

/** Finds the keys that can do nothing where the rule stands; `why` completes "… cannot apply here: ". */
export function allowOnly(
  rule: Rule,
  allowed: readonly RuleKey[],
  why: string,
  scope: Scope,
): void {
  for (const { key, span } of keysOf(rule)) {
    if (!allowed.includes(key)) cannotApply(rule, key, span, why, scope);
  }
}

/** Finds every key after the first: where only one of them can say what happens. */
export function onlyOne(rule: Rule, scope: Scope): void {
  const [first, ...others] = keysOf(rule);
  for (const { key, span } of others) {
    if (first === undefined) return;
    cannotApply(rule, key, span, `\`${nameOf(rule, first.key)}\` says all that happens`, scope);
  }
}

export function cannotApply(rule: Rule, key: RuleKey, span: Span, why: string, scope: Scope): void {
  report(scope, 'history/rule-cannot-apply', span, { rule: nameOf(rule, key), why });
}

function nameOf(rule: Rule, key: RuleKey): string {
  return key === 'word' ? (rule.word?.value ?? key) : key;
}
