// What the last clean run read and wrote, by hash, so that a run with nothing changed need not read
// YAML at all. Kept in the cache: a record that is gone, damaged or of another program counts for nothing.

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { HookScan } from '../hooks/index.js';
import { seal, unseal } from './sealed.js';
import type { Settings } from './settings.js';

export interface RunRecord {
  /** Which build of backlevel made it. */
  readonly program: string;
  /** The hash of the config's text, and the settings that it gave. */
  readonly config: string;
  readonly settings: Settings;
  /** What the user's own style depends on. */
  readonly style: string;
  /** Hashes by path: schemas and hooks. */
  readonly inputs: Readonly<Record<string, string>>;
  /** By path below the output folder: as emitted, and as written in the user's style. */
  readonly outputs: Readonly<Record<string, OutputHashes>>;
  /** The hash of the list of our files. */
  readonly list: string;
  /** What stood in each hook file, by the hash of its text. */
  readonly hooks: Readonly<Record<string, HookScan>>;
  /** Warnings, to be shown again. */
  readonly findings: readonly Diagnostic[];
  readonly objects: number;
}

export interface OutputHashes {
  readonly emitted: string;
  readonly written: string;
}

/** Reads a record that this very program wrote; undefined for anything else. */
export function parseRecord(text: string | undefined, program: string): RunRecord | undefined {
  const json = unseal(text, program);
  if (json === undefined) return undefined;
  const value: unknown = JSON.parse(json);
  return isRunRecord(value) ? value : undefined;
}

export function formatRecord(record: RunRecord): string {
  return seal(JSON.stringify(record), record.program);
}

function isRunRecord(value: unknown): value is RunRecord {
  return typeof value === 'object' && value !== null && 'program' in value && 'inputs' in value;
}
