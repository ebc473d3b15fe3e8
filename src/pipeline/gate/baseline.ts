// What `--against` means: the lock of the tree, or other trees of the same project, as records.

import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { thingsOf, type Baseline } from '../../evolution/index.js';
import type { ReleasesDeclaration } from '../../load/index.js';
import { recordsOf, type Records, type ThingRecord } from '../../model/index.js';
import { hasErrors } from '../compile.js';
import type { Tree } from '../host.js';
import { resolveSettings, type Settings } from '../settings.js';
import { readLock } from './lock-file.js';
import { readState, takeSnapshot, type Memory, type Snapshot, type TreeState } from './snapshot.js';
import { touchedBetween, type IsTouched } from './touched.js';

/** Where a baseline is to be read. */
export type BaselineSource =
  | { readonly kind: 'lock' }
  /** `base` is where the present began, `tip` what the branch has become since. */
  | { readonly kind: 'trees'; readonly name: string; readonly base: Tree; readonly tip?: Tree };

export type ReadBaseline =
  | { readonly kind: 'baseline'; readonly baseline: Baseline; readonly lock?: Records }
  /** There is none yet: a first commit, a project that has only begun. */
  | { readonly kind: 'none'; readonly why: string }
  /** The present's own lock cannot be read. */
  | { readonly kind: 'findings'; readonly findings: readonly Diagnostic[] }
  /** It cannot be read, so that nothing can be said. */
  | { readonly kind: 'broken'; readonly name: string; readonly findings: readonly Diagnostic[] };

export async function readBaseline(
  source: BaselineSource,
  tree: Tree,
  present: { readonly config: string; readonly state: TreeState },
  memory: Memory,
): Promise<ReadBaseline> {
  if (source.kind === 'lock') {
    const { records, findings, path } = readLock(tree, present.state.settings);
    if (findings.length > 0) return { kind: 'findings', findings };
    if (records === undefined) return { kind: 'none', why: `there is no ${path} yet` };
    return { kind: 'baseline', baseline: { name: 'the lock', records } };
  }
  const { name } = source;
  const { config, state } = present;
  const base = await readTree(
    source.base,
    { config, settings: state.settings, beside: state },
    memory,
  );
  if (base === undefined) return { kind: 'none', why: `${name} has no schemas` };
  if (base.kind === 'broken') return { ...base, name };
  // What is the same here as where the branches part takes no version that the tip could have taken too.
  const only = base.isTouched;
  const tip =
    source.tip && (await readTree(source.tip, { config, settings: state.settings, only }, memory));
  if (tip?.kind === 'broken') return { ...tip, name };
  const { releases, lock } = base;
  const baseline: Baseline = {
    name,
    records: withReturned(base, state),
    ...(tip === undefined ? {} : { tip: tip.records }),
    ...(lock === undefined ? {} : { past: lock }),
    ...(releases === undefined ? {} : { releases }),
  };
  return { kind: 'baseline', baseline, ...(lock === undefined ? {} : { lock }) };
}

/** What was gone from the baseline and is declared again is what it was: only the lock remembers it. */
function withReturned(
  { records, lock, snapshot }: Extract<ReadTree, { readonly kind: 'read' }>,
  present: TreeState,
): Records {
  if (lock === undefined) return records;
  const [before, now] = [snapshot, { ...present.loaded, settings: present.settings }].map(
    ({ declarations, settings }) => thingsOf(declarations, settings.namespace),
  );
  const returned = (
    locked: ReadonlyMap<string, ThingRecord>,
    was: ReadonlyMap<string, unknown> | undefined,
    is: ReadonlyMap<string, unknown> | undefined,
  ) => [...locked].filter(([key]) => was?.has(key) === false && is?.has(key) === true);
  return {
    wire: records.wire,
    objects: new Map([
      ...records.objects,
      ...returned(lock.objects, before?.objects, now?.objects),
    ]),
    enums: new Map([...records.enums, ...returned(lock.enums, before?.enums, now?.enums)]),
  };
}

type ReadTree =
  | {
      readonly kind: 'read';
      readonly records: Records;
      readonly lock?: Records;
      readonly releases?: ReleasesDeclaration;
      readonly snapshot: Snapshot;
      /** The names that its records are limited to. */
      readonly isTouched: IsTouched;
    }
  | { readonly kind: 'broken'; readonly findings: readonly Diagnostic[] };

interface TreeRequest {
  readonly config: string;
  readonly settings: Settings;
  /** Another state: what is the same in both is left out of the records. */
  readonly beside?: TreeState;
  /** The names to limit the records to. */
  readonly only?: IsTouched;
}

/** Undefined where the tree has no such project yet. */
export async function readTree(
  tree: Tree,
  { config, settings: now, beside, only }: TreeRequest,
  memory: Memory,
): Promise<ReadTree | undefined> {
  const text = tree.read(config);
  const { settings, findings: wrong } =
    // A folder of schemas alone is read as the present is.
    text === undefined
      ? { settings: now, findings: [] }
      : await resolveSettings({ path: config, text }, memory.parsed);
  if (settings === undefined) return { kind: 'broken', findings: wrong };
  const state = readState(tree, settings, memory);
  if (state.sources.schemas.length === 0) return undefined;
  const isTouched = only ?? (beside === undefined ? ALL : touched(state, beside));
  const snapshot = await takeSnapshot(state, memory, { only: isTouched });
  const lock = readLock(tree, settings);
  const findings = [...snapshot.findings, ...lock.findings];
  if (hasErrors(findings)) return { kind: 'broken', findings };
  const { model, wire, digestOf, releases } = snapshot;
  const all = recordsOf(model, wire, digestOf);
  const enums = [...all.enums].filter(([key]) => isTouched(key.slice(key.lastIndexOf('/') + 1)));
  const records = withStatuses({ ...all, enums: new Map(enums) }, now.deployed, lock.records);
  return {
    kind: 'read',
    records,
    snapshot,
    isTouched,
    ...(lock.records === undefined ? {} : { lock: lock.records }),
    ...(releases === undefined ? {} : { releases }),
  };
}

const ALL: IsTouched = () => true;

function touched(a: TreeState, b: TreeState): IsTouched {
  const [was, is] = [a.settings, b.settings];
  const isSame =
    was.children === is.children && was.namespace === is.namespace && was.hooks === is.hooks;
  return isSame ? touchedBetween({ ...a, ...a.sources }, { ...b, ...b.sources }) : ALL;
}

/** All that a baseline has is released, or only what its lock says. */
function withStatuses(
  records: Records,
  deployed: Settings['deployed'],
  lock: Records | undefined,
): Records {
  const each = (
    things: ReadonlyMap<string, ThingRecord>,
    locked: ReadonlyMap<string, ThingRecord> | undefined,
  ): ReadonlyMap<string, ThingRecord> =>
    new Map(
      [...things].map(([key, thing]) => {
        const versions = [...thing.versions].map(([version, record]) => {
          const said = locked?.get(key)?.versions.get(version)?.status ?? 'pending';
          const status = deployed === 'baseline' ? 'released' : said;
          return [version, { ...record, status }] as const;
        });
        return [key, { ...thing, versions: new Map(versions) }] as const;
      }),
    );
  return {
    wire: records.wire,
    objects: each(records.objects, lock?.objects),
    enums: each(records.enums, lock?.enums),
  };
}
