// An enum with its history: the values at each version, and what becomes of a value from one to the next.

import { sameVersion } from '../core/version.js';
import type { EnumDeclaration, HistoryEntry } from '../load/index.js';
import { enumStep, type EnumStep } from './enum-step.js';
import { reportChangesInFirst } from './first-entry.js';
import { orderedHistory } from './history-order.js';
import type { EnumModel, EnumVersion, Substitute } from './model.js';
import { qualify } from './name-table.js';
import { valuesHeldToRelease } from './records/released.js';
import { report, type Scope } from './scope.js';

/** Never undefined, so that one broken enum makes no findings in every object that has it. */
export function buildEnum(declaration: EnumDeclaration, scope: Scope): EnumModel {
  const name = declaration.name.value;
  return {
    key: qualify(name, scope.namespace),
    name,
    namespace: scope.namespace,
    typescriptName: declaration.typescriptName?.value ?? name,
    ...(declaration.doc === undefined ? {} : { doc: declaration.doc }),
    versions: enumVersions(declaration, scope),
    version: declaration.version.value,
    docs: docsOf(declaration),
    source: declaration.name.span,
  };
}

const NOTHING: ReadonlyMap<string, Substitute> = new Map();

function enumVersions(declaration: EnumDeclaration, scope: Scope): readonly EnumVersion[] {
  const history = orderedHistory(declaration, scope);
  const versions: EnumVersion[] = [];
  let values = presentValues(declaration, scope);
  const key = qualify(declaration.name.value, scope.namespace);
  for (const [index, entry] of history.entries()) {
    values = valuesHeldToRelease(entry.version.value, values, index === 0, key, scope);
    const older = history[index + 1]?.version.value;
    const step =
      older === undefined ? firstStep(entry, values, scope) : enumStep(entry, older, values, scope);
    versions.unshift({
      version: entry.version.value,
      values,
      notes: entry.notes.map((note) => note.value),
      backport: step.backport,
      upgrade: step.upgrade,
    });
    values = step.older;
  }
  return withPresent(declaration, versions);
}

/** The present version is there even where the history, by a finding, forgot it. */
function withPresent(
  { version }: EnumDeclaration,
  versions: readonly EnumVersion[],
): readonly EnumVersion[] {
  const newest = versions.at(-1);
  if (newest !== undefined && sameVersion(newest.version, version.value)) return versions;
  const values = newest?.values ?? [];
  return [
    ...versions.filter((one) => !sameVersion(one.version, version.value)),
    { version: version.value, values, notes: [], backport: NOTHING, upgrade: NOTHING },
  ];
}

function firstStep(entry: HistoryEntry, values: readonly string[], scope: Scope): EnumStep {
  reportChangesInFirst(entry, scope);
  return { older: values, backport: NOTHING, upgrade: NOTHING };
}

function presentValues(declaration: EnumDeclaration, scope: Scope): readonly string[] {
  const first = new Map<string, EnumDeclaration['values'][number]>();
  for (const value of declaration.values) {
    const before = first.get(value.name.value);
    if (before === undefined) {
      first.set(value.name.value, value);
      continue;
    }
    const related = [{ message: 'first listed here', span: before.name.span }];
    report(
      scope,
      'model/duplicate-value',
      value.name.span,
      { value: value.name.value },
      { related },
    );
  }
  return [...first.keys()];
}

function docsOf(declaration: EnumDeclaration): ReadonlyMap<string, string> {
  const docs = new Map<string, string>();
  for (const { name, doc } of declaration.values) {
    if (doc !== undefined) docs.set(name.value, doc);
  }
  return docs;
}
