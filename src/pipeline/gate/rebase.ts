// The order of a run of `rebase`: files whose versions are taken first, then what the baseline's entries in them speak
// of, then the users of what has another number now; and the lock.

import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import {
  isEntangled,
  rebaseFile,
  type RebasedFile,
  type Renumbered,
  type Source,
} from '../../evolution/index.js';
import { overlay, type Overlay } from '../overlay.js';
import { runGate, type GateReport, type GateRequest, type GateState } from './check.js';
import { namedKeys, unknownNames } from './named-keys.js';
import { mendLock, rewriteLock } from './rebase-lock.js';
import { recordInUsers } from './rebase-users.js';
import { before, sideOf, type Branch, type Sides } from './side.js';
import { takeAlong } from './take-along.js';

export interface RebaseRequest extends GateRequest {
  readonly source: Branch;
  /** As the user named them; none are all. */
  readonly names: readonly string[];
}

export interface RebaseOutcome {
  readonly edits: ReturnType<Overlay['changes']>;
  readonly moved: readonly Moved[];
  /** Files that were brought along because the entries of the baseline need them. */
  readonly along: readonly string[];
  /** Whether conflict markers were taken out of the lock. */
  readonly isLockMended: boolean;
  /** How things stand afterwards, and what a person must do. */
  readonly report: GateReport;
  readonly questions: readonly Diagnostic[];
}

/** An entry that was given another number. */
export interface Moved extends Renumbered {
  readonly key: string;
  readonly name: string;
}

export async function rebase(request: RebaseRequest): Promise<RebaseOutcome> {
  const tree = overlay(request.tree);
  const first = await runGate({ ...request, tree });
  const { state } = first;
  const questions = [...unknownNames(request.names, state)];
  const nothing = {
    edits: [],
    moved: [],
    along: [],
    isLockMended: false,
    report: first,
    questions,
  };
  if (state === undefined || questions.length > 0) return nothing;

  const { settings } = state;
  const { source, memory } = request;
  const tip = source.tip ?? source.base;
  const sides = {
    base: sideOf(source.base, settings, memory),
    mine: sideOf(tree, settings, memory),
    tip: sideOf(tip, settings, memory),
  };
  const rebased = new Map<string, RebasedFile>();
  const stuck = new Set<string>();
  const settle = (key: string, file: RebasedFile, mine: Source): void => {
    if (file.both.length + file.why.length === 0) {
      rebased.set(key, file);
      tree.set(mine.declaration.file, file.text);
    } else {
      stuck.add(key);
      questions.push(...told(file, mine, source.name));
    }
  };
  for (const key of takenIn(first, state, sides, namedKeys(request.names, state), request)) {
    const [mine, theirs, was] = [sides.mine.get(key), sides.tip.get(key), before(sides.base, key)];
    if (mine === undefined || theirs === undefined) continue;
    const isReleased = releasedIn(state, key);
    settle(
      key,
      was === undefined
        ? { ...UNTOUCHED, text: mine.text, why: ['it is new on both sides'] }
        : rebaseFile({ base: was, mine, tip: theirs, isReleased }),
      mine,
    );
  }
  const along = takeAlong(tree, { base: source.base, tip }, sides, new Set(rebased.keys()), {
    settings,
    rebase: (key, of) => rebaseFile({ ...of, isReleased: releasedIn(state, key) }),
    settle,
    isStuck: (key) => stuck.has(key),
  });
  await recordInUsers({ ...request, tree }, request.source, tree, rebased);
  const isLockMended = mendLock(tree, tip, settings);
  const after = await runGate({ ...request, tree });
  if (rebased.size > 0 || isLockMended) {
    rewriteLock(tree, request.tree, after.state, tip, new Set([...rebased.keys(), ...along.keys]));
  }
  const report = await runGate({ ...request, tree });
  const moved = movedIn(rebased, sides);
  return {
    edits: tree.changes(),
    moved,
    along: along.files,
    isLockMended: isLockMended && report.state?.lock.records !== undefined,
    report,
    questions: [...questions, ...namedByReleases(moved, report.state)],
  };
}

const UNTOUCHED: Omit<RebasedFile, 'text'> = { renumbered: [], both: [], why: [] };

/** The keys of what the baseline has taken numbers from, or what was merged with it by half. */
function takenIn(
  { findings }: GateReport,
  state: GateState,
  { base, mine, tip }: Sides,
  named: ReadonlySet<string>,
  { names }: RebaseRequest,
): readonly string[] {
  const files = new Set(
    findings.flatMap(
      ({ code, span }) => (code === 'history/version-taken' ? span?.file : []) ?? [],
    ),
  );
  return [...mine].flatMap(([key, own]) => {
    const theirs = tip.get(key);
    if (theirs === undefined || (names.length > 0 && !named.has(key))) return [];
    if (files.has(own.declaration.file)) return [key];
    const sides = { base: before(base, key), mine: own, tip: theirs };
    return isEntangled({ ...sides, isReleased: releasedIn(state, key) }) ? [key] : [];
  });
}

function releasedIn({ baseline }: GateState, key: string): (version: string) => boolean {
  const record = baseline.records.objects.get(key) ?? baseline.records.enums.get(key);
  return (version) =>
    record?.isExperimental === false && record.versions.get(version)?.status === 'released';
}

function told(
  { both, why }: RebasedFile,
  { declaration }: Source,
  baseline: string,
): readonly Diagnostic[] {
  const name = declaration.name.value;
  const span = declaration.kind === 'mixin' ? declaration.name.span : declaration.version.span;
  const details = { object: name };
  return [
    ...why.map((one) => diagnose('rebase/by-hand', span, { name, why: one }, details)),
    ...(both.length === 0
      ? []
      : [diagnose('rebase/both-changed', span, { name, baseline, what: both }, details)]),
  ];
}

function movedIn(rebased: ReadonlyMap<string, RebasedFile>, { mine }: Sides): readonly Moved[] {
  return [...rebased].flatMap(([key, { renumbered }]) => {
    const name = mine.get(key)?.declaration.name.value ?? key;
    return renumbered.map((one) => ({ key, name, ...one }));
  });
}

/** Which of the two a release means, only a person knows. */
function namedByReleases(
  moved: readonly Moved[],
  state: GateState | undefined,
): readonly Diagnostic[] {
  const cut = new Set(state?.baseline.releases?.releases.map(({ name }) => name.value));
  const open = (state?.snapshot.releases?.releases ?? []).filter(
    ({ name }) => !cut.has(name.value),
  );
  return open.flatMap(({ name: release, versions }) =>
    versions.flatMap(({ name, version }) => {
      const one = moved.find(
        ({ key, from }) =>
          [key, key.slice(key.lastIndexOf('/') + 1)].some(
            (called) => called.replace(/@\d+$/, '') === name.value,
          ) &&
          from.major === version.value.major &&
          from.minor === version.value.minor,
      );
      if (one === undefined) return [];
      const { from, to } = one;
      const parameters = { release: release.value, name: one.name, from, to };
      return [diagnose('rebase/named-by-release', version.span, parameters, { object: one.name })];
    }),
  );
}
