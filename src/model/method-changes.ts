// What an entry says about remotable methods, held against those of its version.

import { formatVersion, type Version } from '../core/version.js';
import { nearest } from '../diagnostics/nearest.js';
import type {
  At,
  ChangeDeclaration,
  HistoryEntry,
  MethodChangeDeclaration,
} from '../load/index.js';
import { methodBreaks } from './method-breaks.js';
import { methodShape, sameMethod } from './method-shape.js';
import type { MethodChange, MethodShape } from './model.js';
import { recordMethod } from './records/record-shape.js';
import { report, type Scope } from './scope.js';

interface Taking {
  readonly version: Version;
  readonly isMajor: boolean;
  readonly newer: ReadonlyMap<string, MethodShape>;
  readonly broken: ReadonlySet<string>;
  readonly scope: Scope;
  readonly seen: Map<string, At<string>>;
}

export function methodChanges(
  entry: HistoryEntry,
  older: Version,
  newer: ReadonlyMap<string, MethodShape>,
  broken: ReadonlySet<string>,
  scope: Scope,
): readonly MethodChange[] {
  const version = entry.version.value;
  const isMajor = version.major !== older.major;
  const taking: Taking = { version, isMajor, newer, broken, scope, seen: new Map() };
  return entry.changes
    .filter(isOfMethods)
    .flatMap((change) => change.names.flatMap((name) => methodChange(change, name, taking) ?? []));
}

function isOfMethods(change: ChangeDeclaration): change is MethodChangeDeclaration {
  return change.kind.endsWith('-method');
}

function methodChange(
  change: MethodChangeDeclaration,
  name: At<string>,
  taking: Taking,
): MethodChange | undefined {
  const { scope, version, newer, seen, broken } = taking;
  const { value, span: source } = name;
  const parameters = { what: 'method', name: value, version };
  const first = seen.get(value);
  if (first !== undefined) {
    const related = [{ message: 'first named here', span: first.span }];
    report(scope, 'history/field-twice', source, parameters, { related });
    return undefined;
  }
  seen.set(value, name);
  const now = newer.get(value);
  if (change.kind === 'remove-method') {
    if (now !== undefined) {
      const related = [{ message: 'it is declared here', span: now.source }];
      report(scope, 'history/still-there', source, parameters, { related });
      return undefined;
    }
    const older = olderMethod(change, name, undefined, scope);
    return older && { kind: 'remove', name: value, older, source };
  }
  if (now === undefined) {
    if (broken.has(`${value}()`)) return undefined;
    const near = nearest(value, newer.keys());
    const all = near === undefined ? parameters : { ...parameters, near };
    report(scope, 'history/unknown-field', source, all);
    return undefined;
  }
  if (change.kind === 'add-method') return { kind: 'add', name: value, newer: now, source };
  const older = olderMethod(change, name, now, scope);
  if (older === undefined) return undefined;
  if (sameMethod(older, now)) {
    const related = [{ message: 'it is declared here', span: now.source }];
    report(
      scope,
      'history/was-same',
      change.was?.span ?? source,
      { name: `${value}()`, version },
      { related },
    );
  } else {
    checkBreaks(older, now, name, taking);
  }
  return { kind: 'change', name: value, older, newer: now, source };
}

/** A `was` says what the arguments and the result were; what else it does not say is as it is now. */
function olderMethod(
  { was }: MethodChangeDeclaration,
  name: At<string>,
  newer: MethodShape | undefined,
  scope: Scope,
): MethodShape | undefined {
  const older = was && methodShape(was, { kind: 'was' }, scope);
  if (was === undefined || older === undefined) return undefined;
  return {
    ...(newer?.doc === undefined ? {} : { doc: newer.doc }),
    ...older,
    name: name.value,
    static: was.static ?? newer?.static ?? false,
    idempotent: was.idempotent ?? newer?.idempotent ?? false,
  };
}

function checkBreaks(
  older: MethodShape,
  newer: MethodShape,
  name: At<string>,
  { isMajor, scope, version }: Taking,
): void {
  if (isMajor) return;
  const breaks = methodBreaks(older, newer, scope);
  if (breaks.length === 0) return;
  report(
    scope,
    'history/bump-too-small',
    name.span,
    { what: `changing \`${name.value}()\``, breaks, version },
    {
      version: formatVersion(version),
      related: [{ message: 'it is declared here', span: newer.source }],
      evidence: `${formatVersion(version)} ${name.value} ${JSON.stringify(
        [older, newer].map((method) => recordMethod(method, scope.namespace)),
      )}`,
    },
  );
}
