// What the last clean run read and wrote, by hash, so that a run with nothing changed need not read
// YAML at all. Kept in the cache: a record that is gone, damaged or of another program counts for nothing.

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { HookScan } from '../hooks/index.js';
import { fingerprint } from './fingerprint.js';
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
  if (text === undefined) return undefined;
  const end = text.indexOf('\n');
  const json = text.slice(end + 1);
  // The seal is made with the program's name: what bears it is whole, and has the form of today.
  if (text.slice(0, end) !== seal(program, json)) return undefined;
  const value: unknown = JSON.parse(json);
  return isRunRecord(value) ? value : undefined;
}

export function formatRecord(record: RunRecord): string {
  const json = JSON.stringify(record);
  return `${seal(record.program, json)}\n${json}`;
}

function seal(program: string, json: string): string {
  return fingerprint(`${program}\n${json}`);
}

function isRunRecord(value: unknown): value is RunRecord {
  return typeof value === 'object' && value !== null && 'program' in value && 'inputs' in value;
}
