// A change of one object's shape or one enum's values: what the file says now, and the entry that records it.

import type { Plain, Rewrite, Schema } from './schema-text.js';

export interface ShapeChange {
  /** What it is about, so that no other part of an edit touches it. */
  readonly name: string;
  readonly now: readonly Rewrite[];
  /** What its version's entry says; none where no minor can hold it. */
  readonly entry?: readonly Plain[];
  /** The same without the rule that it needs, or of a change that no minor can hold. */
  readonly careless?: { readonly entry: readonly Plain[]; readonly code: string };
}

/** All that can be changed in this way in one file. */
export type ChangesOf = (schema: Schema) => readonly ShapeChange[];

export const NEEDS_RULE = 'history/needs-rule';
export const TOO_SMALL = 'history/bump-too-small';
