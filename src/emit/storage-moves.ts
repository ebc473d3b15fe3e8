// What fields come of across steps, where that may be nothing but what a step before filled in.

import type { Arriving, FieldChange, Step } from '../model/index.js';
import type { Doc } from './doc.js';
import { array, text } from './literals.js';
import type { Direction, ObjectPlan } from './plan.js';
import { call } from './syntax.js';

/** Rows for fields that are not simply the same field on both sides, wherever something that was filled is about. */
export function moveDocs(plan: ObjectPlan): readonly Doc[] {
  return [...movesOf(plan, 'upgrade'), ...movesOf(plan, 'backport')];
}

function movesOf({ object: { steps }, base }: ObjectPlan, direction: Direction): readonly Doc[] {
  const isUp = direction === 'upgrade';
  const ordered = steps.map((step, i) => ({ step, at: base + i + 1 }));
  // Names of fields that may have come of fills, seen from the version that is farthest away.
  const maybe = new Set<string>();
  return (isUp ? ordered : ordered.reverse()).flatMap(({ step, at }) => {
    const docs: Doc[] = [];
    const met: string[] = [];
    for (const [field, from] of arrivals(step, isUp)) {
      const isFilled =
        from === 'filled' || (from.length > 0 && from.every((one) => maybe.has(one)));
      if (isFilled) met.push(field);
      if (from === 'filled' || (!isFilled && !maybe.has(field))) continue;
      docs.push(call('rt.move', [text(direction), String(at), text(field), array(from.map(text))]));
    }
    for (const field of met) maybe.add(field);
    return docs;
  });
}

/** Fields of the near side; none where a hook may take it from anywhere. */
type From = 'filled' | readonly string[];

/** Fields of the far side that the step does something to. */
function arrivals({ changes }: Step, isUp: boolean): ReadonlyMap<string, From> {
  const found = new Map<string, From>();
  for (const change of changes) {
    for (const [field, from] of arrivalsBy(change, isUp)) found.set(field, from);
  }
  // A map that takes something in comes of itself and of that; one that something is taken out of, of itself.
  for (const change of changes) {
    if (change.kind !== 'add' && change.kind !== 'remove') continue;
    const { name } = change.kind === 'add' ? change.newer : change.older;
    const moved = isUp ? change.upgrade : change.backport;
    if (moved.kind === 'into') {
      const before = found.get(moved.field) ?? [moved.field];
      found.set(moved.field, before === 'filled' ? [name] : [...before, name]);
    }
    if (moved.kind === 'from' && !found.has(moved.field)) found.set(moved.field, [moved.field]);
  }
  return found;
}

type Arrival = readonly [field: string, from: From];

function arrivalsBy(change: FieldChange, isUp: boolean): readonly Arrival[] {
  switch (change.kind) {
    case 'add':
      return isUp ? [[change.newer.name, sources(change.upgrade)]] : [];
    case 'remove':
      return isUp ? [] : [[change.older.name, sources(change.backport)]];
    case 'carry': {
      const [far, near] = isUp ? [change.newer, change.older] : [change.older, change.newer];
      return [[far.name, [near.name]]];
    }
    case 'replace': {
      const [far, near] = isUp ? [change.newer, change.older] : [change.older, change.newer];
      const from = near.map(({ name }) => name);
      return far.map(({ name }) => [name, from]);
    }
  }
}

function sources(arriving: Arriving): From {
  switch (arriving.kind) {
    case 'unset':
    case 'value':
    case 'copy':
      return 'filled';
    case 'from':
      return [arriving.field];
    case 'hook':
    case 'refuse':
      return [];
  }
}
