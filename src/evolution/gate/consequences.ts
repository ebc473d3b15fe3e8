// What was found while the schemas were read, and only follows from something that the gate tells: a file that is
// gone, a version that was lowered. The cause is told, once, and not what it led to.

import { compareVersions } from '../../core/version.js';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import type { EnumDeclaration, ObjectDeclaration } from '../../load/index.js';
import type { Baseline, Present, Unrecorded } from './state.js';

/** Names of what nothing can be made out about, for want of what the gate says is gone. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'model/unknown-type',
  'model/unknown-version',
  'model/unknown-mixin',
  'history/unknown-from',
]);

/** What the findings of reading name and do not find: types, versions of enums, majors. */
export function namedInVain(found: readonly Diagnostic[]): ReadonlySet<string> {
  return new Set(
    found.flatMap(({ code, evidence }) =>
      UNKNOWN.has(code) && evidence !== undefined ? [evidence] : [],
    ),
  );
}

export function isUnknownName({ code }: Diagnostic): boolean {
  return UNKNOWN.has(code);
}

/** `versions` are the findings of the gate about files and their versions. */
export function consequences(
  present: Pick<Present, 'findings' | 'things'>,
  { records }: Baseline,
  versions: readonly Diagnostic[],
  unrecorded: readonly Unrecorded[],
): ReadonlySet<Diagnostic> {
  const { findings, things } = present;
  const told = new Set(versions.flatMap(({ evidence }) => evidence ?? []));
  for (const key of [...told]) told.add(key.replace(/@\d+$/, ''));
  for (const key of unsettledEnums(present)) told.add(key);
  const echoes = new Set(
    findings.filter((one) => UNKNOWN.has(one.code) && told.has(one.evidence ?? '')),
  );
  for (const [key, { node, version, history }] of [...things.objects, ...things.enums]) {
    const own = findings.filter(({ span }) => isWithin(span, node.span));
    const isLower = versions.some(
      (one) => one.code === 'history/version-lower' && one.evidence === key,
    );
    const leftOut = unrecorded.find((one) => one.key === key);
    const isUnwritten =
      leftOut?.isPresent === true && compareVersions(version.value, leftOut.version) > 0;
    // What a file says in another namespace, it means of names of that one.
    const isMoved = records.objects.get(key) === undefined && isElsewhere(key, told);
    for (const finding of own) {
      const { code, span } = finding;
      if (code === 'history/version-mismatch' && (isLower || isUnwritten)) echoes.add(finding);
      // A change that says what is there now has not said what was: that it is left out is told.
      const entry = history.find((one) => isWithin(span, one.span))?.version.value;
      const isNew = leftOut && entry && compareVersions(entry, leftOut.version) > 0;
      if (code === 'history/was-same' && isNew === true) echoes.add(finding);
      if (isMoved && UNKNOWN.has(finding.code)) echoes.add(finding);
    }
    // A first entry that cannot go on from anything makes no sense in itself either.
    const lost = [...echoes].find(({ code, span }) => {
      return code === 'history/unknown-from' && isWithin(span, node.span);
    });
    const entry = history.find(({ span }) => isWithin(lost?.span, span));
    for (const finding of own) {
      if (entry !== undefined && isWithin(finding.span, entry.span)) echoes.add(finding);
    }
  }
  return echoes;
}

/** A mixin that is gone is one mistake, however many objects still name it. */
export function mixinsOnce(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const first = new Map<string, Diagnostic>();
  for (const finding of found) {
    const { code, evidence, span } = finding;
    if (code !== 'model/unknown-mixin' || evidence === undefined) continue;
    const before = first.get(evidence);
    if (before === undefined) {
      first.set(evidence, finding);
    } else if (span !== undefined) {
      const related = [...(before.related ?? []), { message: 'named here too', span }];
      first.set(evidence, { ...before, related });
    }
  }
  const told = new Set<string>();
  return found.flatMap((finding) => {
    const { code, evidence = '' } = finding;
    if (code !== 'model/unknown-mixin') return [finding];
    if (told.has(evidence)) return [];
    told.add(evidence);
    return [first.get(evidence) ?? finding];
  });
}

/** Enums whose own files are in disorder: what their users would have to record is not known yet. */
export function unsettledEnums({
  findings,
  things,
}: Pick<Present, 'findings' | 'things'>): ReadonlySet<string> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return keysWith(errors, things.enums);
}

/** Things whose files are not in the language: what an entry of theirs says is half a guess. */
export function unreadable({
  findings,
  things,
}: Pick<Present, 'findings' | 'things'>): ReadonlySet<string> {
  const errors = findings.filter(({ code }) => /^(?:yaml|schema)\//.test(code));
  return new Set([...keysWith(errors, things.objects), ...keysWith(errors, things.enums)]);
}

function keysWith(
  errors: readonly Diagnostic[],
  things: ReadonlyMap<string, ObjectDeclaration | EnumDeclaration>,
): ReadonlySet<string> {
  const found = [...things].filter(([, { node }]) =>
    errors.some(({ span }) => isWithin(span, node.span)),
  );
  return new Set(found.map(([key]) => key));
}

function isElsewhere(key: string, gone: ReadonlySet<string>): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return [...gone].some(
    (other) => other !== key && other.slice(other.lastIndexOf('/') + 1) === name,
  );
}

export function isWithin(span: Span | undefined, outer: Span): boolean {
  return (
    span !== undefined &&
    span.file === outer.file &&
    span.offset >= outer.offset &&
    span.endOffset <= outer.endOffset
  );
}
