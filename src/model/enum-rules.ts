// What becomes of an enum's values where it gained, lost or renamed some: its own rules at one step, and
// those of several steps taken as one.

import { formatVersion, sameVersion, type Version } from '../core/version.js';
import type { At, HistoryEntry, RuleDeclaration } from '../load/index.js';
import type { EnumModel, EnumVersion, Substitute } from './model.js';
import { readValue } from './read-value.js';
import { readRule, type Rule } from './rule.js';
import { report, type Scope } from './scope.js';
import { reportWrongValue } from './substitute.js';

type Rules = Pick<EnumVersion, 'backport' | 'upgrade'>;

/** The rules of one entry; `newer` and `older` are the values on its two sides. */
export function enumRules(
  entry: HistoryEntry,
  olderVersion: Version,
  newer: readonly string[],
  older: readonly string[],
  scope: Scope,
): Rules {
  const backport = new Map<string, Substitute>();
  const upgrade = new Map<string, Substitute>();
  const version = entry.version.value;
  // Across a major nothing needs a way back: who asks for one is refused.
  const isMajor = version.major !== olderVersion.major;
  const back: Way = { direction: 'backport', to: olderVersion, values: older, mayLack: isMajor };
  const up: Way = { direction: 'upgrade', to: version, values: newer, mayLack: false };
  for (const change of entry.changes) {
    if (change.kind === 'add') {
      addRules(change.names, change.backport, back, backport, scope);
    } else if (change.kind === 'remove') {
      addRules(change.names, change.upgrade, up, upgrade, scope);
    } else if (change.kind === 'rename') {
      backport.set(change.to.value, { kind: 'value', value: change.name.value });
      upgrade.set(change.name.value, { kind: 'value', value: change.to.value });
    }
  }
  return { backport, upgrade };
}

interface Way {
  readonly direction: 'backport' | 'upgrade';
  /** The version on the far side, and its values. */
  readonly to: Version;
  readonly values: readonly string[];
  readonly mayLack: boolean;
}

/** One rule for all the values that one change names. */
function addRules(
  names: readonly At<string>[],
  declared: RuleDeclaration | undefined,
  way: Way,
  rules: Map<string, Substitute>,
  scope: Scope,
): void {
  const rule = declared && readRule(declared, declared.span);
  const said = rule && saidSubstitute(rule, way.values, scope);
  for (const name of names) {
    const why = `${formatVersion(way.to)} has no value ${name.value}`;
    if (rule === undefined && !way.mayLack) reportNeed(name, why, way, scope);
    rules.set(name.value, said ?? { kind: 'refuse', why });
  }
}

function reportNeed(name: At<string>, lost: string, { direction }: Way, scope: Scope): void {
  const rules = ['another value', '`unset`', '`{ refuse: why }`'];
  report(scope, 'history/needs-rule', name.span, { direction, name: name.value, lost, rules });
}

function saidSubstitute(
  rule: Rule,
  values: readonly string[],
  scope: Scope,
): Substitute | undefined {
  if (rule.refuse !== undefined) return { kind: 'refuse', why: rule.refuse.value };
  if (rule.unset !== undefined) return { kind: 'unset' };
  const { word } = rule;
  const node =
    rule.value ??
    (word && ({ kind: 'scalar', text: word.value, quoted: true, span: word.span } as const));
  if (node === undefined) return undefined;
  const type = { kind: 'enum', values, nullable: false } as const;
  const read = readValue(node, type);
  if (read.ok) return { kind: 'value', value: read.value };
  reportWrongValue(read, type, scope);
  return undefined;
}

/**
 * What each value of `from` becomes at `to`, for as many versions as lie between: a substitute that the next
 * version changes again goes on by that one's rule. A value that stays as it is, is not in the table.
 */
export function enumTable(
  model: EnumModel,
  from: Version,
  to: Version,
): ReadonlyMap<string, Substitute> {
  const start = indexOf(model, from);
  const end = indexOf(model, to);
  const table = new Map<string, Substitute>();
  for (const value of model.versions[start]?.values ?? []) {
    const becomes = follow(value, rulesBetween(model, start, end));
    if (becomes.kind !== 'value' || becomes.value !== value) table.set(value, becomes);
  }
  return table;
}

function indexOf(model: EnumModel, version: Version): number {
  return model.versions.findIndex((one) => sameVersion(one.version, version));
}

/** The steps' tables in the order in which a value meets them. */
function rulesBetween(
  { versions }: EnumModel,
  start: number,
  end: number,
): readonly ReadonlyMap<string, Substitute>[] {
  if (start < end) return versions.slice(start + 1, end + 1).map((one) => one.upgrade);
  return versions
    .slice(end + 1, start + 1)
    .reverse()
    .map((one) => one.backport);
}

function follow(value: string, steps: readonly ReadonlyMap<string, Substitute>[]): Substitute {
  let current: Substitute = { kind: 'value', value };
  for (const rules of steps) {
    if (current.kind !== 'value' || typeof current.value !== 'string') return current;
    current = rules.get(current.value) ?? current;
  }
  return current;
}

/** What the value is called at `to`, if all that happened to it between was renaming; else undefined. */
export function renamedValue(
  model: EnumModel,
  value: string,
  from: Version,
  to: Version,
): string | undefined {
  const there = enumTable(model, from, to).get(value);
  if (there?.kind !== 'value' || typeof there.value !== 'string') return undefined;
  const back = enumTable(model, to, from).get(there.value);
  return back?.kind === 'value' && back.value === value ? there.value : undefined;
}
