// A field that the far side does not know: what becomes of its value.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { Arriving, FieldShape, Leaving } from '../model/model.js';
import { filled } from './cell.js';
import type { Cell } from './cell.js';
import { lossOf, pathOf, refusalOf, settle } from './crossing.js';
import type { RulePlace, Stepping } from './crossing.js';
import { isJsonObject, own } from './envelope.js';
import { asElement } from './fits.js';

type Into = Extract<Leaving, { kind: 'into' }>;

export interface Parting {
  readonly leaving: Leaving;
  /** The same change in the other direction. */
  readonly arriving: Arriving;
  readonly field: FieldShape;
  readonly cell: Cell;
}

/** What a field that leaves does to the crossing, and to a map of the far side. */
export function leave(stepping: Stepping, place: RulePlace, parting: Parting): void {
  const { crossing } = stepping;
  const { leaving, arriving, field, cell } = parting;
  switch (leaving.kind) {
    case 'drop': {
      if (arriving.kind === 'value' && isUntouched(cell, arriving.value)) return;
      const losses = cell.origins.map((path) => lossOf(crossing, place, 'drop', path));
      if (cell.content.kind === 'gone') crossing.dropped.push({ cell, losses });
      else crossing.losses.push(...losses);
      return;
    }
    case 'refuse': {
      settle(crossing, cell);
      if (cell.content.kind !== 'value' || passesOver(leaving.unless, cell.content.value)) return;
      const path = pathOf(crossing, cell, field.name);
      crossing.refusals.push(refusalOf(crossing, path, leaving.why));
      return;
    }
    case 'into':
      stepping.far.cells.set(leaving.field, intoMap(stepping, leaving, field, cell));
      return;
    case 'hook':
      // The hook reads it from the near side, and its `loses` say what it leaves out.
      return;
  }
}

/** Whether the cell holds just this value, and lost nothing on its way to it. */
function isUntouched({ content, losses }: Cell, value: JsonValue): boolean {
  return content.kind === 'value' && losses.length === 0 && sameJson(content.value, value);
}

function passesOver(unless: readonly JsonValue[], value: JsonValue): boolean {
  return value === null || unless.some((other) => sameJson(other, value));
}

/** The map's cell after the field went into it, if it did. */
function intoMap(stepping: Stepping, into: Into, field: FieldShape, cell: Cell): Cell {
  // An unset map hangs in the air until something moves; what the field lost hangs on it all the same.
  const unset: Cell = { ...filled(null), content: { kind: 'gone' } };
  const before = stepping.far.cells.get(into.field) ?? unset;
  const losses = [...before.losses, ...cell.losses];
  if (
    cell.content.kind === 'gone' ||
    (cell.content.kind === 'value' && passesOver(into.unless, cell.content.value))
  ) {
    return { ...before, losses };
  }
  // What is refused goes down with the map, if that goes.
  const origins = [...before.origins, ...cell.origins];
  if (before.content.kind === 'refused') return { ...before, losses, origins };
  if (cell.content.kind === 'refused') return { ...before, losses, origins, content: cell.content };
  const placed = place(stepping, into, field, cell.content.value, before);
  if (placed.kind === 'there') return { ...before, losses };
  if (placed.kind === 'refused') {
    const path = pathOf(stepping.crossing, cell, field.name);
    const refusal = refusalOf(stepping.crossing, path, placed.why);
    return { ...before, losses, origins, content: { kind: 'refused', refusal } };
  }
  const changed = before.changed || cell.changed;
  return { changed, losses, origins, content: { kind: 'value', value: placed.map } };
}

type Placed =
  | { readonly kind: 'moved'; readonly map: JsonValue }
  | { readonly kind: 'there' }
  | { readonly kind: 'refused'; readonly why: string };

function place(
  { crossing, far }: Stepping,
  into: Into,
  field: FieldShape,
  value: JsonValue,
  before: Cell,
): Placed {
  const map = far.shape.fields.get(into.field);
  if (map?.type.kind !== 'map') throw new Error(`${crossing.object}.${into.field} is no map`);
  const element = asElement(value, field, map.type.element, map.limits, crossing.wire);
  if (element === undefined) return { kind: 'refused', why: `it does not fit into ${into.field}` };
  const { content } = before;
  const held = content.kind === 'value' && isJsonObject(content.value) ? content.value : {};
  const present = own(held, into.key);
  if (present !== undefined) {
    if (sameJson(present, element)) return { kind: 'there' };
    return { kind: 'refused', why: `${into.field} already holds another ${into.key}` };
  }
  return { kind: 'moved', map: Object.fromEntries([...Object.entries(held), [into.key, element]]) };
}
