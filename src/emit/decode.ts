// The decoder: checks the data and builds the newest object from it in one pass, upgrade included.

import { isHostileKey } from '../core/names.js';
import { type Doc, group, indent, line as newline } from './doc.js';
import { type FieldLine, type Segment, propertyOf } from './lines.js';
import { type Piece, dated, datedAssignment } from './pieces.js';
import type { ObjectPlan } from './plan.js';
import { json, text } from './literals.js';
import { type Alternative, call } from './syntax.js';

/** The statements of the decoder between making the object and returning it. */
export function decodeStatements(plan: ObjectPlan): Doc[] {
  return plan.lines
    .filter((line) => line.died === undefined)
    .flatMap((line) => statements(plan, line));
}

function statements(plan: ObjectPlan, line: FieldLine): Doc[] {
  const { decodesFrom: from, newest } = plan;
  const source = dated(sources(plan, line), from, newest, 'v', 'undefined');
  const value = dated(values(plan, line), from, newest, 'v', 'x');
  const slot = `o.$${propertyOf(line.segments[0].field, plan.settings.propertyNames)}`;
  const store = datedAssignment(slot, {
    alternatives: [...whenNull(plan, line), ...value.alternatives],
    otherwise: value.otherwise,
  });
  return [datedAssignment('x', source), group('if (x !== undefined)', indent(newline, store))];
}

/** Null passes in the versions that have it: where it went away on the way, the data was crossed first. */
function whenNull(plan: ObjectPlan, line: FieldLine): Alternative[] {
  const { decodesFrom: from } = plan;
  const segments = line.segments.filter((segment) => segment.until >= from);
  const nullable = segments.filter(
    ({ field }) => field.type.nullable && plan.head.checkOf(field).kind === 'plain',
  );
  const oldest = nullable.at(-1);
  if (oldest === undefined) return [];
  const always = nullable.length === segments.length;
  return [{ test: always ? 'x === null' : `v >= ${oldest.since} && x === null`, value: 'null' }];
}

/** Where the value is found, or what fills its place, from each version on. */
function sources(plan: ObjectPlan, line: FieldLine): Piece[] {
  const pieces: Piece[] = line.segments.map(({ since, until, field }) => ({
    since,
    until,
    doc: member(field.name),
  }));
  const { born } = line;
  if (born === undefined) return pieces;
  const fill = born.upgrade.kind === 'value' ? json(born.upgrade.value) : 'undefined';
  return [...pieces, { since: plan.base, until: born.at - 1, doc: fill }];
}

/** A member of data; a key that every object answers to is looked up as an own one. */
export function member(name: string): string {
  return isHostileKey(name) ? `rt.own(d, ${text(name)})` : `d[${text(name)}]`;
}

/** How the value is read, by the type that it has from each version on. */
function values(plan: ObjectPlan, line: FieldLine): Piece[] {
  const oldest = line.segments.at(-1);
  return line.segments.map((segment) => ({
    // What fills a field's place is of the type that the field had at first.
    since: segment === oldest ? plan.base : segment.since,
    until: segment.until,
    doc: read(plan, segment),
  }));
}

function read(plan: ObjectPlan, { field }: Segment): Doc {
  const path = text(`${plan.object.name}.${field.name}`);
  const check = plan.head.checkOf(field);
  if (check.kind === 'codec') return call(`${check.codec}.decode`, ['x', path, 'at']);
  return call(check.check, ['x', path]);
}
