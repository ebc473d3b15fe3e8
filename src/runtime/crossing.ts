// One object on its way from one version to another, as plain data: generated code does the fields, this
// knows where it is, what is lost, what was changed, and how nested objects go on.

import type { JsonValue } from '../core/json.js';
import type { Loss, LossKind, Manifest } from '../core/envelope.js';
import { canonicalDatetime } from '../core/datetime.js';
import { sameJson } from '../core/same-json.js';
import { parseScalar, scalarText } from '../core/scalar-text.js';
import type { Scalar } from '../core/type-expr.js';
import type { Codec } from './codec.js';
import { type Decoding, enter, openAs, refuseUnknown } from './decoding.js';
import {
  BackportRefused,
  IncompleteManifestError,
  InvalidValueError,
  UpgradeRefused,
} from './errors.js';
import { MASK, bad, describe } from './fault.js';
import { type HookInfo, runHook } from './hook.js';
import { type AnyObjectType, labelOf, lineAt, nameAt } from './object-type.js';
import { datetime } from './scalars.js';
import { noTarget, ordinalIn } from './target.js';
import { type Data, type Primitive, copyJson, define, isData } from './wire.js';

function isCut(value: unknown, check: unknown): boolean {
  if (check !== datetime || typeof value !== 'string') return false;
  return canonicalDatetime(value)?.cut === true;
}

/** What a whole tree is brought to. */
export type TreeGoal =
  /** Every object to its entry. */
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  /** The root to a version; nested objects to what the parent's shape says, else they stay. */
  | { readonly kind: 'root'; readonly ordinal: number }
  | { readonly kind: 'newest' };

/** A nested object that stayed at its version. */
export interface Newer {
  readonly object: string;
  readonly path: string;
  readonly version: string;
}

/** What all objects of one tree share. */
export interface Tree {
  readonly goal: TreeGoal;
  readonly at: Decoding;
  readonly losses: Loss[];
  readonly newer: Newer[];
}

export class Crossing {
  readonly #tree: Tree;
  readonly type: AnyObjectType;
  /** The version that the object came in. */
  readonly from: number;
  /** The version that it will have in the end. */
  readonly to: number;
  /** Where it stands in the input. */
  readonly path: string;
  /** The lines of fields that were changed. */
  readonly marks: Set<number>;
  /** While a hook is yet to come, nested objects are not looked into. */
  opaque = false;
  /** A decoder takes over afterwards: it looks into nested objects itself. */
  decodes = false;

  constructor(tree: Tree, type: AnyObjectType, from: number, to: number, path: string, marks: Set<number>) {
    this.#tree = tree;
    this.type = type;
    this.from = from;
    this.to = to;
    this.path = path;
    this.marks = marks;
  }

  // ── Reading ─────────────────────────────────────────────────────────────────────────────────

  /** A value that has one form only, checked; unset stays unset. */
  read<T>(value: unknown, check: (value: unknown, path: string) => T, name: string): T | undefined {
    if (value === undefined) return undefined;
    const path = `${this.path}.${name}`;
    const result = check(value, path);
    // A text in another form may have said more than a datetime can.
    if (result !== value && isCut(value, check)) this.#lose('datetime', path, this.from);
    return result;
  }

  /** The same where null is a value. */
  readNullable<T>(
    value: unknown,
    check: (value: unknown, path: string) => T,
    name: string,
  ): T | null | undefined {
    return value === null ? null : this.read(value, check, name);
  }

  /** A value of any other type, checked and canonical. */
  readBy<T>(value: unknown, codec: Codec<T>, name: string): unknown {
    if (value === undefined) return undefined;
    const result = codec.check(value, `${this.path}.${name}`, this.#tree.at);
    for (const path of this.#tree.at.cuts?.splice(0) ?? []) this.#lose('datetime', path, this.from);
    return result;
  }

  // ── Losses and refusals ─────────────────────────────────────────────────────────────────────

  /** A field that the far side does not have; `filled` is what would come back in its place. */
  dropped(value: unknown, name: string, since: number, filled?: JsonValue): undefined {
    if (value === undefined) return undefined;
    // Values on their way are canonical JSON.
    if (filled !== undefined && sameJson(value as JsonValue, filled)) return undefined;
    this.lost('drop', name, since);
    return undefined;
  }

  /** Reports a loss; `path` begins with the name that the field has on the near side of the step. */
  lost(kind: LossKind, path: string, since: number): void {
    const name = /^[^.[]*/.exec(path)?.[0] ?? path;
    this.#lose(kind, `${this.path}.${this.#nameIn(name, since)}${path.slice(name.length)}`, since);
  }

  #lose(kind: LossKind, path: string, since: number): void {
    const { type } = this;
    this.#tree.losses.push({
      object: type.name,
      path,
      from: labelOf(type, this.from),
      to: labelOf(type, this.to),
      kind,
      since: labelOf(type, since),
    });
  }

