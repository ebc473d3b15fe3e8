// The generated code of a set of schemas, loaded into this process without writing it to the output
// folder: emitted in memory, stripped of types, and imported from the cache.

import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Loss, Manifest } from '../core/envelope.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
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
  const present = findRunnable(cache, key);
  if (present !== undefined) return { ok: true, code: await loadCode(present, settings) };

  const { compile, hasErrors } = await import('../pipeline/compile.js');
  const runnable = { ...settings, importExtension: '.js', runtimeModule: RUNTIME_URL } as const;
  const { model, findings, files } = await compile(sources, runnable, { templates: templates() });
  if (hasErrors(findings)) return { ok: false, findings };

  const code: CodeFile[] = [
    ...files.map(({ path, text }) => ({
      path: placed(settings, `${settings.output}/${path}`),
      text,
    })),
    ...sources.hooks.map(({ path, text }) => ({ path: placed(settings, path), text })),
    { path: TRAIL, text: JSON.stringify(lossTrail(model)) },
  ];
  const make = (folder: string): Promise<string> =>
    makeRunnable(folder, key, code, settings.runtimeModule);
  return { ok: true, code: await loadMade(make, cache, settings) };
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
function placed({ hooks }: Settings, path: string): string {
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

function isUnwritable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return ['EACCES', 'EROFS', 'EPERM', 'ENOSPC'].includes(String(error.code));
}
