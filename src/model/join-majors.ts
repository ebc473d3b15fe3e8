// Where a major goes on from the one before: what its first entry takes back to must be what that one was.

import { formatVersion, type Version } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { HistoryEntry } from '../load/index.js';
import { formatType } from './format-type.js';
import { sameMethod } from './method-shape.js';
import type { FieldShape, MethodShape } from './model.js';
import { sameField } from './same-field.js';
import { report, type Scope } from './scope.js';

/** What the first entry took back to, and what it was in the file of its own major. */
interface TakenBack {
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly methods: ReadonlyMap<string, MethodShape>;
}

export function checkJoin(
  entry: HistoryEntry,
  from: Version,
  taken: TakenBack,
  declared: TakenBack | undefined,
  scope: Scope,
): void {
  const span = entry.from?.span;
  if (declared === undefined || span === undefined) return;
  const version = formatVersion(entry.version.value);
  const tell = (name: string, why: string, source: Span | undefined): void => {
    const message = `\`${name}\` is declared here`;
    const related = source === undefined ? [] : [{ message, span: source }];
    report(scope, 'history/from-differs', span, { name, from, why }, { version, related });
  };
  for (const [name, was, is] of bothOf(declared.fields, taken.fields)) {
    const why = presence(was, is) ?? difference(was, is, scope);
    if (why !== undefined) tell(name, why, is?.source ?? was?.source);
  }
  for (const [name, was, is] of bothOf(declared.methods, taken.methods)) {
    const isSame = was !== undefined && is !== undefined && sameMethod(was, is);
    const why = presence(was, is) ?? (isSame ? undefined : 'it differs without a change');
    if (why !== undefined) tell(`${name}()`, why, is?.source ?? was?.source);
  }
}

function bothOf<T>(
  was: ReadonlyMap<string, T>,
  is: ReadonlyMap<string, T>,
): readonly (readonly [string, T | undefined, T | undefined])[] {
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names.map((name) => [name, was.get(name), is.get(name)] as const);
}

function presence(was: unknown, is: unknown): string | undefined {
  if (was === undefined) return 'it was not there yet';
  return is === undefined ? 'nothing says what became of it' : undefined;
}

function difference(
  was: FieldShape | undefined,
  is: FieldShape | undefined,
  { namespace }: Scope,
): string | undefined {
  if (was === undefined || is === undefined || sameField(was, is)) return undefined;
  const [before, after] = [was, is].map(({ type }) => formatType(type, namespace));
  if (before !== after) return `it was ${before ?? ''} and is ${after ?? ''} without a change`;
  return 'its default, limits or marks differ without a change';
}
