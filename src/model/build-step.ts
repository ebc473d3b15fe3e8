// One entry of a history as a step: its changes with both sides, and every rule in both directions.

import type { Version } from '../core/version.js';
import type { HistoryEntry, RuleDeclaration } from '../load/index.js';
import { arriving } from './arriving.js';
import type { CrossingContext } from './crossing-context.js';
import type { Known } from './claims.js';
import { hooksOf } from './hook-uses.js';
import { leaving } from './leaving.js';
import { methodChanges } from './method-changes.js';
import type { FieldChange, FieldShape, MethodShape, Step } from './model.js';
import { pairChanges, type Paired } from './pair-changes.js';
import { allowOnly, readRule } from './rule.js';
import type { Scope } from './scope.js';
import { takeBackFields, takeBackMethods } from './take-back.js';
import { valueRule } from './value-rule.js';

/** A step, and the shape before it. */
export interface Built {
  readonly step: Step;
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly methods: ReadonlyMap<string, MethodShape>;
}

export function buildStep(
  entry: HistoryEntry,
  older: Version,
  known: Known,
  methods: ReadonlyMap<string, MethodShape>,
  scope: Scope,
): Built {
  const newer = entry.version.value;
  const paired = pairChanges(entry, known, scope);
  const fields = takeBackFields(known.fields, paired);
  const back: CrossingContext = {
    scope,
    direction: 'backport',
    from: newer,
    to: older,
    near: known.fields,
    far: fields,
  };
  const up: CrossingContext = {
    scope,
    direction: 'upgrade',
    from: older,
    to: newer,
    near: fields,
    far: known.fields,
  };
  const methodSteps = methodChanges(entry, older, methods, known.broken, scope);
  const step: Step = {
    older,
    newer,
    changes: paired.map((change) => withRules(change, back, up)),
    methods: methodSteps,
    notes: entry.notes.map((note) => note.value),
    hooks: hooksOf(paired, back, up),
    source: entry.span,
  };
  return { step, fields, methods: takeBackMethods(methods, methodSteps) };
}

function withRules(change: Paired, back: CrossingContext, up: CrossingContext): FieldChange {
  const { source } = change;
  switch (change.kind) {
    case 'add': {
      const { newer } = change;
      const upgrade = arriving(change.upgrade, newer, source, true, up);
      const backport = leaving(change.backport, newer, upgrade, source, back);
      return { kind: 'add', newer, backport, upgrade, source };
    }
    case 'remove': {
      const { older } = change;
      const backport = arriving(change.backport, older, source, false, back);
      const upgrade = leaving(change.upgrade, older, backport, source, up);
      return { kind: 'remove', older, backport, upgrade, source };
    }
    case 'carry': {
      const { older, newer } = change;
      const backport = valueRule(change.backport, newer, older, source, back);
      const upgrade = valueRule(change.upgrade, older, newer, source, up);
      return { kind: 'carry', older, newer, backport, upgrade, source };
    }
    case 'replace':
      onlyHook(change.backport, back);
      onlyHook(change.upgrade, up);
      return { kind: 'replace', older: change.older, newer: change.newer, source };
  }
}

function onlyHook(declared: RuleDeclaration | undefined, { scope }: CrossingContext): void {
  if (declared === undefined) return;
  const why = 'fields that replace each other are carried by a hook alone';
  allowOnly(readRule(declared, declared.span), ['hook'], why, scope);
}
