// A field on its way. A refusal is carried along in the value's place, and a loss with it: both count
// only if the field still stands at the end (docs/crossing.md, "Liveness").

import type { Loss } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import type { Refusal } from './result.js';

export type Content =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** A substitute `unset` took it away; what it lost thereby still counts. */
  | { readonly kind: 'gone' };

/** A set field; one that is unset has no cell. */
export interface Cell {
  readonly content: Content;
  /** Whether its name stands in `changes`. */
  readonly changed: boolean;
  /** Paths of the input that came to stand here; none for what a rule filled in or copied. */
  readonly origins: readonly string[];
  /** What it lost on its way so far. */
  readonly losses: readonly Loss[];
}

/** An object's set fields between two steps, by their names at that version. */
export type Cells = Map<string, Cell>;

/** A cell for a value that a rule made: no part of the input stands in it, so it can lose nothing. */
export function filled(value: JsonValue): Cell {
  return { content: { kind: 'value', value }, changed: false, origins: [], losses: [] };
}
