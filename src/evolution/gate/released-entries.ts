// Entries of released versions against what they were released with: the shape that each leads back to, and its rules.
// Whatever is found in such an entry was edited into it, and is told as that, once.

import { formatVersion, sameVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { EnumDeclaration, HistoryEntry, ObjectDeclaration } from '../../load/index.js';
import type { Change, ThingRecord } from '../../model/index.js';
import { tellChange, tellValues } from '../tell-change.js';
import { causingEnum, enumIn } from './causes.js';
import { isUnknownName, isWithin } from './consequences.js';
import { editedEnumRules, editedRules } from './entry-rules.js';
import { enumsOfChange } from './recorded-enums.js';
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

/** Of what is in `settled` another finding tells: of findings made in reading, and of enums in disorder. */
export function editedEntries(
  present: Present,
  baseline: Baseline,
  unrecorded: readonly Unrecorded[],
  settled: {
    readonly findings: ReadonlySet<Diagnostic>;
    readonly enums: ReadonlySet<string>;
    /** Things whose entries are held to nothing: versions that went down, files that cannot be read whole. */
    readonly unheld: ReadonlySet<string>;
  },
): EditedEntries {
  const edits = new Map<string, Edit>();
  const echoes = new Set<Diagnostic>();
  const { things, drifts } = present;
  const edited: Told['edited'] = (key, entry, what) => {
    const id = `${key} ${formatVersion(entry.version.value)}`;
    const edit = edits.get(id) ?? { key, entry, what: new Set() };
    edit.what.add(what);
    edits.set(id, edit);
  };
  const look = (
    key: string,
    declaration: ObjectDeclaration | EnumDeclaration,
    enums: ReadonlySet<string>,
  ): void => {
    const record = baseline.records.objects.get(key) ?? baseline.records.enums.get(key);
    if (record === undefined || record.isExperimental || settled.unheld.has(key)) return;
    const own = present.findings.filter(({ span }) => isWithin(span, declaration.node.span));
    const told = { edited, echoes, enums };
    const open = own.filter((one) => !settled.findings.has(one));
    lookAtFindings(key, declaration, record, open, told);
    const isWhole = !own.some(({ code }) => code === 'history/missing-version');
    if (isWhole) lookAtShapes(key, declaration, record, own, present, told);
  };
  for (const [key, declaration] of things.enums) look(key, declaration, settled.enums);
  for (const { key, entry, what } of editedEnumRules(present, baseline)) {
    if (settled.unheld.has(key)) continue;
    if (!edits.has(`${key} ${formatVersion(entry.version.value)}`)) edited(key, entry, what);
  }
  const enums = new Set([...settled.enums, ...[...edits.values()].map(({ key }) => key)]);
  for (const drift of drifts) if (drift.kind === 'enum') enums.add(drift.key);
  for (const [key, declaration] of things.objects) look(key, declaration, enums);

  const withPresent = new Set<string>();
  const tellPresent = (
    key: string,
    version: Unrecorded['version'],
    changes: readonly string[],
  ): void => {
    const edit = edits.get(`${key} ${formatVersion(version)}`);
    if (edit === undefined) return;
    withPresent.add(key);
    // The entry and what stands there now speak of the same: the change says it best.
    edit.what.clear();
    for (const change of changes) edit.what.add(change);
  };
  for (const { key, isPresent, version, changes } of unrecorded) {
    if (isPresent)
      tellPresent(
        key,
        version,
        changes.map((one) => tellChange(one, homeOf(key))),
      );
  }
  for (const drift of drifts) {
    if (drift.kind === 'enum' && drift.isPresent) {
      tellPresent(drift.key, drift.version, tellValues(drift));
    }
  }
  const { rules, hooks } = editedRules(present, baseline, enums);
  for (const { key, entry, what } of rules) {
    if (!withPresent.has(key) && !settled.unheld.has(key)) edited(key, entry, what);
  }
  const findings = [...edits.values()].map((one) => tell(one, present));
  return { findings: [...findings, ...hooks], echoes, withPresent };
}

interface Edit {
  readonly key: string;
  readonly entry: HistoryEntry;
  readonly what: Set<string>;
}

interface Told {
  readonly edited: (key: string, entry: HistoryEntry, what: string) => void;
  readonly echoes: Set<Diagnostic>;
  /** Enums that something is told of: what it leads to in an object is not told again. */
  readonly enums: ReadonlySet<string>;
}

function tell({ key, entry, what }: Edit, { things }: Present): Diagnostic {
  const { value: version, span } = entry.version;
  const name = nameOf(key, things);
  const declaration = things.objects.get(key) ?? things.enums.get(key);
  const details = {
    object: declaration?.name.value ?? name,
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
  { edited, echoes, enums }: Told,
): void {
  for (const finding of own) {
    if (!finding.code.startsWith('history/') || ABOUT_ORDER.has(finding.code)) continue;
    const entry = history.find(({ span }) => isWithin(finding.span, span));
    if (entry === undefined || !isReleased(record, entry)) continue;
    echoes.add(finding);
    // The place of a change is its first line; its rules stand behind it.
    const change = entry.changes.findLast(({ span }) => span.offset <= (finding.span?.offset ?? 0));
    const behind = change === undefined ? [] : enumsOfChange(change, key, record);
    if (!behind.some((one) => enums.has(one))) edited(key, entry, finding.message);
  }
}

/** Shapes that an entry does not lead back to any more. */
function lookAtShapes(
  key: string,
  { history }: ObjectDeclaration | EnumDeclaration,
  record: ThingRecord,
  own: readonly Diagnostic[],
  { drifts }: Present,
  { edited, enums }: Told,
): void {
  for (const drift of drifts) {
    if (drift.key !== key) continue;
    const index = history.findIndex(({ version }) => sameVersion(version.value, drift.version));
    const entry = history[index - 1];
    if (entry === undefined || !isReleased(record, entry)) continue;
    // What names something unknown leads nowhere; that it is unknown is told.
    if (own.some((one) => isUnknownName(one) && isWithin(one.span, entry.span))) continue;
    for (const what of driftWords(drift, enums)) edited(key, entry, what);
  }
}

function driftWords(
  drift: Present['drifts'][number],
  enums: ReadonlySet<string>,
): readonly string[] {
  if (drift.kind === 'enum') return tellValues(drift).map((what) => `before it, ${what}`);
  return changesOf(drift)
    .filter((change) => change.kind !== 'sensitive-changed' && !follows(change, enums))
    .map((change) => `before it, ${tellChange(change, homeOf(drift.key))}`);
}

/** Whether the change is that of an enum, or of a default that went with it. */
function follows(change: Change, enums: ReadonlySet<string>): boolean {
  const key = change.kind === 'default-changed' ? enumIn(change.newer.type) : causingEnum(change);
  return key !== undefined && enums.has(key);
}

function isReleased({ versions }: ThingRecord, { version }: HistoryEntry): boolean {
  return versions.get(formatVersion(version.value))?.status === 'released';
}
