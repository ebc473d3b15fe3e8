// A whole tree of objects on its way: which version each goes to, hooks in their places, `changes` in the
// names of the result.

import type { Loss, Manifest } from '../core/envelope.js';
import { Crossing } from './crossing.js';
import { type Decoding, enter, openAs, refuseUnknown } from './decoding.js';
import { LimitExceededError } from './errors.js';
import { atChild, bad } from './fault.js';
import { type HookInfo, runHook } from './hook.js';
import { type AnyObjectType, labelOf, lineAt } from './object-type.js';
import { noTarget, ordinalIn } from './target.js';
import { type Data, type Primitive, copyJson, define } from './wire.js';

/** What a whole tree is brought to. */
export type TreeGoal =
  /** Every object to its entry. */
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  /** The root to a version; nested objects to what the parent's shape says, else they stay. */
  | { readonly kind: 'root'; readonly ordinal: number }
  | { readonly kind: 'newest' }
  /** Every object stays, and is seen in its place. */
  | { readonly kind: 'stay'; readonly seen: (type: AnyObjectType, ordinal: number) => void };

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

/** Crosses an object and all in it; the root when `path` has no dot. */
export function crossObject(
  tree: Tree,
  type: AnyObjectType,
  value: unknown,
  path: string,
  cascade?: number,
): Primitive {
  const { data, from, marks } = enterObject(tree.at, type, value, path);
  const to = goalOf(tree, type, from, path, cascade);
  const x = new Crossing(tree, type, from, to, path, marks);
  const result = compact(across(x, data));
  tree.at.depth--;
  const names = namesOf(x, result);
  return compact(type.wire.seal(type.name, type.namespace, labelOf(type, to), result, names));
}

/** Opens an envelope; an error names this object, and finds it where it stands. */
function enterObject(
  at: Decoding,
  type: AnyObjectType,
  value: unknown,
  path: string,
): { readonly data: Data; readonly from: number; readonly marks: Set<number> } {
  try {
    const { data, version: from, changes } = openAs(type, value, type.name);
    enter(at, type.name);
    if (at.refusesUnknown) refuseUnknown(type, data, from);
    return { data, from, marks: marksOf(type, changes, data, from, type.name) };
  } catch (error) {
    throw atChild(error, path);
  }
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
  const x = new Crossing(
    tree,
    type,
    from,
    type.newest,
    path,
    marksOf(type, changes, data, from, path),
  );
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
    const [near, far] =
      hook.direction === 'backport' ? [hook.at, hook.at - 1] : [hook.at - 1, hook.at];
    x.opaque = true;
    const before = copyOf(type.cross(current, version, near, x), x);
    const left = copyOf(type.cross(before, near, far, x), x);
    x.opaque = false;
    current = runHook(x, hook, left, before);
    version = far;
  }
  return type.cross(current, version, to, x);
}

/** An object's envelope and data, and as many lists, sets and maps as a type can nest. */
const LEVELS_PER_OBJECT = 2 + 32;

/** Nested objects are copied before anyone has looked into them: only what is no deeper than the limit lets any be. */
function copyOf(data: Data, { path, at }: Crossing): Record<string, unknown> {
  if (isDeeper(data, (at.maxDepth + 1) * LEVELS_PER_OBJECT)) {
    throw new LimitExceededError(path, `objects nest deeper than ${at.maxDepth}`);
  }
  // A copy of a map is a map.
  return copyJson(data) as Record<string, unknown>;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
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
  if (goal.kind === 'stay') {
    goal.seen(type, from);
    return from;
  }
  if (goal.kind === 'manifest') {
    const ordinal = ordinalIn(type, goal.manifest);
    if (ordinal < 0) throw atChild(noTarget(type, { $manifest: goal.manifest }), path);
    // One that is at or below its entry stays as it is and is never relabelled upward.
    return Math.min(ordinal, from);
  }
  if (!path.includes('.')) return goal.ordinal;
  if (cascade !== undefined) return Math.min(cascade, from);
  tree.newer.push({ object: type.name, path, version: labelOf(type, from) });
  return from;
}

/** The lines of what was changed; a name that is unset or unknown says nothing. */
function marksOf(
  type: AnyObjectType,
  changes: unknown,
  data: Data,
  from: number,
  path: string,
): Set<number> {
  const marks = new Set<number>();
  if (changes === undefined) return marks;
  if (!Array.isArray(changes)) return bad(path, 'an envelope whose changes are a list', changes);
  for (const name of changes) {
    const isSet = typeof name === 'string' && Object.hasOwn(data, name);
    const line = isSet ? lineAt(type, name, from) : undefined;
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
