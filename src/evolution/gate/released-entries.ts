// Entries of released versions against what they were released with: the shape that each leads back to, its rules, the
// code of its hooks. Whatever is found in such an entry was edited into it, and is told as that, once.

import { sameJson } from '../../core/same-json.js';
import { formatVersion, parseVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import type { EnumDeclaration, HistoryEntry, ObjectDeclaration } from '../../load/index.js';
import {
  recordEnumRules,
  recordKey,
  recordRules,
  type JsonObject,
  type ObjectModel,
  type ThingRecord,
} from '../../model/index.js';
import { tellChange, tellValues } from '../tell-change.js';
import { enumIn } from './causes.js';
import { changesOf } from './present-drift.js';
import { homeOf, nameOf, type Baseline, type Present, type Unrecorded } from './state.js';

export interface EditedEntries {
  readonly findings: readonly Diagnostic[];
  /** What was found while reading that is told here, or follows from it. */
  readonly echoes: ReadonlySet<Diagnostic>;
  /** Objects and enums whose newest entry was edited together with what they are now. */
  readonly withPresent: ReadonlySet<string>;
}

/** About the order of versions, not about what an entry says. */
const ABOUT_ORDER: ReadonlySet<string> = new Set([
  'history/missing-version',
  'history/order',
  'history/version-mismatch',
  'history/other-major',
]);

export function editedEntries(
  present: Present,
  baseline: Baseline,
  unrecorded: readonly Unrecorded[],
): EditedEntries {
  const edits = new Map<string, Edit>();
  const echoes = new Set<Diagnostic>();
  const edited = (key: string, entry: HistoryEntry, what: string): void => {
    const id = `${key} ${formatVersion(entry.version.value)}`;
    const edit = edits.get(id) ?? { key, entry, what: new Set() };
    edit.what.add(what);
    edits.set(id, edit);
  };
  const { things } = present;
  const told = { edited, echoes };
  for (const [key, declaration] of [...things.objects, ...things.enums]) {
    const record = recordIn(baseline, key);
    if (record === undefined || record.isExperimental) continue;
    const own = present.findings.filter((one) => isWithin(one.span, declaration.node.span));
    lookAtFindings(key, declaration, record, own, told);
    const isWhole = !own.some(({ code }) => code === 'history/missing-version');
    if (isWhole) lookAtShapes(key, declaration, record, present, told);
  }
  const withPresent = new Set<string>();
  for (const { key, isPresent, version, changes } of unrecorded) {
    const edit = edits.get(`${key} ${formatVersion(version)}`);
    if (!isPresent || edit === undefined) continue;
    withPresent.add(key);
    // The entry and the fields speak of the same: the change says it best.
    edit.what.clear();
    for (const change of changes) edit.what.add(tellChange(change, homeOf(key)));
  }
  for (const drift of present.drifts) {
    const edit = edits.get(`${drift.key} ${formatVersion(drift.version)}`);
    if (drift.kind !== 'enum' || !drift.isPresent || edit === undefined) continue;
    withPresent.add(drift.key);
    edit.what.clear();
    for (const what of tellValues(drift)) edit.what.add(what);
  }
  const hooks = lookAtRules(present, baseline, edited, edits);
  return {
    findings: [...[...edits.values()].map((one) => tell(one, present)), ...hooks],
    echoes,
    withPresent,
  };
}

interface Edit {
  readonly key: string;
  readonly entry: HistoryEntry;
  readonly what: Set<string>;
}

interface Told {
  readonly edited: (key: string, entry: HistoryEntry, what: string) => void;
  readonly echoes: Set<Diagnostic>;
}

function tell({ key, entry, what }: Edit, { things }: Present): Diagnostic {
  const { value: version, span } = entry.version;
  const name = nameOf(key, things);
  const details = {
    object: name,
    version: formatVersion(version),
    fix: { command: `backlevel rebase ${name}` },
  };
  return diagnose('history/released-edited', span, { name, version, what: [...what] }, details);
}

/** What was released was sound: a mistake in a released entry was edited into it. */
function lookAtFindings(
  key: string,
  { history }: ObjectDeclaration | EnumDeclaration,
  record: ThingRecord,
  own: readonly Diagnostic[],
  { edited, echoes }: Told,
): void {
  for (const finding of own) {
    if (!finding.code.startsWith('history/') || ABOUT_ORDER.has(finding.code)) continue;
    const entry = history.find(({ span }) => isWithin(finding.span, span));
    if (entry === undefined || !isReleased(record, entry)) continue;
    edited(key, entry, finding.message);
    echoes.add(finding);
  }
}

/** Shapes that an entry does not lead back to any more. */
function lookAtShapes(
  key: string,
  { history }: ObjectDeclaration | EnumDeclaration,
  record: ThingRecord,
  { drifts }: Present,
  { edited }: Told,
): void {
  for (const drift of drifts) {
    if (drift.key !== key) continue;
    const index = history.findIndex(
      ({ version }) => formatVersion(version.value) === formatVersion(drift.version),
    );
    const entry = history[index - 1];
    if (entry === undefined || !isReleased(record, entry)) continue;
    for (const what of driftWords(drift)) edited(key, entry, what);
  }
}

function driftWords(drift: Present['drifts'][number]): readonly string[] {
  if (drift.kind === 'object') {
    return changesOf(drift)
      .filter(({ kind }) => kind !== 'sensitive-changed')
      .map((change) => `before it, ${tellChange(change, homeOf(drift.key))}`);
  }
  return tellValues(drift).map((what) => `before it, ${what}`);
}

/** Rules that are not those it was released with; answers with the hooks whose code alone is another. */
function lookAtRules(
  present: Present,
  baseline: Baseline,
  edited: Told['edited'],
  edits: ReadonlyMap<string, Edit>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const { things, model, digestOf } = present;
  const told = new Set(edits.keys());
  const changedEnums = new Set([...edits.values()].map(({ key }) => key));
  for (const { key, is, was, entry } of enumRules(present, baseline)) {
    for (const rule of differing(was, is)) {
      const id = `${key} ${formatVersion(entry.version.value)}`;
      if (!told.has(id)) edited(key, entry, `its rule for \`${rule}\``);
      changedEnums.add(key);
    }
  }
  for (const object of model.objects.values()) {
    const key = recordKey(object.namespace, object.name, object.major);
    const declaration = things.objects.get(key);
    const record = baseline.records.objects.get(key);
    if (declaration === undefined || record === undefined || record.isExperimental) continue;
    const [first] = record.versions.keys();
    for (const entry of declaration.history) {
      const text = formatVersion(entry.version.value);
      const step = object.steps.find(({ newer }) => formatVersion(newer) === text);
      const released = record.versions.get(text);
      // Older versions may be written down later: what leads to the first from them was never released.
      if (
        step === undefined ||
        released?.status !== 'released' ||
        (text === first && released.sections.rules === undefined)
      )
        continue;
      const is = recordRules(step, (direction) => digestOf(object, step, direction));
      const was = released.sections.rules ?? {};
      const causedByEnum = enumsBehind(step, changedEnums);
      for (const rule of differing(was, is)) {
        if (causedByEnum.has(rule)) continue;
        const hook = rule.startsWith('hook ') && sameButCode(was[rule], is[rule]);
        if (hook) found.push(hookEdited(object, entry, rule.slice('hook '.length), key, present));
        else edited(key, entry, ruleWords(rule, was, is));
      }
    }
  }
  return found;
}

function enumRules(
  { model, things }: Present,
  { records }: Baseline,
): readonly {
  readonly key: string;
  readonly is: JsonObject;
  readonly was: JsonObject;
  readonly entry: HistoryEntry;
}[] {
  return [...model.enums.values()].flatMap(({ key, versions }) =>
    versions.flatMap((one) => {
      const version = formatVersion(one.version);
      const released = records.enums.get(key)?.versions.get(version);
      const entry = things.enums
        .get(key)
        ?.history.find((each) => formatVersion(each.version.value) === version);
      if (released?.status !== 'released' || entry === undefined) return [];
      return [{ key, is: recordEnumRules(one), was: released.sections.rules ?? {}, entry }];
    }),
  );
}

/** Rules of fields whose enum was edited: they follow from it. */
function enumsBehind(
  { changes }: ObjectModel['steps'][number],
  edited: ReadonlySet<string>,
): ReadonlySet<string> {
  const rules = new Set<string>();
  for (const change of changes) {
    if (change.kind !== 'carry') continue;
    const key = enumIn(change.newer.type);
    if (key === undefined || !edited.has(key)) continue;
    const { older, newer } = change;
    rules.add(
      older.name === newer.name ? `change ${newer.name}` : `rename ${older.name} to ${newer.name}`,
    );
  }
  return rules;
}

function differing(was: JsonObject, is: JsonObject): readonly string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names.filter((name) => {
    const [before, now] = [was[name], is[name]];
    return before === undefined || now === undefined || !sameJson(before, now);
  });
}

