// The crossing of plain data from any version to any other: what came is checked at its version, then each
// step on the way does what its changes say.

import { propertyName } from '../core/names.js';
import { sameVersion } from '../core/version.js';
import type { Arriving, FieldShape, Leaving, ObjectRef, Type } from '../model/index.js';
import { type Doc, group, hardline, indent, join, line as newline } from './doc.js';
import { member } from './decode.js';
import {
  type FieldLine,
  type Segment,
  labelOf,
  lineNamed,
  ordinalOf,
  segmentAt,
  variableOf,
} from './lines.js';
import { isLive } from './liveness.js';
import { moveInto, takeFrom } from './moves.js';
import { type Piece, dated, datedAssignment, datedProperty } from './pieces.js';
import { type Direction, type ObjectPlan, ruleDoc } from './plan.js';
import { capital, constant } from './checks.js';
import { row } from './row.js';
import { partOf } from './rule-parts.js';
import { BY_TYPES } from './rule-stands.js';
import { json, key, object, property, text } from './literals.js';
import { assignment, call, openObject } from './syntax.js';

/** The statements of `cross`. */
export function crossStatements(plan: ObjectPlan): Doc[] {
  const { lines, base, newest } = plan;
  const rows = lines.map((line) => rowProperty(plan, line));
  const read: Doc = ['const r: Record<string, unknown> = ', openObject(rows), ';'];
  const steps: Doc[] = [];
  for (let at = newest; at > base; at--) steps.push(...block(plan, at, 'backport'));
  for (let at = base + 1; at <= newest; at++) steps.push(...block(plan, at, 'upgrade'));
  const children = lines.flatMap((line) => childStatement(plan, line));
  return [read, ...steps, ...children, ['return ', result(plan), ';']];
}

// ── Reading and writing ─────────────────────────────────────────────────────────────────────────

function rowProperty(plan: ObjectPlan, line: FieldLine): Doc {
  const pieces: Piece[] = line.segments.map((segment) => ({
    since: Math.max(segment.since, line.born?.at ?? plan.base),
    until: segment.until,
    doc: reading(plan, segment),
  }));
  return datedProperty(key(line.id), dated(pieces, plan.base, plan.newest, 'from', 'undefined'));
}

function reading(plan: ObjectPlan, { field }: Segment): Doc {
  const check = plan.head.checkOf(field);
  const source = member(field.name);
  const name = text(field.name);
  if (check.kind === 'codec') return call('x.readBy', [source, check.codec, name]);
  return call(field.type.nullable ? 'x.readNullable' : 'x.read', [source, check.check, name]);
}

function result(plan: ObjectPlan): Doc {
  const renamed = plan.lines.some((l) => l.segments.some((s) => s.field.name !== l.id));
  if (!renamed) return 'r';
  const byName = new Map<string, Piece[]>();
  for (const line of plan.lines) {
    for (const { since, until, field } of line.segments) {
      const pieces = byName.get(field.name) ?? [];
      byName.set(field.name, pieces);
      pieces.push({ since: Math.max(since, line.born?.at ?? plan.base), until, doc: row(line) });
    }
  }
  const properties = [...byName].map(([name, pieces]) => {
    // A row that is no part of the version is undefined, so one row for a name needs no date.
    const rows = new Set(pieces.map((piece) => piece.doc));
    const [only] = rows;
    if (rows.size === 1 && only !== undefined && !movesAway(plan, name)) {
      return property(key(name), only);
    }
    return datedProperty(key(name), dated(pieces, plan.base, plan.newest, 'to', 'undefined'));
  });
  return openObject(properties);
}

/** Whether a line has this name only in some of its versions. */
function movesAway(plan: ObjectPlan, name: string): boolean {
  return plan.lines.some((line) => {
    const own = line.segments.filter((segment) => segment.field.name === name);
    return own.length > 0 && own.length < line.segments.length;
  });
}

// ── Children ────────────────────────────────────────────────────────────────────────────────────

