// The order of a run of `diff`: two states as records, and what older peers lose by what is new.

import { parseVersion } from '../../core/version.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { diffRecords, type ThingDiff } from '../../evolution/index.js';
import { ledgerOf, type LedgerEntry } from '../../interpret/index.js';
import { recordKey, type Model, type Records } from '../../model/index.js';
import { hasErrors } from '../compile.js';
import type { Tree } from '../host.js';
import { resolveSettings, type Settings } from '../settings.js';
import { readTree, type BaselineSource } from './baseline.js';
import { readLock } from './lock-file.js';
import { readState, takeSnapshot, type Memory } from './snapshot.js';
import { presentRecords } from './write-lock.js';

export interface DiffRequest {
  readonly tree: Tree;
  readonly config: string;
  readonly from: BaselineSource;
  /** Absent: the schemas as they are. */
  readonly to?: BaselineSource;
  readonly memory: Memory;
}

export type DiffOutcome =
  | { readonly ok: true; readonly things: readonly ThingReport[] }
  /** A state could not be read; `which` names it. */
  | { readonly ok: false; readonly which: string; readonly findings: readonly Diagnostic[] };

/** What changed in an object or an enum, and what an older peer loses by it. */
export interface ThingReport extends ThingDiff {
  /** What a backport from the one newest version to the other loses, fills in or refuses. */
  readonly losses: readonly LedgerEntry[];
}

export async function diffStates(request: DiffRequest): Promise<DiffOutcome> {
  const { tree, config, memory } = request;
  const { settings, findings } = await resolveSettings({
    path: config,
    text: tree.read(config) ?? '',
  });
  if (settings === undefined) return { ok: false, which: 'the config', findings };
  const from = await stateOf(request.from, settings, request);
  if (!from.ok) return from;
  const to =
    request.to === undefined
      ? await presentState(tree, settings, memory)
      : await stateOf(request.to, settings, request);
  if (!to.ok) return to;
  // A lock holds nothing that is experimental.
  const isLock = request.from.kind === 'lock' || request.to?.kind === 'lock';
  const stable = isLock ? withoutExperimental : (records: Records) => records;
  const things = diffRecords(stable(from.records), stable(to.records)).map((thing) => ({
    ...thing,
    losses: to.model === undefined ? [] : lossesOf(thing, to.model),
  }));
  return { ok: true, things };
}

type State =
  | { readonly ok: true; readonly records: Records; readonly model?: Model }
  | { readonly ok: false; readonly which: string; readonly findings: readonly Diagnostic[] };

async function presentState(tree: Tree, settings: Settings, memory: Memory): Promise<State> {
  const snapshot = await takeSnapshot(readState(tree, settings, memory), memory);
  const { model, findings } = snapshot;
  if (hasErrors(findings)) return { ok: false, which: 'the schemas', findings };
  return { ok: true, records: presentRecords(snapshot), model };
}

async function stateOf(
  source: BaselineSource,
  settings: Settings,
  { tree, config, memory }: DiffRequest,
): Promise<State> {
  if (source.kind === 'lock') {
    const { records, findings } = readLock(tree, settings);
    if (findings.length > 0) return { ok: false, which: 'the lock', findings };
    return { ok: true, records: records ?? NOTHING };
  }
  // What stands at the ref itself, not where the two branches part.
  const read = await readTree(source.tip ?? source.base, { config, settings }, memory);
  if (read?.kind === 'broken') return { ok: false, which: source.name, findings: read.findings };
  return read === undefined
    ? { ok: true, records: NOTHING }
    : { ok: true, records: read.records, model: read.snapshot.model };
}

function withoutExperimental(records: Records): Records {
  const objects = [...records.objects].filter(([, { isExperimental }]) => !isExperimental);
  return { ...records, objects: new Map(objects) };
}

const NOTHING: Records = { wire: {}, objects: new Map(), enums: new Map() };

function lossesOf({ key, from = '', to = '' }: ThingDiff, model: Model): readonly LedgerEntry[] {
  const object = [...model.objects.values()].find(
    (one) => recordKey(one.namespace, one.name, one.major) === key,
  );
  const [older, newer] = [parseVersion(from), parseVersion(to)];
  if (object === undefined || older === undefined || newer === undefined) return [];
  return ledgerOf(object, newer, older);
}
