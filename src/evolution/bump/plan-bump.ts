// What the missing entries must say: each change that no history has recorded, in the words of the language. It says
// nothing about what is lost: where a rule is needed, the checker will ask a person for it.

import { compareVersions, type Version } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { EnumDeclaration, ObjectDeclaration } from '../../load/index.js';
import type { Change, Drift, FieldShape } from '../../model/index.js';
import { needsBump } from '../asks.js';
import type { EntryPlan, PlannedChange } from '../entry/entry-plan.js';
import { changesOf } from '../gate/present-drift.js';
import { newestReleased } from '../gate/newest-released.js';
import { homeOf, nameOf, type Baseline, type Present } from '../gate/state.js';
import { storageChange } from './storage-change.js';
import { renamedValues, renamesIn, type Doubt, type RenameChoices } from './renames.js';

/** One file to write into. */
export interface PlannedEntry {
  readonly key: string;
  readonly declaration: ObjectDeclaration | EnumDeclaration;
  readonly home: string;
  readonly plan: EntryPlan;
  /** The newest version that was released. */
  readonly released: Version;
}

export interface BumpPlan {
  readonly entries: readonly PlannedEntry[];
  /** What a person must say first. */
  readonly findings: readonly Diagnostic[];
}

/**
 * The next entries to write. Enums go first: what their users must record depends on the version that they get.
 * `isWanted` says by the key of a record whether it was asked for.
 */
export function planBump(
  present: Pick<Present, 'drifts' | 'things'>,
  baseline: Baseline,
  choices: RenameChoices,
  isWanted: (key: string) => boolean,
): BumpPlan {
  const newest = newestReleased(baseline);
  const drifts = present.drifts.filter(
    ({ key, version }) => isWanted(key) && newest.get(key) === `${version.major}.${version.minor}`,
  );
  const planned = (kind: Drift['kind']): BumpPlan => {
    const plans = drifts
      .filter((drift) => drift.kind === kind)
      .map((drift) => planFor(drift, present, choices));
    return {
      entries: plans.flatMap(({ entries }) => entries),
      findings: plans.flatMap(({ findings }) => findings),
    };
  };
  const enums = planned('enum');
  return enums.entries.length + enums.findings.length > 0 ? enums : planned('object');
}

const NOTHING: BumpPlan = { entries: [], findings: [] };

function planFor(
  drift: Drift,
  { things }: Pick<Present, 'things'>,
  choices: RenameChoices,
): BumpPlan {
  const declaration = things.objects.get(drift.key) ?? things.enums.get(drift.key);
  if (declaration === undefined) return NOTHING;
  const { key } = drift;
  const { changes: found, doubts } =
    drift.kind === 'enum'
      ? enumChanges(drift, choices)
      : objectChanges(
          changesOf(drift).filter(needsBump),
          choices,
          homeOf(key),
          declaration.kind === 'object' && declaration.storage !== undefined,
        );
  const name = nameOf(key, things);
  const findings = doubts.map((doubt) =>
    diagnose(
      'bump/rename-or-remove',
      declaration.version.span,
      { name, ...doubt },
      { object: declaration.name.value },
    ),
  );
  if (findings.length > 0) return { entries: [], findings };
  const changes = drift.kind === 'enum' ? found : [...found, ...storageChange(drift, found)];
  if (changes.length === 0) return NOTHING;
  const plan = { version: versionFor(drift, declaration), changes };
  const entry = { key, declaration, home: homeOf(key), plan, released: drift.version };
  return { entries: [entry], findings: [] };
}

/** The next minor, or the unreleased version that the file has already. */
function versionFor({ version }: Drift, declaration: ObjectDeclaration | EnumDeclaration): Version {
  const declared = declaration.version.value;
  if (compareVersions(declared, version) > 0) return declared;
  return { major: version.major, minor: version.minor + 1 };
}

interface Planned {
  readonly changes: readonly PlannedChange[];
  readonly doubts: readonly Doubt[];
}

function objectChanges(
  changes: readonly Change[],
  choices: RenameChoices,
  home: string,
  isStored: boolean,
): Planned {
  const { renamed, doubts } = renamesIn(changes, choices, home);
  const isRenamed = (name: string): boolean =>
    renamed.some(({ was, is }) => was.name === name || is.name === name);
  const added = changes.flatMap((one) =>
    one.kind === 'field-added' && !isRenamed(one.field) ? [one.field] : [],
  );
  const methods = changes.flatMap((one) => (one.kind === 'method-added' ? [one.method] : []));
  const planned: PlannedChange[] = [
    ...(added.length === 0
      ? []
      : [
          {
            kind: 'add',
            names: added,
            ...(isStored ? { upgrade: 'unset' as const } : {}),
          } as const,
        ]),
    ...changes.flatMap((one): readonly PlannedChange[] =>
      one.kind === 'field-removed' && !isRenamed(one.field)
        ? [{ kind: 'remove', was: one.older }]
        : [],
    ),
    ...renamed.map((pair): PlannedChange => ({ kind: 'rename', ...pair })),
    ...[...changedFields(changes).values()].map((pair): PlannedChange => ({
      kind: 'change',
      ...pair,
    })),
    ...(methods.length === 0 ? [] : [{ kind: 'add-method', names: methods } as const]),
    ...changes.flatMap((one): readonly PlannedChange[] => {
      if (one.kind === 'method-removed') return [{ kind: 'remove-method', was: one.older }];
      if (one.kind !== 'method-changed') return [];
      return [{ kind: 'change-method', was: one.older, is: one.newer }];
    }),
  ];
  return { changes: planned, doubts };
}

/** A field that differs in several ways is changed once. */
function changedFields(
  changes: readonly Change[],
): ReadonlyMap<string, { readonly was: FieldShape; readonly is: FieldShape }> {
  const changed = new Map<string, { readonly was: FieldShape; readonly is: FieldShape }>();
  for (const change of changes) {
    if (!('field' in change) || !('older' in change) || !('newer' in change)) continue;
    changed.set(change.field, { was: change.older, is: change.newer });
  }
  return changed;
}

function enumChanges(
  { was, is }: Extract<Drift, { readonly kind: 'enum' }>,
  choices: RenameChoices,
): Planned {
  const { renamed, doubts } = renamedValues(was, is, choices);
  const taken = new Set(renamed.flat());
  return {
    doubts,
    changes: [
      ...is
        .filter((value) => !was.includes(value) && !taken.has(value))
        .map((value): PlannedChange => ({ kind: 'add-value', value })),
      ...was
        .filter((value) => !is.includes(value) && !taken.has(value))
        .map((value): PlannedChange => ({ kind: 'remove-value', value })),
      ...renamed.map(([old, to]): PlannedChange => ({ kind: 'rename-value', old, to })),
    ],
  };
}
