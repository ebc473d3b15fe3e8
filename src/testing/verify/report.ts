// What a run of the laws found, as data.

import type { JsonValue } from '../../core/json.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type { LawName } from '../laws/law.js';

/** What is wrong: a law that does not hold, a loss or a rule that the ledger is wrong about, values that prove nothing. */
export type FailureKind = LawName | 'undeclaredLoss' | 'unreachableRule' | 'noValue';

/** One failure on one way; the smallest value that was found to show it. */
export interface Failure {
  readonly kind: FailureKind;
  /** The object's name on the wire, of the value's root. */
  readonly object: string;
  /** The version of the value. */
  readonly from: string;
  /** A version, `newest`, or a manifest as JSON. */
  readonly to: string;
  /** Undefined where no value was needed to see it. */
  readonly value?: JsonValue;
  /** Where the value came from: `all but name`, `random 17`. */
  readonly about: string;
  readonly expected: string;
  readonly got: string;
  readonly path?: string;
  /** The line of the schema, or of the hook. */
  readonly place: Span;
  /** How many other values failed in the same way. */
  readonly others: number;
}

/** What the laws were put to, and which failed. */
export interface VerifyReport {
  /** What the random values were made from; the same seed gives the same run. */
  readonly seed: number;
  readonly objects: number;
  /** Pairs of two versions of an object, in one direction or the other. */
  readonly pairs: number;
  readonly values: number;
  /** How often a law was held to a value. */
  readonly checks: number;
  /** Entries of the loss ledgers of all pairs that can be crossed, and how many of them some value brought about. */
  readonly losses: { readonly declared: number; readonly seen: number };
  /** Pairs of versions that no value crossed, because a rule refuses whatever comes. */
  readonly closed: readonly ClosedWay[];
  readonly failures: readonly Failure[];
  /** Fields that no value was found for, because of their pattern: `Flavor.name`. */
  readonly unmet: readonly string[];
}

export interface ClosedWay {
  readonly object: string;
  readonly from: string;
  readonly to: string;
}
