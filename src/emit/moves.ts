// Fields that live under a key of a map on one side: `into` and `from`.

import { propertyName } from '../core/names.js';
import type { Scalar } from '../core/type-expr.js';
import type { Arriving, FieldShape, Leaving, Type } from '../model/index.js';
import { constant } from './checks.js';
import type { Doc } from './doc.js';
import { type FieldLine, lineNamed, segmentAt } from './lines.js';
import { isLive } from './liveness.js';
import { type Direction, type ObjectPlan, ruleDoc } from './plan.js';
import { json, property, text } from './literals.js';
import { assignment, call, openObject } from './syntax.js';
import { row } from './row.js';
import { isText, partOf } from './rule-parts.js';
import { BY_TYPES } from './rule-stands.js';

/** Puts a line's value under a key of a map of the far side. */
export function moveInto(
  plan: ObjectPlan,
  line: FieldLine,
  how: Extract<Leaving, { kind: 'into' }>,
  at: number,
  direction: Direction,
): Doc[] {
  const [nearAt, farAt] = direction === 'backport' ? [at, at - 1] : [at - 1, at];
  const map = lineNamed(plan, how.field, farAt);
  const near = segmentAt(line, nearAt)?.field;
  const far = map === undefined ? undefined : segmentAt(map, farAt)?.field;
  if (map === undefined || near === undefined || far?.type.kind !== 'map') return [];
  const { element } = far.type;
  const move = openObject([
    property('near', text(near.name)),
    property('far', text(far.name)),
    property('since', String(at)),
    property('unless', json(how.unless)),
    property('sensitive', String(near.sensitive)),
    property('codec', plan.head.codecOf(element, far)),
    ...shaping(plan, { place: near, element, from: near.type, to: element, at, direction }),
  ]);
  const name = plan.head.declare(`${camel(line.id)}Into`, (n) =>
    constant(n, [move, ' satisfies rt.Move']),
  );
  const test = isLive(plan, map, at, direction);
  const live = test === undefined ? [] : [test];
  const put = call('rt.into', ['x', row(map), text(how.key), row(line), name, ...live]);
  return [assignment(row(map), put)];
}

/** Takes a line's value out of a map of the near side. */
export function takeFrom(
  plan: ObjectPlan,
  line: FieldLine,
  how: Extract<Arriving, { kind: 'from' }>,
  at: number,
  direction: Direction,
): Doc[] {
  const [nearAt, farAt] = direction === 'backport' ? [at, at - 1] : [at - 1, at];
  const map = lineNamed(plan, how.field, nearAt);
  const near = map === undefined ? undefined : segmentAt(map, nearAt)?.field;
  const far = segmentAt(line, farAt)?.field;
  if (map === undefined || near?.type.kind !== 'map' || far === undefined) return [];
  const { element } = near.type;
  const take = openObject([
    property('near', text(near.name)),
    property('far', text(far.name)),
    property('since', String(at)),
    ...(how.otherwise.kind === 'value' ? [property('otherwise', json(how.otherwise.value))] : []),
    property('codec', plan.head.codecOf(far.type, far)),
    ...shaping(plan, { place: near, element, from: element, to: far.type, at, direction }),
  ]);
  const name = plan.head.declare(`${camel(line.id)}From`, (n) =>
    constant(n, [take, ' satisfies rt.Take']),
  );
  const taken = `${name}Map`;
  return [
    assignment(`const ${taken}`, call('rt.take', ['x', row(map), text(how.key), name])),
    assignment(row(map), `${taken}.map`),
    assignment(row(line), `${taken}.value`),
  ];
}

interface Shaping {
  /** The field of the near side. */
  readonly place: FieldShape;
  /** What the map's values are. */
  readonly element: Type;
  readonly from: Type;
  readonly to: Type;
  readonly at: number;
  readonly direction: Direction;
}

/** In a map of texts other scalars are spelled out, any JSON stands as it is, and all else crosses by its type. */
function shaping(plan: ObjectPlan, shaping: Shaping): Doc[] {
  const { place, element, from, to, at, direction } = shaping;
  if (isOf('json', element)) return [];
  if (isOf('string', element)) {
    const field = from === element ? to : from;
    const isSpelled = field.kind === 'scalar' && !isText(field.scalar);
    return isSpelled ? [property('spelled', text(field.scalar))] : [];
  }
  const part = partOf(from, to, { ...WHAT_FITS, prefix: plan.settings.prefix });
  return part === undefined ? [] : [property('shaped', ruleDoc(plan, place, at, direction, part))];
}

/** The types alone, but what they do not carry is no mistake: it does not fit, and stays where it is. */
const WHAT_FITS = { rule: { hook: true }, back: BY_TYPES, limits: {} };

function isOf(scalar: Scalar, type: Type): boolean {
  return type.kind === 'scalar' && type.scalar === scalar;
}

function camel(id: string): string {
  return propertyName(id, 'camelCase');
}
