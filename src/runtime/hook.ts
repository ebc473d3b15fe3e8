// Runs a user's hook: it finishes the far side and may look at the near side, whose fields note that they
// were read. What it wrote counts as changed if anything that it read was.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { Crossing } from './crossing.js';
import { MASK } from './fault.js';
import { lineAt, nameAt } from './object-type.js';
import { type Data, copyJson, isData, own } from './wire.js';

/** A hook that generated code found in `hooks/`. */
export interface HookInfo {
  /** The ordinal of the newer version of its step. */
  readonly at: number;
  readonly direction: 'backport' | 'upgrade';
  /** Finishes the far side, in place. */
  run(far: never, near: never): void;
  /** Paths of its input that it admits to lose. */
  readonly loses: readonly string[];
}

/** A user's hook: finishes the far side, and may look at the near side. */
export type Hook<Far, Near> = (far: Far, near: Readonly<Near>) => void;

/** Thrown by a hook that declared `refuses: true`. */
export class HookRefusal extends Error {
  readonly path: string;
  constructor(path: string, why: string) {
    super(why);
    this.name = 'HookRefusal';
    this.path = path;
  }
}

/** For hooks: refuses to carry the value of the field at `path` across. */
export function refuse(path: string, why: string): never {
  throw new HookRefusal(path, why);
}

/** Told by its name: the hook may have it from another copy of the package. */
function isRefusal(error: unknown): error is HookRefusal {
  return error instanceof Error && error.name === 'HookRefusal' && 'path' in error;
}

/** The far side as the hook leaves it; `left` is how the rules did. */
export function runHook(
  x: Crossing,
  hook: HookInfo,
  left: Data,
  near: Data,
): Record<string, unknown> {
  const [nearAt, farAt] =
    hook.direction === 'backport' ? [hook.at, hook.at - 1] : [hook.at - 1, hook.at];
  const reading: Reading = { x, anyMarked: false };
  const before = copyJson(left);
  // Without a prototype: a field called `constructor` that is unset must read as unset.
  const far: Record<string, unknown> = { __proto__: null };
  for (const name of Object.keys(left)) far[name] = left[name];
  try {
    // Generated code made sure that the hook takes these two versions' data.
    hook.run(watched(far, farAt, reading) as never, frozen(near, nearAt, reading) as never);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    x.refuse(error.path, MASK, error.message, hook.at);
  }
  for (const path of hook.loses) if (hasValueAt(near, path)) x.lostByHook(path, hook.at);
  follow(reading, hook.at, farAt, before, far);
  return far;
}

/** What a hook has looked at so far: was any of it changed? */
interface Reading {
  readonly x: Crossing;
  anyMarked: boolean;
}

function note(reading: Reading, name: string | symbol, at: number): void {
  const { x } = reading;
  const line = typeof name === 'string' ? lineAt(x.type, name, at) : undefined;
  if (line !== undefined && x.marks.has(line)) reading.anyMarked = true;
}

/** The far side for a hook to write; what it reads of it is noted. */
function watched(far: Record<string, unknown>, at: number, reading: Reading): Data {
  return new Proxy(far, {
    get(target, name) {
      if (Object.hasOwn(target, name)) note(reading, name, at);
      return typeof name === 'string' ? target[name] : undefined;
    },
    has(target, name) {
      if (Object.hasOwn(target, name)) note(reading, name, at);
      return name in target;
    },
    // Without this one, to write a field would be to look at it first.
    set: (target, name, value) => Reflect.set(target, name, value),
    getOwnPropertyDescriptor(target, name) {
      if (Object.hasOwn(target, name)) note(reading, name, at);
      return Object.getOwnPropertyDescriptor(target, name);
    },
  });
}

/** A read-only copy of the near side; what is read of it is noted. */
function frozen(near: Data, at: number, reading: Reading): Data {
  const view: Record<string, unknown> = { __proto__: null };
  for (const name of Object.keys(near)) {
    const value = deepFrozen(copyJson(near[name]));
    const get = (): unknown => {
      note(reading, name, at);
      return value;
    };
    Object.defineProperty(view, name, { enumerable: true, get });
  }
  return Object.freeze(view);
}

function deepFrozen(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) deepFrozen(member);
  return Object.freeze(value);
}

/** What the hook wrote is its own from here on, and changed if anything that it read was. */
function follow(
  { x, anyMarked }: Reading,
  since: number,
  farAt: number,
  before: JsonValue,
  far: Data,
): void {
  if (!isData(before)) return;
  for (const line of x.marks) {
    const name = nameAt(x.type, line, farAt);
    // What is unset is not changed any more, though a later hook may set it.
    if (name === undefined || far[name] === undefined) x.marks.delete(line);
  }
  for (const name of Object.keys(far)) {
    const was = Object.hasOwn(before, name) ? before[name] : undefined;
    if (was !== undefined && sameJson(was, far[name] as JsonValue)) continue;
    x.writtenByHook(name, since);
    const line = lineAt(x.type, name, farAt);
    if (anyMarked && line !== undefined) x.marks.add(line);
  }
}

/** Whether there is a value, and not null, in a field or under a key of its map: only the first dot splits. */
function hasValueAt(data: Data, path: string): boolean {
  const dot = path.indexOf('.');
  if (dot === -1) return (own(data, path) ?? null) !== null;
  const map = own(data, path.slice(0, dot));
  return isData(map) && (own(map, path.slice(dot + 1)) ?? null) !== null;
}
