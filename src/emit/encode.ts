// The encoder: one literal for all versions, each line saying in which it is there.

import type { Doc } from './doc.js';
import { looksTheSame } from './checks.js';
import { type FieldLine, propertyOf } from './lines.js';
import { type Piece, dated, datedProperty } from './pieces.js';
import { type ObjectPlan, isPlain } from './plan.js';
import { json, key } from './literals.js';
import { call } from './syntax.js';

/** The properties of the encoder's literal: one for each name, whichever line bears it in which version. */
export function encodeProperties(plan: ObjectPlan): Doc[] {
  const byName = new Map<string, Piece[]>();
  for (const line of plan.lines) {
    for (const [name, pieces] of piecesByName(plan, line)) {
      byName.set(name, [...(byName.get(name) ?? []), ...pieces]);
    }
  }
  return [...byName].flatMap(([name, pieces]) => {
    const value = dated(pieces, plan.encodesFrom, plan.newest, 'v', 'undefined');
    const isNever = value.alternatives.length === 0 && value.otherwise === 'undefined';
    return isNever ? [] : [datedProperty(key(name), value)];
  });
}

/** What stands under each of a line's names, newest first. */
function piecesByName(plan: ObjectPlan, line: FieldLine): Map<string, Piece[]> {
  const byName = new Map<string, Piece[]>();
  let value = newestValue(plan, line);
  const lowest = line.born?.at ?? plan.base;
  for (const segment of line.segments) {
    if (value === undefined || segment.until < plan.encodesFrom) break;
    const { name } = segment.field;
    const since = Math.max(segment.since, lowest);
    const pieces = byName.get(name) ?? [];
    byName.set(name, pieces);
    pieces.push({ since, until: segment.until, doc: value });
    const carry = line.carries.find((c) => c.at === segment.since);
    const rule =
      carry === undefined || carry.at <= plan.encodesFrom
        ? undefined
        : plan.carryRule(line, carry, 'backport');
    if (rule !== undefined) value = call(rule, [value]);
    if (segment === line.segments.at(-1)) leave(plan, line, pieces, value);
  }
  return byName;
}

/** A field that refuses to leave is asked in every version that does not have it. */
function leave(plan: ObjectPlan, line: FieldLine, pieces: Piece[], value: Doc): void {
  if (line.born === undefined || line.born.at <= plan.encodesFrom) return;
  const rule = plan.leavingRule(line, 'backport');
  if (rule === undefined) return;
  pieces.push({ since: plan.base, until: line.born.at - 1, doc: call(rule, [value]) });
}

function newestValue(plan: ObjectPlan, line: FieldLine): Doc | undefined {
  if (line.died !== undefined) {
    const { backport } = line.died;
    return backport.kind === 'value' ? json(backport.value) : undefined;
  }
  const [{ field }] = line.segments;
  const slot = `o.$${propertyOf(field, plan.settings.propertyNames)}`;
  // Containers of such go as they are: whoever asked for the tree uses it up or copies it.
  if (isPlain(field) || looksTheSame(field.type)) return slot;
  if (field.type.kind === 'object' || field.type.kind === 'union') {
    return call('rt.child', [slot, 'to']);
  }
  const check = plan.head.checkOf(field);
  return check.kind === 'codec' ? call('rt.wired', [check.codec, slot, 'to']) : slot;
}
