// A tree of files as the gate sees it: its model, and its records with the code of its hooks.

import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { declaredHooks, hookCode } from '../../hooks/index.js';
import type { Declaration, ReleasesDeclaration } from '../../load/index.js';
import {
  buildModel,
  type DigestOf,
  type Drift,
  type Model,
  type Records,
  type Released,
} from '../../model/index.js';
import { fingerprint } from '../fingerprint.js';
import type { Cache, Tree } from '../host.js';
import { loadSources, type KnownFiles, type LoadedSources } from '../loading.js';
import type { ParsedFiles } from '../parsed-files.js';
import type { Settings } from '../settings.js';
import { readSources, type Sources } from '../sources.js';

export interface Snapshot {
  readonly settings: Settings;
  readonly sources: Sources;
  readonly declarations: readonly Declaration[];
  readonly releases?: ReleasesDeclaration;
  readonly model: Model;
  readonly drifts: readonly Drift[];
  /** Of reading the schemas; of hooks and releases none. */
  readonly findings: readonly Diagnostic[];
  readonly unread: readonly string[];
  /** Names in TypeScript of objects that are declared but not in the model. */
  readonly broken: ReadonlySet<string>;
  readonly wire: Records['wire'];
  readonly digestOf: DigestOf;
}

/** What makes reading again cheap. */
export interface Memory {
  readonly cache: Cache;
  readonly known: KnownFiles;
  /** What earlier runs parsed; absent where nothing is kept. */
  readonly parsed?: ParsedFiles;
}

/** The files of a tree, loaded: what a snapshot is made from. */
export interface TreeState {
  readonly settings: Settings;
  readonly sources: Sources;
  readonly loaded: LoadedSources;
}

export function readState(tree: Tree, settings: Settings, { known, parsed }: Memory): TreeState {
  const sources = readSources(tree, settings);
  return { settings, sources, loaded: loadSources(sources.schemas, known, parsed) };
}

export interface SnapshotOptions {
  /** What histories are held to. */
  readonly released?: Released;
  /** The names whose objects are wanted; the others are taken to be in order. */
  readonly only?: (name: string) => boolean;
}

export async function takeSnapshot(
  { settings, sources, loaded }: TreeState,
  { cache }: Memory,
  { released, only }: SnapshotOptions = {},
): Promise<Snapshot> {
  const { declarations, releases, findings, unread } = loaded;
  const built = buildModel(declarations, settings, unread, released, only);
  return {
    settings,
    sources,
    declarations,
    ...(releases === undefined ? {} : { releases }),
    model: built.model,
    drifts: built.drifts,
    broken: built.broken,
    findings: [...findings, ...built.findings],
    unread,
    wire: wireOf(settings),
    digestOf: await digests(sources, settings, built.model, cache),
  };
}

/** The settings that every envelope depends on. */
export function wireOf({ children, namespace, prefix }: Settings): Records['wire'] {
  return { children, namespace, prefix };
}

/** What names the code of each hook: SHA-256 of its tokens and of all that it reaches. */
async function digests(
  { hooks }: Sources,
  settings: Settings,
  model: Model,
  cache: Cache,
): Promise<DigestOf> {
  const declared = declaredHooks(model, settings.hooks);
  if (declared.length === 0 || hooks.length === 0) return () => undefined;
  const codes = await hookDigests(hooks, cache);
  const byStep = new Map<object, Partial<Record<'backport' | 'upgrade', string>>>();
  for (const { step, direction, file, name } of declared) {
    const digest = codes.get(`${file}#${name}`);
    if (digest === undefined) continue;
    byStep.set(step, { ...byStep.get(step), [direction]: digest });
  }
  return (_object, step, direction) => byStep.get(step)?.[direction];
}

async function hookDigests(
  hooks: Sources['hooks'],
  cache: Cache,
): Promise<ReadonlyMap<string, string>> {
  const mark = fingerprint(hooks.map(({ path, text }) => `${path}\n${text}`).join('\n'));
  const name = `hook-code-${mark}`;
  const known = parseDigests(cache.read(name));
  if (known !== undefined) return known;
  const codes = await hookCode(new Map(hooks.map(({ path, text }) => [path, text])));
  const made = new Map([...codes].map(([hook, code]) => [hook, fingerprint(code)]));
  cache.write(name, JSON.stringify([...made]));
  return made;
}

function parseDigests(text: string | undefined): ReadonlyMap<string, string> | undefined {
  if (text === undefined) return undefined;
  try {
    const entries: unknown = JSON.parse(text);
    const isPairs = (value: unknown): value is [string, string][] =>
      Array.isArray(value) &&
      value.every(
        (one) => Array.isArray(one) && one.length === 2 && one.every((t) => typeof t === 'string'),
      );
    return isPairs(entries) ? new Map(entries) : undefined;
  } catch {
    // A damaged cache is no cache.
    return undefined;
  }
}
