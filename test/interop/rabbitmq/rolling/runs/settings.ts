// How large a run is, and how long.

import type { ReleaseName } from '../machine.js';
import type { Patience } from '../messages.js';

export interface RunSettings {
  readonly conductors: number;
  readonly nodes: number;
  /** Of each run, beside what starting and recovering take. */
  readonly seconds: number;
  /** How long after one conductor is back the next is killed. */
  readonly killEveryMs: number;
  readonly seed: number;
  readonly patience: Patience;
  /** Whether a late failure is a breach: only where nothing else keeps the machine busy. */
  readonly judgesTime: boolean;
  readonly say: (line: string) => void;
}

type Members = Readonly<Record<string, ReleaseName>>;

/** So many, all of one release. */
export function named(role: string, count: number, release: ReleaseName): Members {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${role}-${i + 1}`, release]));
}

/** So many, every other one of the newer release. */
export function mixed(role: string, count: number): Members {
  const names = Object.keys(named(role, count, 'a'));
  return Object.fromEntries(names.map((name, i) => [name, i % 2 === 0 ? 'a' : 'b']));
}
