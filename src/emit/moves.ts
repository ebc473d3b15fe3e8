// Fields that live under a key of a map on one side: `into` and `from`.

import { propertyName } from '../core/names.js';
import type { Arriving, Leaving, Type } from '../model/index.js';
import { constant } from './checks.js';
import { row } from './cross.js';
import { type Doc, group, indent, line as newline } from './doc.js';
import { type FieldLine, lineNamed, segmentAt } from './lines.js';
import { isLive } from './liveness.js';
import type { Direction, ObjectPlan } from './plan.js';
import { json, property, text } from './literals.js';
import { assignment, call, openObject } from './syntax.js';
import { isText } from './rule-parts.js';

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
  if (map === undefined || near === undefined || far === undefined) return [];
  const element = elementOf(far.type);
  const codec = element === undefined ? 'rt.jsons' : plan.head.codecOf(element, far);
  const move = openObject([
    property('near', text(near.name)),
    property('far', text(far.name)),
    property('since', String(at)),
    property('unless', json(how.unless)),
    property('sensitive', String(near.sensitive)),
    property('codec', codec),
    ...spelling(element, near.type),
  ]);
  const name = plan.head.declare(`${camel(line.id)}Into`, (n) =>
    constant(n, [move, ' satisfies rt.Move']),
  );
  const put = call('rt.into', ['x', row(map), text(how.key), row(line), name]);
  const test = isLive(plan, map, at, direction);
  const statement = assignment(row(map), put);
  return [test === undefined ? statement : group(`if (${test})`, indent(newline, statement))];
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
  if (map === undefined || near === undefined || far === undefined) return [];
  const take = openObject([
    property('near', text(near.name)),
    property('far', text(far.name)),
    property('since', String(at)),
    ...(how.otherwise.kind === 'value' ? [property('otherwise', json(how.otherwise.value))] : []),
    property('codec', plan.head.codecOf(far.type, far)),
    ...spelling(elementOf(near.type), far.type),
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

/** The type of a map's values; undefined for a field of any JSON. */
function elementOf(type: Type): Type | undefined {
  return type.kind === 'map' ? type.element : undefined;
}

/** In a map of texts a value that is no text is spelled out. */
function spelling(element: Type | undefined, field: Type): Doc[] {
  const isOfTexts = element?.kind === 'scalar' && element.scalar === 'string';
  if (!isOfTexts || field.kind !== 'scalar' || isText(field.scalar)) return [];
  return [property('spelled', text(field.scalar))];
}

function camel(id: string): string {
  return propertyName(id, 'camelCase');
}
