// One object's crossing: what all its steps share, and what can no longer be undone.

import type { Loss, LossKind } from '../core/envelope.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Shape, Step } from '../model/model.js';
import type { Cell, Cells } from './cell.js';
import type { Direction, Refusal, Wire } from './result.js';

export interface Crossing {
  readonly object: string;
  /** Where the object stands in the input: `Instance.block_devices[3]`. */
  readonly path: string;
  /** The object's version before and after. */
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  readonly wire: Wire;
  /** Losses that no later step can make unimportant. */
  readonly losses: Loss[];
  /** Fields that were dropped when a substitute had, perhaps, taken them away before. */
  readonly dropped: Dropped[];
  /** Refusals that no later step can make unimportant; the first is the answer. */
  readonly refusals: Refusal[];
}

/** A field without a value that was dropped: a loss only if nothing wanted to know how it lost its value. */
export interface Dropped {
  readonly cell: Cell;
  readonly losses: readonly Loss[];
}

/** The object on one side of a step. */
export interface Side {
  readonly shape: Shape;
  readonly cells: Cells;
}

export interface Stepping {
  readonly crossing: Crossing;
  readonly step: Step;
  readonly near: Side;
  /** Its cells are filled change by change. */
  readonly far: Side;
}

/** Where a rule stands that loses something. */
export interface RulePlace {
  readonly since: string;
  readonly source: Span;
}

export function lossOf(crossing: Crossing, rule: RulePlace, kind: LossKind, path: string): Loss {
  const { object, from, to } = crossing;
  return { object, path, from, to, kind, since: rule.since, line: rule.source.line };
}

export function refusalOf(crossing: Crossing, path: string, why: string): Refusal {
  return { kind: crossing.direction, object: crossing.object, path, why };
}

/** The path of a field in the input; for one that the input does not have, its own name where it stands. */
export function pathOf(crossing: Crossing, cell: Cell | undefined, name: string): string {
  return cell?.origins[0] ?? `${crossing.path}.${name}`;
}

/** Something depends on this cell, whatever comes later: its losses and its refusal count. */
export function settle(crossing: Crossing, cell: Cell): void {
  for (const loss of cell.losses) {
    // A copy bears the losses of what it was copied from: one loss, seen twice.
    if (!crossing.losses.includes(loss)) crossing.losses.push(loss);
  }
  if (cell.content.kind === 'refused') crossing.refusals.push(cell.content.refusal);
}

/**
 * Reports the drops that were in doubt, when all that counts is settled: a field that a substitute took away
 * on a way that somebody needed was unset when it was dropped, and on a way that nobody needed it was not.
 */
export function settleDropped(crossing: Crossing): void {
  for (const { cell, losses } of crossing.dropped) {
    const [taken] = cell.losses.slice(-1);
    if (taken === undefined || !crossing.losses.includes(taken)) crossing.losses.push(...losses);
  }
}
