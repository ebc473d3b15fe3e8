// The order of a run of `bump`: what is missing is written over the tree, and looked at again, until nothing is. An
// enum's new version shows in its users, and a child's in its parents, only when it is there.

import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import {
  majorTexts,
  planBump,
  writeEntry,
  type PlannedEntry,
  type RenameChoices,
} from '../../evolution/index.js';
import { load } from '../../load/index.js';
import { hasErrors } from '../compile.js';
import { overlay, type Overlay } from '../overlay.js';
import { runGate, type GateReport, type GateRequest, type GateState } from './check.js';
import { lockPath, lockText } from './lock-file.js';
import { namedKeys, unknownNames } from './named-keys.js';
import { addToLock, presentRecords } from './write-lock.js';

export interface BumpRequest extends GateRequest {
  /** As the user named them; none are all. */
  readonly names: readonly string[];
  readonly choices: RenameChoices;
  /** Whether what is new becomes a major. */
  readonly isMajor: boolean;
}

export interface BumpOutcome {
  readonly edits: ReturnType<Overlay['changes']>;
  /** What was written, in words: `Flavor 1.3`. */
  readonly written: readonly string[];
  /** How things stand afterwards, and what a person must say. */
  readonly report: GateReport;
  readonly questions: readonly Diagnostic[];
}

/** Enough for any chain of parents; a run that does not come to rest is our mistake. */
const MOST_ROUNDS = 100;

export async function bump(request: BumpRequest): Promise<BumpOutcome> {
  const tree = overlay(request.tree);
  const gate = (): Promise<GateReport> => runGate({ ...request, tree });
  let report = await gate();
  const written: string[] = [];
  const renamed = new Set<string>();
  const tries = new Map<string, { readonly changes: string; readonly before?: string }>();
  const stuck = new Set<string>();
  const questions = [...unknownNames(request.names, report.state)];
  if (questions.length > 0) return { edits: [], written, report, questions };
  const atFirst = new Set((report.state?.present.drifts ?? []).map(({ key }) => key));
  const named = namedKeys(request.names, report.state);
  // What only came to differ by what was written here belongs to it.
  const isWanted = (key: string): boolean =>
    request.names.length === 0 || named.has(key) || !atFirst.has(key);

  for (let round = 0; report.state !== undefined; round++) {
    if (round === MOST_ROUNDS) throw new Error('bump does not come to rest');
    const { present, baseline } = report.state;
    const plan = planBump(present, baseline, request.choices, isWanted);
    questions.push(
      ...plan.findings.filter(({ message }) => !questions.some((one) => one.message === message)),
    );
    const entries = plan.entries.filter(({ key }) => !stuck.has(key));
    if (entries.length === 0) break;
    for (const entry of entries) {
      const tried = tries.get(entry.key);
      if (tried !== undefined && tried.changes === changesIn(entry)) {
        // What its entry says already stands against it: only a person can say which of the two is meant.
        tree.set(entry.declaration.file, tried.before);
        stuck.add(entry.key);
        continue;
      }
      const before = tree.read(entry.declaration.file);
      tries.set(entry.key, {
        changes: changesIn(entry),
        ...(before === undefined ? {} : { before }),
      });
      const problem = write(entry, tree, request);
      if (problem !== undefined) return { edits: [], written: [], report, questions: [problem] };
      written.push(told(entry, request.isMajor));
      for (const change of entry.plan.changes) {
        if (change.kind === 'rename') renamed.add(change.was.name);
        else if (change.kind === 'rename-value') renamed.add(change.old);
      }
    }
    report = await gate();
  }
  for (const [old, to] of request.choices.renames) {
    if (!renamed.has(old)) questions.push(diagnose('bump/unknown-rename', undefined, { old, to }));
  }
  if (report.state !== undefined) addPending(tree, report.state);
  return { edits: tree.changes(), written, report: withoutAsked(report, questions), questions };
}

function changesIn({ plan }: PlannedEntry): string {
  return plan.changes
    .map((change) =>
      JSON.stringify([
        change.kind,
        'was' in change ? change.was.name : 'names' in change ? change.names : change,
      ]),
    )
    .join();
}

/** That something is missing follows from a question that nobody has answered. */
function withoutAsked(report: GateReport, questions: readonly Diagnostic[]): GateReport {
  const asked = new Set(questions.map(({ span }) => span?.file));
  const isAsked = ({ code, span }: Diagnostic): boolean =>
    span !== undefined &&
    asked.has(span.file) &&
    (code === 'history/missing-bump' || code === 'history/unrecorded-change');
  return { ...report, findings: report.findings.filter((one) => !isAsked(one)) };
}

function write(
  { declaration, plan, home, released }: PlannedEntry,
  tree: Overlay,
  { isMajor, source }: BumpRequest,
): Diagnostic | undefined {
  const { file } = declaration;
  const text = tree.read(file) ?? '';
  if (!isMajor || declaration.kind === 'enum') {
    tree.set(file, writeEntry(text, declaration, plan, home));
    return undefined;
  }
  const before = source.kind === 'trees' ? source.base.read(file) : undefined;
  if (before === undefined) {
    const name = declaration.name.value;
    const baseline = source.kind === 'trees' ? source.name : 'the lock';
    return diagnose('bump/major-needs-text', declaration.version.span, {
      name,
      version: released,
      baseline,
    });
  }
  const { older, newer } = majorTexts(text, declaration, released);
  const [again] = load([{ path: file, text: newer }]).declarations;
  if (again?.kind !== 'object') throw new Error(`${file} cannot be read after it was written`);
  tree.set(older, before);
  const version = { major: released.major + 1, minor: 0 };
  tree.set(file, writeEntry(newer, again, { ...plan, version }, home));
  return undefined;
}

function told({ declaration, plan, released }: PlannedEntry, isMajor: boolean): string {
  const { major, minor } =
    isMajor && declaration.kind === 'object'
      ? { major: released.major + 1, minor: 0 }
      : plan.version;
  return `${declaration.name.value} ${major}.${minor}`;
}

/** Versions that are new stand in the lock as pending, so that two branches that take one meet there. */
function addPending(tree: Overlay, { settings, lock, snapshot }: GateState): void {
  if (lock.records === undefined || hasErrors(snapshot.findings)) return;
  tree.set(
    lockPath(settings),
    lockText(addToLock(lock.records, presentRecords(snapshot), 'pending')),
  );
}
