// One object from its version to another: its history's steps in turn, its nested objects left as they are.

import type { Loss } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { formatVersion } from '../core/version.js';
import type { Version } from '../core/version.js';
import type { ObjectModel, Shape, Type } from '../model/model.js';
import type { Cells } from './cell.js';
import { settle, settleDropped } from './crossing.js';
import type { Crossing, Side } from './crossing.js';
import { own } from './envelope.js';
import type { Envelope } from './envelope.js';
import { applyHook } from './hook-step.js';
import { knownShape, ordinalOf } from './objects.js';
import type { Direction, Hooks, Misfit, Refusal, Wire } from './result.js';
import { applyChanges } from './step.js';

export interface Crossed {
  readonly ok: true;
  /** In the order of the shape. */
  readonly fields: ReadonlyMap<string, { readonly value: JsonValue; readonly type: Type }>;
  readonly changes: readonly string[];
  readonly losses: readonly Loss[];
}

export interface Surroundings {
  readonly wire: Wire;
  readonly hooks: Hooks;
}

export type CrossedObject =
  | Crossed
  | { readonly ok: false; readonly refused: Refusal }
  | { readonly ok: false; readonly error: Misfit };

/** Brings the data of `envelope`, which stands at `path` of the input, to a version of its object. */
export function crossObject(
  object: ObjectModel,
  envelope: Envelope,
  to: Version,
  path: string,
  { wire, hooks }: Surroundings,
): CrossedObject {
  const start = ordinalOf(object, envelope.version);
  const end = ordinalOf(object, to);
  const direction: Direction = end < start ? 'backport' : 'upgrade';
  const crossing: Crossing = {
    object: object.name,
    path,
    from: formatVersion(envelope.version),
    to: formatVersion(to),
    direction,
    wire,
    losses: [],
    dropped: [],
    refusals: [],
  };
  const shape = knownShape(object, envelope.version);
  let near: Side = { shape, cells: cellsOf(envelope, shape, path) };
  for (const step of stepsBetween(object, start, end)) {
    const target = direction === 'backport' ? step.older : step.newer;
    const far: Side = { shape: knownShape(object, target), cells: new Map() };
    const stepping = { crossing, step, near, far };
    applyChanges(stepping);
    const use = step.hooks[direction];
    if (use !== undefined) {
      const hook = hooks(object.key, formatVersion(step.newer), direction);
      if (hook === undefined) return { ok: false, error: missingHook(crossing, step.newer) };
      const error = applyHook(stepping, use, hook);
      if (error !== undefined) return { ok: false, error };
    }
    const [refused] = crossing.refusals;
    if (refused !== undefined) return { ok: false, refused };
    near = far;
  }
  return finished(crossing, near);
}

function stepsBetween(object: ObjectModel, start: number, end: number): ObjectModel['steps'] {
  return end < start ? object.steps.slice(end, start).reverse() : object.steps.slice(start, end);
}

/** What still stands at the end counts: its refusals first, then its losses. */
function finished(crossing: Crossing, { shape, cells }: Side): CrossedObject {
  const fields = new Map<string, { value: JsonValue; type: Type }>();
  const changes: string[] = [];
  for (const [name, { type }] of shape.fields) {
    const cell = cells.get(name);
    if (cell === undefined) continue;
    settle(crossing, cell);
    if (cell.content.kind !== 'value') continue;
    fields.set(name, { value: cell.content.value, type });
    if (cell.changed) changes.push(name);
  }
  const [refused] = crossing.refusals;
  if (refused !== undefined) return { ok: false, refused };
  settleDropped(crossing);
  return { ok: true, fields, changes, losses: crossing.losses };
}

/** The set fields of the input; keys that its version does not know are passed over. */
function cellsOf({ data, changes }: Envelope, shape: Shape, path: string): Cells {
  const cells: Cells = new Map();
  const changed = new Set(changes);
  for (const name of shape.fields.keys()) {
    const value = own(data, name);
    if (value === undefined) continue;
    cells.set(name, {
      content: { kind: 'value', value },
      changed: changed.has(name),
      origins: [`${path}.${name}`],
      losses: [],
    });
  }
  return cells;
}

function missingHook({ object, path, direction }: Crossing, newer: Version): Misfit {
  const message = `the ${direction} across ${formatVersion(newer)} needs a hook, and there is none`;
  return { code: 'missing-hook', object, path, message };
}
