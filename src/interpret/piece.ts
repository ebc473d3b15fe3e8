// What a rule makes of one value, be it a field's or an element's.

import type { LossKind } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import type { Substitute } from '../model/model.js';

export type Piece =
  | { readonly kind: 'value'; readonly value: JsonValue }
  /** The element is left out of its container. */
  | { readonly kind: 'omit' }
  /** The whole field is unset. */
  | { readonly kind: 'unset' }
  | Refused;

export interface Refused {
  readonly kind: 'refuse';
  readonly why: string;
  /** Where below the field: `[3]`, `["key"]` or nothing. */
  readonly at: string;
  /** Whether a rule says `refuse`; else there is just no rule that carries the value. */
  readonly isDeclared: boolean;
}

/** Something lost in a value, with its place below the field. */
export interface PieceLoss {
  readonly kind: LossKind;
  readonly at: string;
}

export function made(value: JsonValue): Piece {
  return { kind: 'value', value };
}

/** No rule says what becomes of the value. */
export function unfit(why: string, at: string): Refused {
  return { kind: 'refuse', why, at, isDeclared: false };
}

/** The substitute as a piece; without one the value cannot cross, for the reason given. */
export function standIn(substitute: Substitute | undefined, at: string, why: string): Piece {
  if (substitute === undefined) return unfit(why, at);
  if (substitute.kind !== 'refuse') return substitute;
  return { kind: 'refuse', why: substitute.why, at, isDeclared: true };
}
