// What all functions of one object's file share: its lines, what its head declares, and from which
// version on a line each is enough.

import { versionSuffix } from '../core/names.js';
import type { FieldShape, Leaving, Type, ValueRule } from '../model/index.js';
import { Declarations, capital, constant, looksTheSame } from './checks.js';
import { type Doc, hardline } from './doc.js';
import { type Carry, type FieldLine, type ObjectLines, labelOf, linesOf } from './lines.js';
import { partOf } from './rule-parts.js';
import type { RuleSide } from './rule-stands.js';
import type { EmitSettings } from './settings.js';
import type { Model, ObjectModel } from '../model/index.js';
import { json, object, property, text } from './literals.js';
import { call } from './syntax.js';

export type Direction = 'backport' | 'upgrade';

export interface ObjectPlan extends ObjectLines {
  readonly model: Model;
  readonly settings: EmitSettings;
  readonly head: Declarations;
  /** From here on the encoder's lines are enough; older versions are made from plain data. */
  readonly encodesFrom: number;
  /** From here on the decoder's lines are enough. */
  readonly decodesFrom: number;
  /** The name of a rule's function, declared at the first use; undefined where a value crosses as it is. */
  readonly carryRule: (line: FieldLine, carry: Carry, direction: Direction) => string | undefined;
  /** The function for a field that refuses to leave. */
  readonly leavingRule: (line: FieldLine, direction: Direction) => string | undefined;
}

export function planOf(model: Model, object: ObjectModel, settings: EmitSettings): ObjectPlan {
  const lines = linesOf(object);
  const head = new Declarations(model, object.name);
  const rules = new Map<string, string | undefined>();
  const once = (
    line: FieldLine,
    at: number,
    direction: Direction,
    make: () => Doc | undefined,
  ): string | undefined => {
    const [newer, older] = [labelOf(object, at), labelOf(object, at - 1)];
    const name = ruleName(line, newer, direction);
    if (!rules.has(name)) {
      const value = make();
      const way = direction === 'backport' ? `${newer} to ${older}` : `${older} to ${newer}`;
      const note = `// ${line.segments[0].field.name}, ${way}`;
      const declaration = (n: string, doc: Doc): Doc => [note, hardline, constant(n, doc)];
      rules.set(name, value && head.declare(name, (n) => declaration(n, value)));
    }
    return rules.get(name);
  };
  const carryRule = (line: FieldLine, carry: Carry, direction: Direction): string | undefined =>
    once(line, carry.at, direction, () => carryDoc(lines, carry, direction, settings.prefix));
  const leavingRule = (line: FieldLine, direction: Direction): string | undefined => {
    const point = direction === 'backport' ? line.born : line.died;
    const leaving = direction === 'backport' ? line.born?.backport : line.died?.upgrade;
    if (point === undefined || leaving?.kind !== 'refuse') return undefined;
    return once(line, point.at, direction, () =>
      leavingDoc(lines, line, point.at, leaving, direction),
    );
  };
  const plan = { ...lines, model, settings, head, carryRule, leavingRule };
  return {
    ...plan,
    encodesFrom: simpleFrom(lines, encodeLimit, 'backport'),
    decodesFrom: simpleFrom(lines, (line) => decodeLimit(line, settings.prefix), 'upgrade'),
  };
}

function ruleName(line: FieldLine, label: string, direction: Direction): string {
  const base = capital(line.id);
  const name = base.charAt(0).toLowerCase() + base.slice(1);
  return `${name}${direction === 'backport' ? 'Before' : 'Since'}${versionSuffix(label).slice(1)}`;
}

/** The nearest ordinal from which nothing needs more than a line. */
function simpleFrom(
  lines: ObjectLines,
  limit: (line: FieldLine) => number,
  direction: Direction,
): number {
  const hooks = lines.hooks.filter((hook) => hook.direction === direction).map((hook) => hook.at);
  return Math.max(lines.base, ...hooks, ...lines.lines.map(limit));
}

