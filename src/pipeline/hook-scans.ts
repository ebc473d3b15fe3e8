// What stands in the hook files. A file that was read before is not read again: reading one loads TypeScript.

import { scanHookFile, type HookScan } from '../hooks/index.js';
import { fingerprint } from './fingerprint.js';
import type { Cache } from './host.js';
import type { SourceText } from './sources.js';

/** By the hash of path and text: the places in a scan name the file, so that one that moved is read again. */
export type KnownScans = Readonly<Record<string, HookScan>>;

export interface ScannedHooks {
  readonly byPath: ReadonlyMap<string, HookScan>;
  /** Of these files alone. */
  readonly known: KnownScans;
}

export async function scanHooks(
  hooks: readonly SourceText[],
  before: KnownScans,
): Promise<ScannedHooks> {
  const known: Record<string, HookScan> = {};
  const byPath = new Map<string, HookScan>();
  for (const { path, text } of hooks) {
    const hash = fingerprint(`${path}\n${text}`);
    const scan = before[hash] ?? (await scanHookFile(path, text));
    known[hash] = scan;
    byPath.set(path, scan);
  }
  return { byPath, known };
}

const NAME = 'hook-scans';

/** The same, with what an earlier run left in the cache. */
export async function rememberedScans(
  hooks: readonly SourceText[],
  cache: Cache,
): Promise<ScannedHooks['byPath']> {
  if (hooks.length === 0) return new Map();
  const text = cache.read(NAME);
  const value: unknown = text === undefined ? undefined : JSON.parse(text);
  const { byPath, known } = await scanHooks(hooks, isScans(value) ? value : {});
  const now = JSON.stringify(known);
  if (now !== text) cache.write(NAME, now);
  return byPath;
}

function isScans(value: unknown): value is KnownScans {
  return typeof value === 'object' && value !== null;
}