function childStatement(plan: ObjectPlan, line: FieldLine): Doc[] {
  const segments = line.segments.filter((s) => holdsObjects(s.field.type));
  if (segments.length === 0) return [];
  const pieces = segments.map((segment) => ({
    since: Math.max(segment.since, line.born?.at ?? plan.base),
    until: segment.until,
    doc: childCall(plan, line, segment),
  }));
  return [datedAssignment(row(line), dated(pieces, plan.base, plan.newest, 'to', row(line)))];
}

function childCall(plan: ObjectPlan, line: FieldLine, segment: Segment): Doc {
  const check = plan.head.checkOf(segment.field);
  if (check.kind !== 'codec') return row(line);
  const cascade = cascadeOf(plan, segment.field.type);
  return call('x.child', [
    row(line),
    check.codec,
    text(segment.field.name),
    ...(cascade === undefined ? [] : [cascade]),
  ]);
}

/** The ordinal that a cascade fixes for the object of this type; for those of a union, by their slots. */
function cascadeOf(plan: ObjectPlan, type: Type): Doc | undefined {
  if (type.kind === 'list' || type.kind === 'map') return cascadeOf(plan, type.element);
  if (type.kind === 'object') return cascadeOrdinal(plan, type.object);
  if (type.kind !== 'union') return undefined;
  const ordinals = type.members.flatMap((member): Doc[] => {
    const [child, ordinal] = [plan.model.objects.get(member.key), cascadeOrdinal(plan, member)];
    return child && ordinal ? [property(key(variableOf(child)), ordinal)] : [];
  });
  return ordinals.length === 0 ? undefined : object(ordinals);
}

function cascadeOrdinal({ model }: ObjectPlan, ref: ObjectRef): string | undefined {
  const { version } = ref;
  const child = model.objects.get(ref.key);
  if (version === undefined || child === undefined) return undefined;
  const isKnown = child.versions.some((one) => sameVersion(one, version));
  return isKnown ? String(ordinalOf(child, version)) : undefined;
}

export function holdsObjects(type: Type): boolean {
  if (type.kind === 'object' || type.kind === 'union') return true;
  return type.kind === 'list' || type.kind === 'map' ? holdsObjects(type.element) : false;
}

// ── Steps ───────────────────────────────────────────────────────────────────────────────────────

/** What one step does, in one direction; nothing when its changes are only names. */
function block(plan: ObjectPlan, at: number, direction: Direction): Doc[] {
  const statements = stepStatements(plan, at, direction);
  if (statements.length === 0) return [];
  const test =
    direction === 'backport' ? `from >= ${at} && to < ${at}` : `from < ${at} && to >= ${at}`;
  const [near, far] = direction === 'backport' ? [at, at - 1] : [at - 1, at];
  const note = `// ${labelOf(plan.object, near)} to ${labelOf(plan.object, far)}`;
  const body = [note, ...statements];
  return [[`if (${test}) {`, indent(hardline, ...join(hardline, body)), hardline, '}']];
}

function stepStatements(plan: ObjectPlan, at: number, direction: Direction): Doc[] {
  const arriving = plan.lines.flatMap((line) => arrivals(line, at, direction));
  const leaving = plan.lines.flatMap((line) => departures(line, at, direction));
  const carried = plan.lines.flatMap((line) => carrying(plan, line, at, direction));
  // Copies and what is taken out of maps read the near side, so they come first; what goes into maps
  // finds the map as the far side has it, filled in or not.
  return [
    ...arriving.flatMap(([line, how]) => copied(plan, line, how, at, direction)),
    ...arriving.flatMap(([line, how]) =>
      how.kind === 'from' ? takeFrom(plan, line, how, at, direction) : [],
    ),
    ...carried,
    ...arriving.flatMap(([line, how]) => filled(plan, line, how, at, direction)),
    ...leaving.flatMap(([line, how]) =>
      how.kind === 'into' ? moveInto(plan, line, how, at, direction) : [],
    ),
    ...leaving.flatMap(([line, how]) => left(plan, line, how, at, direction)),
  ];
}