/** The newest step at which a line's way down needs plain data. */
function encodeLimit(line: FieldLine): number {
  const limits: number[] = [-1];
  if (line.born !== undefined) {
    const leaving = line.born.backport.kind;
    if (leaving === 'into' || leaving === 'hook') limits.push(line.born.at);
  }
  if (line.died !== undefined) {
    const arriving = line.died.backport.kind;
    if (arriving !== 'value' && arriving !== 'unset') limits.push(line.died.at);
  }
  return Math.max(...limits);
}

/** The newest step at which a line's way up needs plain data. */
function decodeLimit(line: FieldLine, prefix: string): number {
  const limits: number[] = [-1];
  if (line.born !== undefined) {
    const arriving = line.born.upgrade.kind;
    if (arriving !== 'value' && arriving !== 'unset') limits.push(line.born.at);
  }
  if (line.died !== undefined && line.died.upgrade.kind !== 'drop') limits.push(line.died.at);
  for (const carry of line.carries) {
    const { older, newer } = carry.change;
    const isKept = sameInMemory(older.type, newer.type);
    if (changesValue(carry, 'upgrade', prefix) || !isKept) limits.push(carry.at);
  }
  return Math.max(...limits);
}

/** Whether values that look the same on the wire do in memory too: a set and a list do not. */
function sameInMemory(a: Type, b: Type): boolean {
  if (!('element' in a && 'element' in b))
    return memoryOf(a, isPlainType) === memoryOf(b, isPlainType);
  return (a.kind === 'set') === (b.kind === 'set') && sameInside(a.element, b.element);
}

/** In a container a scalar is what its type says, where a slot keeps most as they came. */
function sameInside(a: Type, b: Type): boolean {
  if ('element' in a && 'element' in b) return sameInMemory(a, b);
  return memoryOf(a, looksTheSame) === memoryOf(b, looksTheSame);
}

function memoryOf(type: Type, isWire: (type: Type) => boolean): string {
  if (isWire(type)) return 'as on the wire';
  return type.kind === 'scalar' ? type.scalar : 'object';
}

/** Whether a field looks the same in its slot and on the wire. */
export function isPlain({ type }: FieldShape): boolean {
  return isPlainType(type);
}

function isPlainType(type: Type): boolean {
  return (
    type.kind === 'enum' || (type.kind === 'scalar' && !['bytes', 'json'].includes(type.scalar))
  );
}

function changesValue(carry: Carry, direction: Direction, prefix: string): boolean {
  return partOf(...waysOf(carry, direction, prefix)) !== undefined;
}

function waysOf(carry: Carry, direction: Direction, prefix: string): Parameters<typeof partOf> {
  const { older, newer, backport, upgrade } = carry.change;
  const [near, far] = direction === 'backport' ? [newer, older] : [older, newer];
  const [rule, back]: [ValueRule, ValueRule] =
    direction === 'backport' ? [backport, upgrade] : [upgrade, backport];
  const side: RuleSide = { rule, back, limits: far.limits, prefix };
  return [near.type, far.type, side];
}

function carryDoc(
  lines: ObjectLines,
  carry: Carry,
  direction: Direction,
  prefix: string,
): Doc | undefined {
  const part = partOf(...waysOf(carry, direction, prefix));
  if (part === undefined) return undefined;
  const near = direction === 'backport' ? carry.change.newer : carry.change.older;
  return ruleDoc(lines, near, carry.at, direction, part);
}

function leavingDoc(
  lines: ObjectLines,
  line: FieldLine,
  at: number,
  leaving: Extract<Leaving, { kind: 'refuse' }>,
  direction: Direction,
): Doc {
  const near = direction === 'backport' ? line.segments.at(-1) : line.segments[0];
  const part = call('rt.leaves', [json(leaving.unless), text(leaving.why)]);
  return ruleDoc(lines, near?.field ?? line.segments[0].field, at, direction, part);
}

/** A rule with its place. */
export function ruleDoc(
  lines: ObjectLines,
  near: FieldShape,
  at: number,
  direction: Direction,
  part: Doc,
): Doc {
  const place = [
    property('object', text(lines.object.name)),
    property('field', text(near.name)),
    property('since', String(at)),
    property('direction', text(direction)),
    ...(near.sensitive ? [property('sensitive', 'true')] : []),
  ];
  return call('rt.rule', [object(place), part]);
}
