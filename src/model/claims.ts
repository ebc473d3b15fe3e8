// Who says what about a name: each change of a version claims names of the newer side and names of the older
// one, and each name may be claimed once.

import type { Version } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { At } from '../load/index.js';
import type { FieldShape } from './model.js';
import { report, type Scope } from './scope.js';

/** What is known of names when an entry is read. */
export interface Known {
  /** The fields of the version that the entry made. */
  readonly fields: ReadonlyMap<string, FieldShape>;
  /** Declared names that could not be made out; a finding names each by then. */
  readonly broken: ReadonlySet<string>;
  /** Names that came only later, and where. */
  readonly cameLater: ReadonlyMap<string, { readonly version: Version; readonly span: Span }>;
  /** Names that a finding told to be unknown; the entries add to it. */
  readonly told: Set<string>;
}

export interface Claims {
  readonly version: Version;
  readonly known: Known;
  readonly scope: Scope;
  readonly newer: Map<string, At<string>>;
  readonly older: Map<string, At<string>>;
}

/** The newer side's field; undefined, and a finding, when there is none or another change has it. */
export function claimNewer(name: At<string>, claims: Claims): FieldShape | undefined {
  const { known, newer } = claims;
  const first = newer.get(name.value);
  if (first !== undefined) {
    reportTwice(name, first, claims);
    return undefined;
  }
  newer.set(name.value, name);
  const field = known.fields.get(name.value);
  if (field === undefined && !known.broken.has(name.value)) reportAbsent(name, claims);
  return field;
}

/** Whether the name is free for this change to give to the older side. */
export function claimOlder(name: At<string>, claims: Claims): boolean {
  const first = claims.older.get(name.value);
  if (first === undefined) {
    claims.older.set(name.value, name);
    return true;
  }
  reportTwice(name, first, claims);
  return false;
}

/** What the older side is given must not stand on the newer one by itself. */
export function reportStillThere({ version, known, scope, newer, older }: Claims): void {
  for (const [name, at] of older) {
    const field = known.fields.get(name);
    if (field === undefined || newer.has(name)) continue;
    const related = [{ message: 'it is declared here', span: field.source }];
    report(scope, 'history/still-there', at.span, { what: 'field', name, version }, { related });
  }
}

function reportTwice(
  { value: name, span }: At<string>,
  first: At<string>,
  { version, scope }: Claims,
): void {
  const related = [{ message: 'first named here', span: first.span }];
  report(scope, 'history/field-twice', span, { what: 'field', name, version }, { related });
}

function reportAbsent({ value: name, span }: At<string>, { version, known, scope }: Claims): void {
  if (known.told.has(name)) return;
  known.told.add(name);
  const later = known.cameLater.get(name);
  const parameters = { what: 'field', name, version };
  if (later !== undefined) {
    const related = [{ message: 'it came here', span: later.span }];
    const all = { ...parameters, later: later.version };
    report(scope, 'history/not-there-yet', span, all, { related });
    return;
  }
  const near = nearest(name, known.fields.keys());
  const all = near === undefined ? parameters : { ...parameters, near };
  report(scope, 'history/unknown-field', span, all);
}