function arrivals(line: FieldLine, at: number, direction: Direction): [FieldLine, Arriving][] {
  const point = direction === 'backport' ? line.died : line.born;
  if (point === undefined || point.at !== at) return [];
  const how = direction === 'backport' ? line.died?.backport : line.born?.upgrade;
  return how === undefined ? [] : [[line, how]];
}

function departures(line: FieldLine, at: number, direction: Direction): [FieldLine, Leaving][] {
  const point = direction === 'backport' ? line.born : line.died;
  if (point === undefined || point.at !== at) return [];
  const how = direction === 'backport' ? line.born?.backport : line.died?.upgrade;
  return how === undefined ? [] : [[line, how]];
}

function carrying(plan: ObjectPlan, line: FieldLine, at: number, direction: Direction): Doc[] {
  const carry = line.carries.find((c) => c.at === at);
  if (carry === undefined) return [];
  const function_ = plan.carryRule(line, carry, direction);
  if (function_ === undefined) return [];
  const test = isLive(plan, line, at, direction);
  const live = test === undefined ? [] : [test];
  return [assignment(row(line), call(function_, [row(line), 'x', ...live]))];
}

/** A statement that is done only where something of the result depends on it. */
function guarded(test: string | undefined, statement: Doc): Doc {
  return test === undefined ? statement : group(`if (${test})`, indent(newline, statement));
}

function copied(
  plan: ObjectPlan,
  line: FieldLine,
  how: Arriving,
  at: number,
  direction: Direction,
): Doc[] {
  if (how.kind !== 'copy') return [];
  const [nearAt, farAt] = direction === 'backport' ? [at, at - 1] : [at - 1, at];
  const source = lineNamed(plan, how.field, nearAt);
  const near = source === undefined ? undefined : segmentAt(source, nearAt)?.field;
  const far = segmentAt(line, farAt)?.field;
  if (source === undefined || near === undefined || far === undefined) return [];
  const value = converted(plan, near, far, at, direction, row(source));
  const copy: Doc = assignment(row(line), value);
  const result = [guarded(isLive(plan, line, at, direction), copy)];
  if (direction === 'backport') {
    result.push([call('x.moved', [text(near.name), text(far.name), String(at)]), ';']);
  }
  return result;
}

/** A value carried over by what the types alone say. */
function converted(
  plan: ObjectPlan,
  near: FieldShape,
  far: FieldShape,
  at: number,
  direction: Direction,
  value: string,
): Doc {
  const side = { rule: BY_TYPES, back: BY_TYPES, limits: far.limits, prefix: plan.settings.prefix };
  const part = partOf(near.type, far.type, side);
  if (part === undefined) return value;
  const name = plan.head.declare(
    `${propertyName(near.name, 'camelCase')}As${capital(far.name)}`,
    (n) => constant(n, ruleDoc(plan, near, at, direction, part)),
  );
  return call(name, [value, 'x']);
}

function left(
  plan: ObjectPlan,
  line: FieldLine,
  how: Leaving,
  at: number,
  direction: Direction,
): Doc[] {
  const near = segmentAt(line, direction === 'backport' ? at : at - 1)?.field;
  if (near === undefined) return [];
  if (how.kind === 'refuse') {
    const rule = plan.leavingRule(line, direction);
    return rule === undefined ? [] : [assignment(row(line), call(rule, [row(line), 'x']))];
  }
  if (how.kind !== 'drop') return [`${row(line)} = undefined;`];
  const back = direction === 'backport' ? line.born?.upgrade : line.died?.backport;
  const fill = back?.kind === 'value' ? [json(back.value)] : [];
  const dropped = call('x.dropped', [row(line), text(near.name), String(at), ...fill]);
  return [assignment(row(line), dropped)];
}

function filled(
  plan: ObjectPlan,
  line: FieldLine,
  how: Arriving,
  at: number,
  direction: Direction,
): Doc[] {
  if (how.kind === 'value') return [assignment(row(line), json(how.value))];
  if (how.kind !== 'refuse') return [];
  const name = line.segments[0].field.name;
  const refuse: Doc = [
    call('x.refuse', [text(name), text('unset'), text(how.why), String(at)]),
    ';',
  ];
  return [guarded(isLive(plan, line, at, direction), refuse)];
}
