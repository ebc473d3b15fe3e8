// The order of a run of `check`: the schemas held to the baseline, hooks, releases, the lock, exceptions; and when all
// that is in order, the generated code.

import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import {
  checkReleases,
  judge,
  lockEdits,
  neededBy,
  releasedOf,
  thingsOf,
  type Baseline,
  type Present,
} from '../../evolution/index.js';
import { checkHooks } from '../../hooks/index.js';
import {
  excuse,
  nameMayStandIn,
  recordsOf,
  uselessExceptions,
  type Records,
} from '../../model/index.js';
import type { Version } from '../../core/version.js';
import { hasErrors } from '../compile.js';
import { rememberedScans } from '../hook-scans.js';
import type { Tree } from '../host.js';
import { resolveSettings, type ResolvedSettings, type Settings } from '../settings.js';
import { readBaseline, type BaselineSource, type ReadBaseline } from './baseline.js';
import { readLock, type LockFile } from './lock-file.js';
import { readState, takeSnapshot, wireOf, type Memory, type Snapshot } from './snapshot.js';

export interface GateRequest {
  readonly tree: Tree;
  /** The path of the config. */
  readonly config: string;
  readonly source: BaselineSource;
  readonly memory: Memory;
}

export interface GateReport {
  readonly findings: readonly Diagnostic[];
  readonly objects: number;
  /** Why nothing was compared, where nothing was. */
  readonly without?: string;
  /** The baseline could not be read: what was found in it. */
  readonly broken?: Extract<ReadBaseline, { readonly kind: 'broken' }>;
  /** Absent where the config or the schemas could not be read. */
  readonly state?: GateState;
}

/** What commands that mend what was found go on with. */
export interface GateState {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly present: Present;
  /** Empty where there is none yet. */
  readonly baseline: Baseline;
  readonly lock: LockFile;
}

export async function runGate(request: GateRequest): Promise<GateReport> {
  const { tree, config, memory } = request;
  const configFile = { path: config, text: tree.read(config) ?? '' };
  const resolved = await resolveSettings(configFile, memory.parsed);
  const { settings } = resolved;
  if (settings === undefined) return { findings: resolved.findings, objects: 0 };
  const state = readState(tree, settings, memory);
  const read = await readBaseline(request.source, tree, { config, state }, memory);
  memory.parsed?.keep();
  if (read.kind === 'broken') return { findings: [], objects: 0, broken: read };
  const baseline = read.kind === 'baseline' ? read.baseline : nothing(settings);

  const released = releasedOf(baseline.records);
  const snapshot = await takeSnapshot(state, memory, { released });
  const { model, releases } = snapshot;
  const present: Present = {
    ...snapshot,
    things: thingsOf(snapshot.declarations, settings.namespace),
  };
  const mayBeUnread = nameMayStandIn(snapshot.unread);
  const isUnread = (key: string): boolean => mayBeUnread(key.replace(/@\d+$/, ''));
  const needs = (key: string, version: Version | undefined): readonly string[] | undefined =>
    releases && neededBy(releases, key.replace(/@\d+$/, ''), version ?? ANY_VERSION);
  const judged = judge(present, baseline, { needs, isUnread });
  const gate = withExceptions(judged, present.things, resolved.allow);
  const lock = readLock(tree, settings);
  // Where the lock itself is the baseline, the gate has said all about what it holds.
  const before = request.source.kind === 'lock' ? lock.records : lockOf(read);
  const findings = [
    ...resolved.findings,
    ...(read.kind === 'findings' ? read.findings : []),
    ...gate,
    ...(await hookFindings(snapshot, memory)),
    ...lock.findings.filter(() => read.kind !== 'findings'),
    ...lockFindings(lock, before, snapshot, present),
  ];
  const sound =
    hasErrors(findings) || releases === undefined
      ? []
      : checkReleases(releases, model, settings, baseline.releases);
  return {
    findings: [...findings, ...sound],
    objects: model.objects.size,
    ...(read.kind === 'none' ? { without: read.why } : {}),
    state: { settings, snapshot, present, baseline, lock },
  };
}

/** Exceptions stand beside what they excuse: in the file of the object, or, when that is gone, in the config. */
function withExceptions(
  found: readonly Diagnostic[],
  { objects, enums }: Present['things'],
  allow: ResolvedSettings['allow'],
): readonly Diagnostic[] {
  const things = [...objects.values(), ...enums.values()].filter((one) => one.allow !== undefined);
  const excused = found.map((finding) => {
    const own = things.find(({ name }) => name.value === finding.object);
    const [told = finding] = excuse([finding], own?.allow ?? allow);
    return told;
  });
  const useless = things.flatMap((one) =>
    uselessExceptions(
      excused.filter(({ object }) => object === one.name.value),
      one.allow,
    ),
  );
  return [...excused, ...useless, ...uselessExceptions(excused, allow)];
}

function lockFindings(
  { placeOf, records: lock, findings }: LockFile,
  before: Records | undefined,
  { model, wire, digestOf }: Snapshot,
  { things }: Present,
): readonly Diagnostic[] {
  // Of a lock that cannot be read nobody knows what it says.
  if (findings.length > 0 || (lock === undefined && before === undefined)) return [];
  return lockEdits({ placeOf, lock, before, now: recordsOf(model, wire, digestOf) }, things);
}

function lockOf(read: ReadBaseline): Records | undefined {
  return read.kind === 'baseline' ? read.lock : undefined;
}

/** Above all that an object can have. */
const ANY_VERSION: Version = { major: Number.MAX_SAFE_INTEGER, minor: 0 };

function nothing(settings: Settings): Baseline {
  const records = { wire: wireOf(settings), objects: new Map(), enums: new Map() };
  return { name: 'nothing', records };
}

async function hookFindings(
  { sources, model, settings, broken }: Snapshot,
  { cache }: Memory,
): Promise<readonly Diagnostic[]> {
  const scans = await rememberedScans(sources.hooks, cache);
  return checkHooks(model, settings.hooks, scans, broken);
}
