// A field that both sides know: the value rule applied to its cell.

import type { FieldShape, ValueRule } from '../model/model.js';
import type { Cell, Content } from './cell.js';
import type { Crossing, RulePlace } from './crossing.js';
import { lossOf, pathOf, refusalOf } from './crossing.js';
import type { PieceLoss } from './piece.js';
import { crossValue } from './value-rule.js';

export interface Way {
  readonly near: FieldShape;
  readonly far: FieldShape;
  readonly rule: ValueRule;
  /** The same change's rule in the other direction. */
  readonly reverse: ValueRule;
}

/**
 * The field's cell on the far side; a refusal, and the loss of the whole field, are contents too. Where no rule
 * says what the value becomes and the step's hook will, it is gone for now, and nothing is lost.
 */
export function carry(crossing: Crossing, place: RulePlace, cell: Cell, way: Way): Cell {
  if (cell.content.kind !== 'value') return cell;
  const { near, far, rule, reverse } = way;
  const lost: PieceLoss[] = [];
  const value = { rule, reverse, limits: far.limits, wire: crossing.wire, losses: lost };
  const piece = crossValue(value, cell.content.value, near.type, far.type, '');
  const path = pathOf(crossing, cell, near.name);
  if (piece.kind === 'refuse') {
    if (rule.hook && !piece.isDeclared) return { ...cell, content: { kind: 'gone' } };
    const refusal = refusalOf(crossing, path + piece.at, piece.why);
    return { ...cell, content: { kind: 'refused', refusal } };
  }
  // Once the whole field is gone, what its elements lost before is no news: the last loss is the field's.
  const isGone = piece.kind !== 'value';
  const content: Content = isGone ? { kind: 'gone' } : piece;
  // What a rule filled in was never in the input, so nothing of the input is lost with it.
  if (cell.origins.length === 0) return { ...cell, content };
  const counted = isGone ? lost.slice(-1) : lost;
  const losses = counted.map(({ kind, at }) => lossOf(crossing, place, kind, path + at));
  return { ...cell, content, losses: [...cell.losses, ...losses] };
}