function ruleWords(rule: string, was: JsonObject, is: JsonObject): string {
  if (!Object.hasOwn(was, rule)) return `\`${rule}\` was written into it`;
  return Object.hasOwn(is, rule) ? `the rules of \`${rule}\`` : `\`${rule}\` was taken out of it`;
}

function sameButCode(
  was: JsonObject[string] | undefined,
  is: JsonObject[string] | undefined,
): boolean {
  if (!isMap(was) || !isMap(is)) return false;
  return sameJson({ ...was, code: null }, { ...is, code: null });
}

function isMap(value: JsonObject[string] | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hookEdited(
  object: ObjectModel,
  entry: HistoryEntry,
  direction: string,
  key: string,
  { things }: Present,
): Diagnostic {
  const name = nameOf(key, things);
  const { value: version, span } = entry.version;
  const step = object.steps.find(({ newer }) => formatVersion(newer) === formatVersion(version));
  const to = direction === 'backport' ? step?.older : step?.newer;
  const hook = `${direction}To${formatVersion(to ?? version).replace('.', '_')}`;
  const details = { object: name, version: formatVersion(version) };
  return diagnose('history/hook-edited', span, { name, version, hook }, details);
}

function recordIn({ records }: Baseline, key: string): ThingRecord | undefined {
  return records.objects.get(key) ?? records.enums.get(key);
}

function isReleased({ versions }: ThingRecord, { version }: HistoryEntry): boolean {
  const text = formatVersion(version.value);
  return parseVersion(text) !== undefined && versions.get(text)?.status === 'released';
}

function isWithin(span: Span | undefined, outer: Span): boolean {
  return (
    span !== undefined &&
    span.file === outer.file &&
    span.offset >= outer.offset &&
    span.endOffset <= outer.endOffset
  );
}
