// The generated code of a set of schemas, loaded into this process without writing it to the output
// folder: emitted in memory, stripped of types, and imported from the cache.

import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Loss, Manifest } from '../core/envelope.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Tree } from '../pipeline/host.js';
import { fingerprint } from '../pipeline/fingerprint.js';
import type { Settings } from '../pipeline/settings.js';
import type { Sources } from '../pipeline/sources.js';
import { readText } from './disk-host.js';
import { templates } from './templates.js';
import { lossTrail, type LossTrail } from './loss-lines.js';
import {
  findRunnable,
  importRunnable,
  makeRunnable,
  RUNTIME_URL,
  type CodeFile,
} from './runnable.js';

/** What generated code offers to convert with; its own types are those of the runtime. */
export interface ConvertingRegistry {
  backport(
    primitive: unknown,
    goal: { to: string } | { manifest: Manifest },
    options: ReadingOptions,
  ): Converted;
  upgrade(primitive: unknown, options: ReadingOptions): Converted;
}

/** How strictly data is read. */
export type ReadingOptions = Pick<Settings, 'unknown'>;

export interface Converted {
  readonly primitive: unknown;
  readonly losses: readonly Loss[];
  readonly newer: readonly unknown[];
}

export interface GeneratedCode {
  readonly registry: ConvertingRegistry;
  readonly trail: LossTrail;
  /** What the settings say of reading. */
  readonly reading: ReadingOptions;
  /** Imports what a generated file or a hook file became; its path is that of the source. */
  readonly importFile: (path: string) => Promise<unknown>;
  /** What the places of hooks begin with in a stack. */
  readonly hooksUrl: string;
}

export type Prepared =
  | { readonly ok: true; readonly code: GeneratedCode }
  | { readonly ok: false; readonly findings: readonly Diagnostic[] };

const TRAIL = 'loss-trail.json';

/** Compiles and loads the code of these sources, or takes it from the cache when it was compiled before. */
export async function prepareGeneratedCode(
  sources: Sources,
  settings: Settings,
  cache: string,
  program: string,
): Promise<Prepared> {
  const key = `run-${fingerprint(JSON.stringify([program, RUNTIME_URL, settings, sources]))}`;
  const present = await loadPresent(cache, key, settings);
  if (present !== undefined) return { ok: true, code: present };

  const { compile, hasErrors } = await import('../pipeline/compile.js');
  const runnable = { ...settings, importExtension: '.js', runtimeModule: RUNTIME_URL } as const;
  const { model, findings, files } = await compile(sources, runnable, { templates: templates() });
  if (hasErrors(findings)) return { ok: false, findings };

  const generated = files.map(({ path, text }) => ({ path: `${settings.output}/${path}`, text }));
  const code = { files: [...generated, ...sources.hooks], trail: lossTrail(model) };
  return { ok: true, code: await loadKept(cache, key, settings, () => code) };
}

/**
 * Loads the generated files as they stand in the output folder, which is what users run; undefined where
 * none stand there.
 */
export async function loadWrittenCode(
  tree: Tree,
  { hooks }: Sources,
  settings: Settings,
  { folder, program, trail }: { folder: string; program: string; trail: LossTrail },
): Promise<GeneratedCode | undefined> {
  const { output } = settings;
  const files = tree.list(output).filter((path) => path.endsWith('.ts'));
  if (!files.includes(`${output}/index.ts`)) return undefined;
  const written = files.map((path) => ({ path, text: tree.read(path) ?? '' }));
  const code = { files: [...written, ...hooks], trail };
  const key = `written-${fingerprint(JSON.stringify([program, RUNTIME_URL, settings, code]))}`;
  return loadKept(folder, key, settings, () => code);
}

/** Generated files and hook files, by their places in the project, and what losses are traced by. */
export interface CodeOfProject {
  readonly files: readonly CodeFile[];
  readonly trail: LossTrail;
}

/** Loads code that is made only where the cache does not have it under this key. */
export async function loadKept(
  cache: string,
  key: string,
  settings: Settings,
  make: () => CodeOfProject,
): Promise<GeneratedCode> {
  const present = await loadPresent(cache, key, settings);
  if (present !== undefined) return present;
  const { files, trail } = make();
  const code = files.map(({ path, text }) => ({ path: placed(settings, path), text }));
  code.push({ path: TRAIL, text: JSON.stringify(trail) });
  return loadMade(
    (folder) => makeRunnable(folder, key, code, { module: settings.runtimeModule }),
    cache,
    settings,
  );
}

/** Code that was kept under this key. */
export async function loadPresent(
  cache: string,
  key: string,
  settings: Settings,
): Promise<GeneratedCode | undefined> {
  const folder = findRunnable(cache, key);
  return folder === undefined ? undefined : loadCode(folder, settings);
}

/** Loads what is made in the cache; without one, the code lives as long as it takes to load it. */
async function loadMade(
  make: (folder: string) => Promise<string>,
  cache: string,
  settings: Settings,
): Promise<GeneratedCode> {
  try {
    return await loadCode(await make(cache), settings);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
  }
  const once = mkdtempSync(join(tmpdir(), 'backlevel-'));
  try {
    return await loadCode(await make(once), settings);
  } finally {
    rmSync(once, { recursive: true, force: true });
  }
}

/** Files keep their places towards each other; hooks that stand above the project need room for that. */
export function placed({ hooks }: Settings, path: string): string {
  const room = hooks.split('/').filter((part) => part === '..');
  return posix.join(...room.map(() => 'below'), path);
}

/** Where code is kept that belongs to no project: the user's own cache folder. */
export function userCache(env: Readonly<Record<string, string | undefined>>): string {
  const { XDG_CACHE_HOME } = env;
  return join(XDG_CACHE_HOME ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'backlevel');
}

async function loadCode(folder: string, settings: Settings): Promise<GeneratedCode> {
  const { unknown, output, hooks } = settings;
  const module = await importRunnable(folder, placed(settings, `${output}/index.ts`));
  const trail: unknown = JSON.parse(readText(join(folder, TRAIL)) ?? '{}');
  if (!isModule(module)) throw new Error('the generated index exports no registry');
  if (!isTrail(trail)) throw new Error('the trail of losses is not a map');
  return {
    registry: module.registry,
    trail,
    reading: { unknown },
    importFile: (path) => importRunnable(folder, placed(settings, path)),
    hooksUrl: pathToFileURL(join(folder, placed(settings, hooks))).href,
  };
}

function isModule(value: unknown): value is { registry: ConvertingRegistry } {
  if (typeof value !== 'object' || value === null || !('registry' in value)) return false;
  const { registry } = value;
  return (
    typeof registry === 'object' &&
    registry !== null &&
    'backport' in registry &&
    'upgrade' in registry
  );
}

function isTrail(value: unknown): value is LossTrail {
  return typeof value === 'object' && value !== null && Object.values(value).every(Array.isArray);
}

/** Whether a cache could not be written: a read-only checkout, a full disk. */
export function isUnwritable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return ['EACCES', 'EROFS', 'EPERM', 'ENOSPC'].includes(String(error.code));
}