  /** The name that a field of the near side of a step had when the object came. */
  #nameIn(name: string, since: number): string {
    const line = lineAt(this.type, name, this.#near(since));
    return (line === undefined ? undefined : nameAt(this.type, line, this.from)) ?? name;
  }

  #near(since: number): number {
    return this.from < this.to ? since - 1 : since;
  }

  #far(since: number): number {
    return this.from < this.to ? since : since - 1;
  }

  /** Refuses, as a declared rule says. */
  refuse(path: string, shown: string, why: string, since: number): never {
    const name = /^[^.[]*/.exec(path)?.[0] ?? path;
    const where = `${this.path}.${this.#nameIn(name, since)}${path.slice(name.length)}`;
    const [from, to] = [labelOf(this.type, this.from), labelOf(this.type, this.to)];
    throw this.from < this.to
      ? new UpgradeRefused(where, shown, why, from, to)
      : new BackportRefused(where, shown, why, from, to);
  }

  // ── Moves between fields ────────────────────────────────────────────────────────────────────

  /** Data went from a field of the near side into one of the far side: the mark goes with it. */
  moved(near: string, far: string, since: number): void {
    const source = lineAt(this.type, near, this.#near(since));
    const goal = lineAt(this.type, far, this.#far(since));
    if (source !== undefined && goal !== undefined && this.marks.has(source)) this.marks.add(goal);
  }

  /** Puts a value under a key of a map of the far side, which is made if need be. */
  into(map: unknown, key: string, value: unknown, move: Move): unknown {
    if (value === undefined || value === null || isOneOf(value, move.unless)) return map;
    const held = isData(map) ? map : {};
    const moved = this.#spelled(value, move);
    if (Object.hasOwn(held, key)) {
      if (sameJson(held[key] as JsonValue, moved)) return map;
      this.#refuseMove(value, move, `${move.far} holds another value under ${key}`);
    }
    this.moved(move.near, move.far, move.since);
    const result: Record<string, unknown> = { ...held };
    define(result, key, moved);
    return result;
  }

  #spelled(value: unknown, move: Move): JsonValue {
    // Values on their way are canonical JSON.
    const json = value as JsonValue;
    const result = move.spelled === undefined ? json : scalarText(move.spelled, json);
    if (fits(move.codec, result, this.#tree.at) === undefined) {
      this.#refuseMove(value, move, `it does not fit into ${move.far}`);
    }
    return result;
  }

  #refuseMove(value: unknown, move: Move, why: string): never {
    return this.refuse(move.near, move.sensitive ? MASK : describe(value), why, move.since);
  }

  /** Takes a value out of a map of the near side; what does not fit stays there. */
  take(map: unknown, key: string, take: Take): { readonly value: unknown; readonly map: unknown } {
    if (!isData(map) || !Object.hasOwn(map, key)) return { value: take.otherwise, map };
    const held = map[key];
    const read =
      take.spelled === undefined || typeof held !== 'string'
        ? held
        : parseScalar(take.spelled, held);
    const value = read === undefined ? undefined : fits(take.codec, read, this.#tree.at);
    if (value === undefined) return { value: take.otherwise, map };
    this.moved(take.near, take.far, take.since);
    const rest: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(map)) if (name !== key) define(rest, name, member);
    return { value, map: rest };
  }

  // ── Nested objects ──────────────────────────────────────────────────────────────────────────

  /** The objects inside a field that is still there; `version` is what a cascade says of them. */
  child<T>(value: unknown, codec: Codec<T>, name: string, version?: number): unknown {
    if (value === undefined || this.opaque || this.decodes) return value;
    if (codec.cross === undefined) return value;
    const line = lineAt(this.type, name, this.to);
    const known = line === undefined ? undefined : nameAt(this.type, line, this.from);
    this.#cascade = version;
    const result = codec.cross(value, `${this.path}.${known ?? name}`, this);
    this.#cascade = undefined;
    return result;
  }

  #cascade: number | undefined = undefined;

  /** One nested object, which stands at `path` in the input. */
  nested(type: AnyObjectType, value: unknown, path: string): Primitive {
    return crossObject(this.#tree, type, value, path, this.#cascade);
  }
}

/** A field that goes under a key of a map. Names are those of the near and the far side. */
export interface Move {
  readonly near: string;
  readonly far: string;
  readonly since: number;
  readonly unless: readonly JsonValue[];
  readonly sensitive: boolean;
  /** What the map's values are. */
  readonly codec: Codec<unknown>;
  /** In a map of texts: the scalar that is spelled out. */
  readonly spelled?: Scalar;
}

/** A field that comes out of a map. */
export interface Take {
  readonly near: string;
  readonly far: string;
  readonly since: number;
  /** What the field is when the key is missing or its value does not fit; unset when absent. */
  readonly otherwise?: JsonValue;
  /** What the field's value is. */
  readonly codec: Codec<unknown>;
  /** In a map of texts: the scalar that the text spells. */
  readonly spelled?: Scalar;
}

/** The canonical value, or undefined when it is not one of the codec's. */
function fits(codec: Codec<unknown>, value: unknown, at: Decoding): unknown {
  try {
    return codec.check(value, '', at);
  } catch (error) {
    if (error instanceof InvalidValueError) return undefined;
    throw error;
  }
}

function isOneOf(value: unknown, values: readonly JsonValue[]): boolean {
  return values.some((one) => sameJson(value as JsonValue, one));
}

/** Crosses an object and all in it; the root when `path` has no dot. */
export function crossObject(
  tree: Tree,
  type: AnyObjectType,
  value: unknown,
  path: string,
  cascade?: number,
): Primitive {
  const { data, version: from, changes } = openAs(type, value, path);
  enter(tree.at, path);
  if (tree.at.refusesUnknown) refuseUnknown(type, data, from);
  const to = goalOf(tree, type, from, path, cascade);
  const x = new Crossing(tree, type, from, to, path, marksOf(type, changes, from, path));
  const result = compact(across(x, data));
  tree.at.depth--;
  const names = namesOf(x, result);
  return compact(type.wire.seal(type.name, type.namespace, labelOf(type, to), result, names));
}

/** Data of an older version as data of the newest, nested objects as they came: for decoders. */
export function raise(
  type: AnyObjectType,
  data: Data,
  from: number,
  changes: unknown,
  path: string,
  at: Decoding,
): { readonly data: Data; readonly changes: unknown } {
  const tree: Tree = { goal: { kind: 'newest' }, at, losses: [], newer: [] };
  const x = new Crossing(tree, type, from, type.newest, path, marksOf(type, changes, from, path));
  x.decodes = true;
  const result = compact(across(x, data));
  return { data: result, changes: namesOf(x, result) };
}

/** The fields' way, hooks included: each hook finds the step before it done, and is done before the step after it. */
function across(x: Crossing, data: Data): Record<string, unknown> {
  const { type, from, to } = x;
  let current = data;
  let version = from;
  for (const hook of hooksBetween(type, from, to)) {
    const [near, far] = hook.direction === 'backport' ? [hook.at, hook.at - 1] : [hook.at - 1, hook.at];
    x.opaque = true;
    const before = copyOf(type.cross(current, version, near, x));
    const left = copyOf(type.cross(before, near, far, x));
    x.opaque = false;
    current = runHook(x, hook, left, before);
    version = far;
  }
  return type.cross(current, version, to, x);
}

function copyOf(data: Data): Record<string, unknown> {
  // A copy of a map is a map.
  return copyJson(data) as Record<string, unknown>;
}

function hooksBetween(type: AnyObjectType, from: number, to: number): readonly HookInfo[] {
  if (from === to || type.hooks.length === 0) return [];
  const down = from > to;
  return type.hooks
    .filter((hook) => (hook.direction === 'backport') === down)
    .filter((hook) => (down ? to < hook.at && hook.at <= from : from < hook.at && hook.at <= to))
    .sort((a, b) => (down ? b.at - a.at : a.at - b.at));
}

function goalOf(
  tree: Tree,
  type: AnyObjectType,
  from: number,
  path: string,
  cascade: number | undefined,
): number {
  const { goal } = tree;
  if (goal.kind === 'newest') return type.newest;
  if (goal.kind === 'manifest') {
    const ordinal = ordinalIn(type, goal.manifest);
    if (ordinal < 0) throw located(noTarget(type, { $manifest: goal.manifest }), path);
    // One that is at or below its entry stays as it is and is never relabelled upward.
    return Math.min(ordinal, from);
  }
  if (!path.includes('.')) return goal.ordinal;
  if (cascade !== undefined) return Math.min(cascade, from);
  tree.newer.push({ object: type.name, path, version: labelOf(type, from) });
  return from;
}

function located(error: Error, path: string): Error {
  return error instanceof IncompleteManifestError ? error.$relocate(path) : error;
}

function marksOf(type: AnyObjectType, changes: unknown, from: number, path: string): Set<number> {
  const marks = new Set<number>();
  if (changes === undefined) return marks;
  if (!Array.isArray(changes)) return bad(path, 'an envelope whose changes are a list', changes);
  for (const name of changes) {
    const line = typeof name === 'string' ? lineAt(type, name, from) : undefined;
    if (line !== undefined) marks.add(line);
  }
  return marks;
}

/** The names of what was changed, in the order of the wire, where they are set. */
function namesOf(x: Crossing, data: Data): string[] | undefined {
  if (x.marks.size === 0) return undefined;
  const names = x.type.rows
    .filter((row) => row.since <= x.to && x.to <= row.until && x.marks.has(row.line))
    .map((row) => row.name)
    .filter((name) => Object.hasOwn(data, name));
  return names.length === 0 ? undefined : names;
}

/** The data without what is undefined. */
function compact(data: Data): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(data)) {
    if (data[key] !== undefined) define(result, key, data[key]);
  }
  return result;
}
