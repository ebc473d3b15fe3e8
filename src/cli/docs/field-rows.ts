// The fields of an object as rows: what each was called and was like, from version to version.

import { linesOf, type FieldLine, type ObjectLines, type Segment } from '../../emit/lines.js';
import { formatType, type FieldShape, type Model, type ObjectModel } from '../../model/index.js';
import type { FieldRow, FieldSegment } from '../../site/index.js';
import { remarksOf } from '../show/format-table.js';
import { typeParts } from './addresses.js';

/** The rows, present fields first, in the order of the wire. */
export function fieldRows(model: Model, object: ObjectModel): readonly FieldRow[] {
  const lines = linesOf(object);
  return lines.lines.map((line) => row(model, lines, line));
}

/** Every name that a field has or had, with the anchor of its row. */
export function fieldNames(
  object: ObjectModel,
): readonly { readonly name: string; readonly anchor: string }[] {
  return linesOf(object).lines.flatMap((line) =>
    [...new Set(line.segments.map(({ field }) => field.name))].map((name) => ({
      name,
      anchor: anchorOf(line),
    })),
  );
}

export function anchorOf({ id }: FieldLine): string {
  return `field-${id}`;
}

function row(model: Model, { object, base, newest }: ObjectLines, line: FieldLine): FieldRow {
  const [last] = line.segments;
  const oldestFirst = [...line.segments].reverse();
  return {
    anchor: anchorOf(line),
    name: last.field.name,
    isRemoved: last.until < newest,
    doc: last.field.doc,
    mixin: last.field.mixin,
    segments: oldestFirst.map((segment, i) =>
      segmentOf(model, object, base, segment, oldestFirst[i - 1]),
    ),
  };
}

function segmentOf(
  model: Model,
  { namespace }: ObjectModel,
  base: number,
  { since, until, field }: Segment,
  before: Segment | undefined,
): FieldSegment {
  return {
    from: since - base,
    to: until - base,
    name: field.name,
    type: typeParts(model, field.type, namespace),
    remarks: [
      ...(field.default === undefined ? [] : [`default ${JSON.stringify(field.default)}`]),
      ...remarksOf(field),
    ],
    changed: before === undefined ? [] : changed(before.field, field, namespace),
  };
}

function changed(
  was: FieldShape,
  is: FieldShape,
  home: string,
): readonly ('name' | 'type' | 'rest')[] {
  const found: ('name' | 'type' | 'rest')[] = [];
  if (was.name !== is.name) found.push('name');
  if (formatType(was.type, home) !== formatType(is.type, home)) found.push('type');
  // Something made a segment of it: a default, a limit, an enum's values.
  return found.length > 0 ? found : ['rest'];
}
