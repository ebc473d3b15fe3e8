// One version of an enum taken back: which values the version before had.

import type { Version } from '../core/version.js';
import { nearest } from '../diagnostics/nearest.js';
import type { At, ChangeDeclaration, HistoryEntry } from '../load/index.js';
import { enumRules } from './enum-rules.js';
import type { Substitute } from './model.js';
import { report, type Scope } from './scope.js';

export interface EnumStep {
  /** The values one version older, in order: renamed ones in their place, removed ones last. */
  readonly older: readonly string[];
  readonly backport: ReadonlyMap<string, Substitute>;
  readonly upgrade: ReadonlyMap<string, Substitute>;
}

/** What an entry takes from the newer values and gives to the older ones. */
interface Taking {
  readonly version: Version;
  readonly values: readonly string[];
  /** By newer value what it was before; undefined is one that was added. */
  readonly taken: Map<string, string | undefined>;
  readonly given: Map<string, At<string>>;
  readonly removed: string[];
}

/** `values` are those of the entry's own version. */
export function enumStep(
  entry: HistoryEntry,
  olderVersion: Version,
  values: readonly string[],
  scope: Scope,
): EnumStep {
  const version = entry.version.value;
  const taking: Taking = { version, values, taken: new Map(), given: new Map(), removed: [] };
  for (const change of entry.changes) takeBack(change, taking, scope);
  for (const [name, at] of taking.given) {
    if (values.includes(name) && !taking.taken.has(name)) {
      report(scope, 'history/still-there', at.span, { what: 'value', name, version });
    }
  }
  const kept = values.flatMap((value) => {
    const was = taking.taken.has(value) ? taking.taken.get(value) : value;
    return was === undefined ? [] : [was];
  });
  const older = [...new Set([...kept, ...taking.removed])];
  return { older, ...enumRules(entry, olderVersion, values, older, scope) };
}

function takeBack(change: ChangeDeclaration, taking: Taking, scope: Scope): void {
  if (change.kind === 'add') {
    for (const name of change.names) takeNewer(name, undefined, taking, scope);
  } else if (change.kind === 'remove') {
    for (const name of change.names) {
      if (giveOlder(name, taking, scope)) taking.removed.push(name.value);
    }
  } else if (change.kind === 'rename' && giveOlder(change.name, taking, scope)) {
    takeNewer(change.to, change.name.value, taking, scope);
  }
}

function takeNewer(
  { value: name, span }: At<string>,
  was: string | undefined,
  { version, values, taken }: Taking,
  scope: Scope,
): void {
  if (!values.includes(name)) {
    const near = nearest(name, values);
    const parameters = { what: 'value', name, version, ...(near === undefined ? {} : { near }) };
    report(scope, 'history/unknown-field', span, parameters);
  } else if (taken.has(name)) {
    report(scope, 'history/field-twice', span, { what: 'value', name, version });
  } else {
    taken.set(name, was);
  }
}

function giveOlder(name: At<string>, { version, given }: Taking, scope: Scope): boolean {
  const first = given.get(name.value);
  if (first === undefined) {
    given.set(name.value, name);
    return true;
  }
  const parameters = { what: 'value', name: name.value, version };
  const related = [{ message: 'first named here', span: first.span }];
  report(scope, 'history/field-twice', name.span, parameters, { related });
  return false;
}
