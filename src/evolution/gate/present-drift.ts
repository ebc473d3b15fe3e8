// The newest released version against what the files say it was: changes that no history has recorded.

import { formatVersion, sameVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { compare, type Change, type Drift } from '../../model/index.js';
import { needsBump } from '../asks.js';
import { tellChange } from '../tell-change.js';
import { causesIn, reportCauses, type Cause } from './causes.js';
import {
  entryOrVersion,
  homeOf,
  nameOf,
  type Baseline,
  type Present,
  type Things,
  type Unrecorded,
} from './state.js';

/** The drifts of objects at their newest released version. */
export function unrecordedIn(
  { drifts, things }: Pick<Present, 'drifts' | 'things'>,
  newest: ReadonlyMap<string, string>,
): readonly Unrecorded[] {
  return drifts.flatMap((drift): readonly Unrecorded[] => {
    const declaration = things.objects.get(drift.key);
    if (drift.kind !== 'object' || declaration === undefined) return [];
    const { key, version, isPresent } = drift;
    if (newest.get(key) !== formatVersion(version)) return [];
    const changes = changesOf(drift);
    return changes.length === 0 ? [] : [{ key, version, isPresent, declaration, changes }];
  });
}

/** What differs, as far as anybody can notice. */
export function changesOf(drift: Extract<Drift, { readonly kind: 'object' }>): readonly Change[] {
  const { key, version, was, is } = drift;
  const shape = { object: key.replace(/@\d+$/, ''), version };
  return compare({ ...shape, ...was }, { ...shape, ...is }).filter(
    (change) => needsBump(change) || change.kind === 'sensitive-changed',
  );
}

/** One finding for each cause. Of enums in `told` a finding tells by then. */
export function reportUnrecorded(
  unrecorded: readonly Unrecorded[],
  told: ReadonlySet<string>,
  things: Things,
  baseline: Baseline,
): readonly Diagnostic[] {
  const causeOf = causesIn(unrecorded, things, baseline);
  const found: Diagnostic[] = [];
  const caused: { readonly cause: Cause; readonly change: Change; readonly of: Unrecorded }[] = [];
  for (const one of unrecorded) {
    const own: Change[] = [];
    for (const change of one.changes) {
      if (change.kind === 'sensitive-changed') continue;
      const cause = causeOf(change, one);
      if (cause === undefined) own.push(change);
      else if (!told.has(cause.key)) caused.push({ cause, change, of: one });
    }
    if (own.length > 0) found.push(missing(one, own, things));
  }
  return [...found, ...reportCauses(caused, things)];
}

function missing(
  { key, version, isPresent, declaration }: Unrecorded,
  own: readonly Change[],
  things: Things,
): Diagnostic {
  const name = nameOf(key, things);
  const told = own.map((change) => ({ change, message: tellChange(change, homeOf(key)) }));
  const changes = told.map(({ message }) => message);
  const related = told.flatMap(({ change, message }) =>
    'newer' in change ? [{ message, span: change.newer.source }] : [],
  );
  const now = declaration.version.value;
  const details = {
    object: declaration.name.value,
    version: formatVersion(now),
    related,
    fix: { command: `backlevel bump ${name}` },
  };
  if (isPresent && sameVersion(now, version)) {
    const at = declaration.version.span;
    return diagnose('history/missing-bump', at, { name, version, changes }, details);
  }
  const at = entryOrVersion(declaration);
  const parameters = { name, version: now, before: version, changes };
  return diagnose('history/unrecorded-change', at, parameters, details);
}
