// The rules of a step as they are recorded: every default written out, by what each is about.

import type { JsonValue } from '../../core/json.js';
import { formatVersion } from '../../core/version.js';
import type {
  Arriving,
  EnumVersion,
  FieldChange,
  HookUse,
  Leaving,
  Step,
  Substitute,
  ValueRule,
} from '../model.js';
import { byName } from './record-shape.js';
import type { JsonObject } from './record.js';

export type Direction = 'backport' | 'upgrade';

/** What names the code of a step's hook, where it can be found. */
export type HookDigest = (direction: Direction) => string | undefined;

export function recordRules(step: Step, digest: HookDigest): JsonObject {
  const rules = step.changes.map((change) => [aboutOf(change), recordChange(change)] as const);
  const hooks = (['backport', 'upgrade'] as const).flatMap((direction) => {
    const use = step.hooks[direction];
    return use === undefined
      ? []
      : [[`hook ${direction}`, recordHook(use, digest(direction))] as const];
  });
  // Where a major goes on from the one before it, the number does not follow from the version.
  const isJoin = step.older.major < step.newer.major;
  const from = isJoin ? [['from', formatVersion(step.older)] as const] : [];
  return byName([...from, ...rules, ...hooks]);
}

export function recordEnumRules({ backport, upgrade }: EnumVersion): JsonObject {
  const entries = [
    ...[...backport].map(([value, to]) => [`backport ${value}`, recordSubstitute(to)] as const),
    ...[...upgrade].map(([value, to]) => [`upgrade ${value}`, recordSubstitute(to)] as const),
  ];
  return byName(entries);
}

function aboutOf(change: FieldChange): string {
  switch (change.kind) {
    case 'add':
      return `add ${change.newer.name}`;
    case 'remove':
      return `remove ${change.older.name}`;
    case 'carry': {
      const { older, newer } = change;
      return older.name === newer.name
        ? `change ${newer.name}`
        : `rename ${older.name} to ${newer.name}`;
    }
    case 'replace': {
      const [older, newer] = [change.older, change.newer].map((fields) =>
        fields
          .map(({ name }) => name)
          .sort()
          .join(', '),
      );
      return `replace ${older ?? ''} with ${newer ?? ''}`;
    }
  }
}

function recordChange(change: FieldChange): JsonObject {
  switch (change.kind) {
    case 'add':
      return { backport: recordLeaving(change.backport), upgrade: recordArriving(change.upgrade) };
    case 'remove':
      return { backport: recordArriving(change.backport), upgrade: recordLeaving(change.upgrade) };
    case 'carry':
      return {
        backport: recordValueRule(change.backport),
        upgrade: recordValueRule(change.upgrade),
      };
    case 'replace':
      return {};
  }
}

function recordLeaving(rule: Leaving): JsonValue {
  switch (rule.kind) {
    case 'drop':
    case 'hook':
      return rule.kind;
    case 'refuse':
      return { refuse: rule.why, unless: rule.unless };
    case 'into':
      return { into: `${rule.field}.${rule.key}`, unless: rule.unless };
  }
}

function recordArriving(rule: Arriving): JsonValue {
  switch (rule.kind) {
    case 'unset':
    case 'hook':
      return rule.kind;
    case 'value':
      return { value: rule.value };
    case 'copy':
      return { copy: rule.field };
    case 'from':
      return { from: `${rule.field}.${rule.key}`, otherwise: recordSubstitute(rule.otherwise) };
    case 'refuse':
      return { refuse: rule.why };
  }
}

function recordValueRule(rule: ValueRule): JsonObject {
  return {
    ...(rule.whenNull === undefined ? {} : { whenNull: recordSubstitute(rule.whenNull) }),
    ...(rule.values === undefined ? {} : { values: recordSubstitutes(rule.values) }),
    ...(rule.else === undefined ? {} : { else: recordSubstitute(rule.else) }),
    ...(rule.members === undefined ? {} : { members: recordSubstitutes(rule.members) }),
    ...(rule.convert === undefined ? {} : { convert: rule.convert }),
    ...(rule.whenEmpty === undefined ? {} : { whenEmpty: recordSubstitute(rule.whenEmpty) }),
    ...(rule.limits === undefined ? {} : { limits: rule.limits }),
    ...(rule.hook ? { hook: true } : {}),
  };
}

function recordSubstitutes(substitutes: ReadonlyMap<string, Substitute>): JsonObject {
  return byName([...substitutes].map(([value, to]) => [value, recordSubstitute(to)] as const));
}

function recordSubstitute(to: Substitute): JsonValue {
  switch (to.kind) {
    case 'value':
      return { value: to.value };
    case 'refuse':
      return { refuse: to.why };
    case 'unset':
    case 'omit':
      return to.kind;
  }
}

function recordHook({ loses, refuses }: HookUse, code: string | undefined): JsonObject {
  return {
    ...(loses.length === 0 ? {} : { loses: [...loses].sort() }),
    ...(refuses ? { refuses } : {}),
    ...(code === undefined ? {} : { code }),
  };
}
