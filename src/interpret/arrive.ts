// A field that the near side does not know: where its value comes from.

import type { JsonValue } from '../core/json.js';
import type { Arriving, FieldShape } from '../model/model.js';
import { carry } from './carry.js';
import { filled } from './cell.js';
import type { Cell } from './cell.js';
import { pathOf, refusalOf } from './crossing.js';
import type { RulePlace, Side, Stepping } from './crossing.js';
import { isJsonObject, own } from './envelope.js';
import { asField } from './fits.js';
import type { Wire } from './result.js';
import { BY_TYPES } from './value-rule.js';

export type From = Extract<Arriving, { kind: 'from' }>;

/** The cell of a field that arrives; undefined when it is unset. */
export function arrive(
  stepping: Stepping,
  place: RulePlace,
  arriving: Arriving,
  field: FieldShape,
): Cell | undefined {
  const { crossing, near } = stepping;
  switch (arriving.kind) {
    case 'unset':
    case 'hook':
      return undefined;
    case 'value':
      return filled(arriving.value);
    case 'refuse': {
      const refusal = refusalOf(crossing, pathOf(crossing, undefined, field.name), arriving.why);
      return { ...filled(null), content: { kind: 'refused', refusal } };
    }
    case 'copy':
      return copied(stepping, place, arriving.field, field);
    case 'from': {
      const { otherwise } = arriving;
      const taken = takenOut(near, arriving, field, crossing.wire);
      return taken ?? (otherwise.kind === 'value' ? filled(otherwise.value) : undefined);
    }
  }
}

function copied(
  { crossing, near }: Stepping,
  place: RulePlace,
  from: string,
  far: FieldShape,
): Cell | undefined {
  const cell = near.cells.get(from);
  const source = near.shape.fields.get(from);
  if (cell === undefined || source === undefined) return undefined;
  const way = { near: source, far, rule: BY_TYPES, reverse: BY_TYPES };
  // What an upgrade fills in is no change; what a backport tells an older peer under an old name may be.
  const changed = cell.changed && crossing.direction === 'backport';
  const copy = carry(crossing, place, cell, way);
  return { ...copy, changed, origins: [] };
}

/** The value under the key, as the field's; undefined when it is missing or does not fit. */
function takenOut(near: Side, from: From, field: FieldShape, wire: Wire): Cell | undefined {
  const map = near.cells.get(from.field);
  if (map?.content.kind === 'refused') return map;
  const value = fitting(near, from, field, wire);
  if (map === undefined || value === undefined) return undefined;
  const origins = map.origins.map((origin) => `${origin}[${JSON.stringify(from.key)}]`);
  return { ...map, content: { kind: 'value', value }, origins };
}

function fitting(near: Side, from: From, field: FieldShape, wire: Wire): JsonValue | undefined {
  const content = near.cells.get(from.field)?.content;
  const type = near.shape.fields.get(from.field)?.type;
  if (content?.kind !== 'value' || type?.kind !== 'map') return undefined;
  const value = isJsonObject(content.value) ? own(content.value, from.key) : undefined;
  return value === undefined ? undefined : asField(value, type.element, field, wire);
}

/** The near side's map without the key, where `from` takes it; the map itself where it does not. */
export function withoutKey(near: Side, from: From, field: FieldShape, wire: Wire): Side {
  const cell = near.cells.get(from.field);
  if (cell?.content.kind !== 'value' || fitting(near, from, field, wire) === undefined) return near;
  const entries = Object.entries(isJsonObject(cell.content.value) ? cell.content.value : {});
  const value = Object.fromEntries(entries.filter(([key]) => key !== from.key));
  const cells = new Map(near.cells).set(from.field, { ...cell, content: { kind: 'value', value } });
  return { ...near, cells };
}
