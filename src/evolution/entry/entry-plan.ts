// What `bump` is about to write into one schema file, as data: decided elsewhere, turned into text here.

import type { Version } from '../../core/version.js';
import type { FieldShape, MethodShape, StorageWas } from '../../model/index.js';

/** The present version of one file, and what its entry is to say besides what it says already. */
export interface EntryPlan {
  /** What `version:` must say, and whose entry the changes go into; the entry is made if there is none. */
  readonly version: Version;
  readonly changes: readonly PlannedChange[];
  /** For a major's first entry, `from:`. */
  readonly from?: Version;
  /** For an entry without changes: why there is one. */
  readonly note?: string;
}

/** One line, or a few, of an entry. Fields and values are named as the language names them. */
export type PlannedChange =
  /** `upgrade: unset` is written for a stored object: the database has the truth. */
  | { readonly kind: 'add'; readonly names: readonly string[]; readonly upgrade?: 'unset' }
  | { readonly kind: 'remove'; readonly was: FieldShape }
  | { readonly kind: 'change'; readonly was: FieldShape; readonly is: FieldShape }
  /** With a `was` only if more than the name changed. */
  | { readonly kind: 'rename'; readonly was: FieldShape; readonly is: FieldShape }
  | { readonly kind: 'add-method'; readonly names: readonly string[] }
  | { readonly kind: 'remove-method'; readonly was: MethodShape }
  | { readonly kind: 'change-method'; readonly was: MethodShape; readonly is: MethodShape }
  | { readonly kind: 'change-storage'; readonly different: StorageWas }
  /** Of an enum. */
  | { readonly kind: 'add-value' | 'remove-value'; readonly value: string }
  | { readonly kind: 'rename-value'; readonly old: string; readonly to: string };
