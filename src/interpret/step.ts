// One step of a history, in either direction. All its changes happen at once: each reads the near side
// as it was before the step.

import { arrive, withoutKey } from './arrive.js';
import { carry } from './carry.js';
import type { Side, Stepping } from './crossing.js';
import { facing } from './facing.js';
import type { Carriage, Facing } from './facing.js';
import { leave } from './leave.js';
import type { Wire } from './result.js';

/** Fills the far side's cells as the declared changes say; a hook, if there is one, comes after. */
export function applyChanges(stepping: Stepping): void {
  const { crossing, step, near, far } = stepping;
  const changes = facing(step, crossing.direction);
  carryAcross(stepping, changes);
  for (const change of changes) {
    if (change.kind !== 'arrive') continue;
    const cell = arrive(stepping, change.place, change.arriving, change.field);
    if (cell !== undefined) far.cells.set(change.field.name, cell);
  }
  // Last, because `into` needs the maps of the far side.
  for (const change of changes) {
    if (change.kind !== 'leave') continue;
    const cell = near.cells.get(change.field.name);
    if (cell !== undefined) leave(stepping, change.place, { ...change, cell });
  }
}

/** What stands on both sides: by its rule where a change names it, as it is where none does. */
function carryAcross({ crossing, near, far }: Stepping, changes: readonly Facing[]): void {
  const rest = takeKeys(near, changes, crossing.wire);
  const ways = new Map<string, Carriage>();
  const left = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'carry') ways.set(change.way.near.name, change);
    if (change.kind === 'leave') left.add(change.field.name);
    if (change.kind === 'replace') for (const field of change.near) left.add(field.name);
  }
  for (const [name, cell] of rest.cells) {
    if (left.has(name)) continue;
    const named = ways.get(name);
    if (named === undefined) {
      far.cells.set(name, cell);
      continue;
    }
    far.cells.set(named.way.far.name, carry(crossing, named.place, cell, named.way));
  }
}

function takeKeys(near: Side, changes: readonly Facing[], wire: Wire): Side {
  let rest = near;
  for (const change of changes) {
    if (change.kind === 'arrive' && change.arriving.kind === 'from') {
      rest = withoutKey(rest, change.arriving, change.field, wire);
    }
  }
  return rest;
}
