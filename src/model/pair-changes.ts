// A version's changes held against the shape they led to: each names what it takes from the newer side and
// what it gives to the older one, and each field stands in one change only.

import type { Version } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { At, ChangeDeclaration, HistoryEntry, RuleDeclaration } from '../load/index.js';
import type { FieldShape } from './model.js';
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

/** What is known of names beyond the shape at hand. */
export interface Known {
  /** The fields of the version that the entry made. */
  readonly fields: ReadonlyMap<string, FieldShape>;
  /** Declared names that could not be made out; a finding names each by then. */
  readonly broken: ReadonlySet<string>;
  /** Names that came only later, and where. */
  readonly cameLater: ReadonlyMap<string, { readonly version: Version; readonly span: Span }>;
}

type FieldChangeDeclaration = Extract<
  ChangeDeclaration,
  { readonly kind: 'add' | 'remove' | 'rename' | 'change' | 'replace' }
>;

interface Pairing {
  readonly version: Version;
  readonly known: Known;
  readonly scope: Scope;
  readonly taken: Map<string, At<string>>;
  readonly given: Map<string, At<string>>;
}

export function pairChanges(entry: HistoryEntry, known: Known, scope: Scope): readonly Paired[] {
  const version = entry.version.value;
  const pairing: Pairing = { version, known, scope, taken: new Map(), given: new Map() };
  const paired: Paired[] = [];
  for (const change of entry.changes) {
    switch (change.kind) {
      case 'add':
      case 'remove':
      case 'rename':
      case 'change':
      case 'replace':
        for (const taken of sidesOf(change, pairing)) {
          paired.push({ ...taken, ...rulesOf(change), source: change.span });
        }
        break;
      case 'add-method':
      case 'remove-method':
      case 'change-method':
      case 'change-storage':
    }
  }
  reportStillThere(pairing);
  return paired;
}

function rulesOf({
  backport,
  upgrade,
}: FieldChangeDeclaration): Omit<Paired, keyof Taken | 'source' | 'kind'> {
  return {
    ...(backport === undefined ? {} : { backport }),
    ...(upgrade === undefined ? {} : { upgrade }),
  };
}

function sidesOf(change: FieldChangeDeclaration, pairing: Pairing): readonly Taken[] {
  switch (change.kind) {
    case 'add':
      return change.names.flatMap((name) => {
        const newer = takeNewer(name, pairing);
        return newer === undefined ? [] : [{ kind: 'add', newer }];
      });
    case 'remove':
      return removed(change, pairing);
    case 'rename':
      return renamed(change, pairing);
    case 'change':
      return changed(change, pairing);
    case 'replace':
      return replaced(change, pairing);
  }
}

function removed(
  { names, was }: Extract<FieldChangeDeclaration, { kind: 'remove' }>,
  pairing: Pairing,
): readonly Taken[] {
  return names.flatMap((name) => {
    if (!giveOlder(name, pairing)) return [];
    const older = was && removedField(was, name.value, pairing.scope);
    return older === undefined ? [] : [{ kind: 'remove', older }];
  });
}

function renamed(
  { name, to, was }: Extract<FieldChangeDeclaration, { kind: 'rename' }>,
  pairing: Pairing,
): readonly Taken[] {
  if (name.value === to.value) {
    report(pairing.scope, 'history/rename-to-itself', to.span, { name: name.value });
    return [];
  }
  const isGiven = giveOlder(name, pairing);
  const newer = takeNewer(to, pairing);
  if (!isGiven || newer === undefined) return [];
  const older =
    was === undefined
      ? { ...newer, name: name.value, source: name.span }
      : olderField(was, name.value, newer, pairing.scope);
  return older === undefined ? [] : [{ kind: 'carry', older, newer }];
}

function changed(
  { name, was }: Extract<FieldChangeDeclaration, { kind: 'change' }>,
  pairing: Pairing,
): readonly Taken[] {
  const { scope, version } = pairing;
  const isGiven = giveOlder(name, pairing);
  const newer = takeNewer(name, pairing);
  // Without a `was` the change is a finding by now.
  if (!isGiven || newer === undefined || was === undefined) return [];
  const older = olderField(was, name.value, newer, scope);
  if (older === undefined) return [];
  if (sameField(older, newer) && !namesVersion(was)) {
    const related = [{ message: 'it is declared here', span: newer.source }];
    const span = was.type?.span ?? was.span;
    report(scope, 'history/was-same', span, { name: name.value, version }, { related });
  }
  return [{ kind: 'carry', older, newer }];
}

/** Under `children: manifest` the version of a child that `cascade` once recorded says nothing any more. */
function namesVersion({ type }: { readonly type?: { readonly value: unknown } }): boolean {
  return JSON.stringify(type?.value ?? null).includes('"minor":');
}

function replaced(
  { old, with: names }: Extract<FieldChangeDeclaration, { kind: 'replace' }>,
  pairing: Pairing,
): readonly Taken[] {
  const older = old.flatMap((was) => {
    const field = giveOlder(was.name, pairing) && removedField(was, was.name.value, pairing.scope);
    return field ? [field] : [];
  });
  const newer = names.flatMap((name) => takeNewer(name, pairing) ?? []);
  return [{ kind: 'replace', older, newer }];
}

function takeNewer(name: At<string>, pairing: Pairing): FieldShape | undefined {
  const { known, taken, version, scope } = pairing;
  const first = taken.get(name.value);
  if (first !== undefined) {
    reportTwice(name, first, pairing);
    return undefined;
  }
  taken.set(name.value, name);
  const field = known.fields.get(name.value);
  if (field !== undefined || known.broken.has(name.value)) return field;
  const parameters = { what: 'field', name: name.value, version };
  const later = known.cameLater.get(name.value);
  if (later === undefined) {
    const near = nearest(name.value, known.fields.keys());
    const all = near === undefined ? parameters : { ...parameters, near };
    report(scope, 'history/unknown-field', name.span, all);
  } else {
    const related = [{ message: 'it came to be here', span: later.span }];
    report(
      scope,
      'history/not-there-yet',
      name.span,
      { ...parameters, later: later.version },
      { related },
    );
  }
  return undefined;
}

function giveOlder(name: At<string>, pairing: Pairing): boolean {
  const first = pairing.given.get(name.value);
  if (first === undefined) {
    pairing.given.set(name.value, name);
    return true;
  }
  reportTwice(name, first, pairing);
  return false;
}

function reportTwice(
  { value: name, span }: At<string>,
  first: At<string>,
  { version, scope }: Pairing,
): void {
  const related = [{ message: 'first named here', span: first.span }];
  report(scope, 'history/field-twice', span, { what: 'field', name, version }, { related });
}

/** A name that the older side is given must not stand there by itself. */
function reportStillThere({ version, known, scope, taken, given }: Pairing): void {
  for (const [name, at] of given) {
    const field = known.fields.get(name);
    if (field === undefined || taken.has(name)) continue;
    const related = [{ message: 'it is declared here', span: field.source }];
    report(scope, 'history/still-there', at.span, { what: 'field', name, version }, { related });
  }
}
