// A version's changes of fields held against the shape they led to: each change with its two sides.

import type { Span } from '../diagnostics/diagnostic.js';
import type { ChangeDeclaration, HistoryEntry, RuleDeclaration } from '../load/index.js';
import { claimNewer, claimOlder, reportStillThere, type Claims, type Known } from './claims.js';
import { sameField } from './same-field.js';
import { report, type Scope } from './scope.js';
import type { Taken } from './take-back.js';
import { olderField, removedField } from './was.js';

/** A change whose two sides are known, with its rules as they were written. */
export type Paired = Taken & {
  readonly backport?: RuleDeclaration;
  readonly upgrade?: RuleDeclaration;
  readonly source: Span;
};

type FieldChangeDeclaration = Extract<
  ChangeDeclaration,
  { readonly kind: 'add' | 'remove' | 'rename' | 'change' | 'replace' }
>;
type Declared<K extends FieldChangeDeclaration['kind']> = Extract<
  FieldChangeDeclaration,
  { readonly kind: K }
>;

/** Changes whose sides could not be made out are left out: a finding tells of each. */
export function pairChanges(entry: HistoryEntry, known: Known, scope: Scope): readonly Paired[] {
  const claims: Claims = {
    version: entry.version.value,
    known,
    scope,
    newer: new Map(),
    older: new Map(),
  };
  const paired: Paired[] = [];
  for (const change of entry.changes) {
    if (!isOfFields(change)) continue;
    const { backport, upgrade, span: source } = change;
    for (const taken of sidesOf(change, claims)) {
      paired.push({
        ...taken,
        ...(backport === undefined ? {} : { backport }),
        ...(upgrade === undefined ? {} : { upgrade }),
        source,
      });
    }
  }
  reportStillThere(claims);
  return paired;
}

function isOfFields(change: ChangeDeclaration): change is FieldChangeDeclaration {
  return !change.kind.endsWith('-method') && change.kind !== 'change-storage';
}

function sidesOf(change: FieldChangeDeclaration, claims: Claims): readonly Taken[] {
  switch (change.kind) {
    case 'add':
      return added(change, claims);
    case 'remove':
      return removed(change, claims);
    case 'rename':
      return renamed(change, claims);
    case 'change':
      return changed(change, claims);
    case 'replace':
      return replaced(change, claims);
  }
}

function added({ names }: Declared<'add'>, claims: Claims): readonly Taken[] {
  return names.flatMap((name) => {
    const newer = claimNewer(name, claims);
    return newer === undefined ? [] : [{ kind: 'add', newer }];
  });
}

function removed({ names, was }: Declared<'remove'>, claims: Claims): readonly Taken[] {
  return names.flatMap((name) => {
    if (!claimOlder(name, claims)) return [];
    const older = was && removedField(was, name.value, claims.scope);
    return older === undefined ? [] : [{ kind: 'remove', older }];
  });
}

function renamed({ name, to, was }: Declared<'rename'>, claims: Claims): readonly Taken[] {
  if (name.value === to.value) {
    report(claims.scope, 'history/rename-to-itself', to.span, { name: name.value });
    return [];
  }
  const isFree = claimOlder(name, claims);
  const newer = claimNewer(to, claims);
  if (!isFree || newer === undefined) return [];
  if (was === undefined) {
    const older = { ...newer, name: name.value, source: name.span };
    return [{ kind: 'carry', older, newer }];
  }
  const older = olderField(was, name.value, newer, claims.scope);
  return older === undefined ? [] : [{ kind: 'carry', older, newer }];
}

function changed({ name, was }: Declared<'change'>, claims: Claims): readonly Taken[] {
  const { scope, version } = claims;
  const isFree = claimOlder(name, claims);
  const newer = claimNewer(name, claims);
  if (!isFree || newer === undefined || was === undefined) return [];
  const older = olderField(was, name.value, newer, scope);
  if (older === undefined) return [];
  if (sameField(older, newer) && !namesVersion(was.type?.value)) {
    const related = [{ message: 'it is declared here', span: newer.source }];
    const span = was.type?.span ?? was.span;
    report(scope, 'history/was-same', span, { name: name.value, version }, { related });
  }
  return [{ kind: 'carry', older, newer }];
}

/** Under `children: manifest` a child's version, recorded under `cascade` once, says nothing any more. */
function namesVersion(type: unknown): boolean {
  return JSON.stringify(type ?? null).includes('"minor":');
}

function replaced({ old, with: names }: Declared<'replace'>, claims: Claims): readonly Taken[] {
  const older = old.flatMap((was) => {
    if (!claimOlder(was.name, claims)) return [];
    return removedField(was, was.name.value, claims.scope) ?? [];
  });
  const newer = names.flatMap((name) => claimNewer(name, claims) ?? []);
  return [{ kind: 'replace', older, newer }];
}
