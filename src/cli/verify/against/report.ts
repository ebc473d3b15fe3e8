// What a run against tags found, as data.

import type { JsonValue } from '../../../core/json.js';

/** Which way the values went. */
export type Way = 'newToOld' | 'oldToNew' | 'backports' | 'edits';

/** What was asked on the way. */
export type Step = 'speaks' | 'written' | 'fits' | 'read' | 'same' | 'edited';

/** One thing that does not hold between the present and a tag; the smallest value that shows it. */
export interface AgainstFailure {
  /** By its name on the wire. */
  readonly object: string;
  /** The version of the value. */
  readonly from: string;
  /** The version that it was led to. */
  readonly to: string;
  readonly direction: Way;
  readonly step: Step;
  /** Undefined where no value was needed to see it. */
  readonly value?: JsonValue;
  /** Where the value came from: `all but name`, `random 17`. */
  readonly about: string;
  readonly expected: string;
  readonly got: string;
  /** What is most likely behind it. */
  readonly hint?: string;
  /** How many other values failed in the same way. */
  readonly others: number;
}

export interface Skipped {
  readonly object: string;
  readonly why: string;
}

export interface TagReport {
  readonly tag: string;
  readonly commit: string;
  /** The version of the runtime that its lock file names. */
  readonly runtime: string;
  /** Objects that both sides know. */
  readonly objects: number;
  /** An object's two versions, in one direction or the other. */
  readonly pairs: number;
  readonly values: number;
  /** How many values a declared rule refused, on both sides of the judgement. */
  readonly refused: number;
  readonly failures: readonly AgainstFailure[];
  readonly skipped: readonly Skipped[];
  /** What the user should know about the choice of the commit, a sentence each. */
  readonly notes: readonly string[];
}

export interface AgainstReport {
  /** What the random values were made from; the same seed gives the same run. */
  readonly seed: number;
  readonly tags: readonly TagReport[];
}
