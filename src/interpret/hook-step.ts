// A hook's part of a step: it sees both sides as plain data and finishes the far one.

import { isList, type JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import type { HookUse, Type } from '../model/model.js';
import type { Cell, Cells } from './cell.js';
import { lossOf, pathOf, refusalOf, settle } from './crossing.js';
import type { Side, Stepping } from './crossing.js';
import { isJsonObject, own } from './envelope.js';
import type { Hook, HookData, Misfit } from './result.js';

/**
 * A hook may read everything, so that whatever stands on either side is needed: refusals count from
 * here on, and when there is one the hook is not run. Returns what went wrong with the hook itself.
 */
export function applyHook(stepping: Stepping, use: HookUse, hook: Hook): Misfit | undefined {
  const { crossing, near, far } = stepping;
  for (const side of [near, far]) for (const cell of side.cells.values()) settle(crossing, cell);
  if (crossing.refusals.length > 0) return undefined;

  reportLoses(stepping, use);
  const read = new Set<Cell>();
  const before = dataOf(far, read);
  const after = dataOf(far, read);
  try {
    hook(after.watched, dataOf(near, read).watched);
  } catch (thrown) {
    if (use.refuses && isRefusal(thrown)) {
      const name = /^[^.[]*/.exec(thrown.path)?.[0] ?? '';
      const path = pathOf(crossing, near.cells.get(name), name) + thrown.path.slice(name.length);
      crossing.refusals.push(refusalOf(crossing, path, thrown.message));
      return undefined;
    }
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const { object, path } = crossing;
    return { code: 'failed-hook', object, path, message: `the hook threw: ${why}` };
  }
  const isChange = [...read].some((cell) => cell.changed);
  takeOver(stepping, before.data, after.data, isChange);
  // What the hook has not set again is unset from here on: no later step can drop it once more.
  for (const [name, { content }] of far.cells) if (content.kind === 'gone') far.cells.delete(name);
  return undefined;
}

/** What `refuse` of the runtime throws; told by its name, for this side of the house does not know that one. */
function isRefusal(thrown: unknown): thrown is Error & { readonly path: string } {
  if (!(thrown instanceof Error) || thrown.name !== 'HookRefusal') return false;
  return 'path' in thrown && typeof thrown.path === 'string';
}

/** Puts what the hook wrote into the far side's cells. */
function takeOver(stepping: Stepping, before: HookData, after: HookData, changed: boolean): void {
  const { crossing, far } = stepping;
  for (const name of far.shape.fields.keys()) {
    const value = after[name];
    if (isSame(before[name], value)) continue;
    if (value === undefined) {
      far.cells.delete(name);
      continue;
    }
    const cell = far.cells.get(name);
    const origins = [pathOf(crossing, cell, name)];
    // A field that was changed stays so, whatever the hook makes of it.
    const isChanged = changed || cell?.changed === true;
    const content = { kind: 'value', value } as const;
    far.cells.set(name, { content, changed: isChanged, origins, losses: [] });
  }
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameJson(a, b);
}

function reportLoses({ crossing, step, near }: Stepping, use: HookUse): void {
  const place = { since: `${step.newer.major}.${step.newer.minor}`, source: use.source };
  for (const path of use.loses) {
    // Only the first dot splits: the rest is a key of a map, and may have dots of its own.
    const dot = path.indexOf('.');
    const name = dot === -1 ? path : path.slice(0, dot);
    const key = dot === -1 ? undefined : path.slice(dot + 1);
    const cell = near.cells.get(name);
    if (cell?.content.kind !== 'value' || !holds(cell.content.value, key)) continue;
    const below = path.slice(name.length);
    crossing.losses.push(lossOf(crossing, place, 'hook', pathOf(crossing, cell, name) + below));
  }
}

function holds(value: JsonValue, key: string | undefined): boolean {
  if (key === undefined) return value !== null;
  return isJsonObject(value) && (own(value, key) ?? null) !== null;
}

/** A side's set fields as own keys of an object without a prototype, which notes what is read of it. */
function dataOf(side: Side, read: Set<Cell>): { data: HookData; watched: HookData } {
  const data: HookData = { __proto__: null };
  for (const [name, field] of side.shape.fields) {
    const content = side.cells.get(name)?.content;
    if (content?.kind === 'value') data[name] = thawed(content.value, field.type);
  }
  return { data, watched: watch(data, side.cells, read) };
}

function watch(data: HookData, cells: Cells, read: Set<Cell>): HookData {
  const note = (key: string | symbol): void => {
    const cell = typeof key === 'string' ? cells.get(key) : undefined;
    if (cell?.content.kind === 'value') read.add(cell);
  };
  return new Proxy(data, {
    get: (target, key) => {
      note(key);
      return typeof key === 'string' ? target[key] : undefined;
    },
    has: (target, key) => {
      note(key);
      return key in target;
    },
    // Without this one, to write a field would be to look at it first.
    set: (target, key, value) => Reflect.set(target, key, value),
    getOwnPropertyDescriptor: (target, key) => {
      note(key);
      return Object.getOwnPropertyDescriptor(target, key);
    },
  });
}

/** A copy that a hook may edit in place; nested objects stay the same, for a hook only moves them. */
function thawed(value: JsonValue, type: Type): JsonValue {
  if (type.kind === 'object' || type.kind === 'union') return value;
  if (type.kind === 'scalar') return structuredClone(value);
  const element = type.kind === 'enum' ? undefined : type.element;
  if (element === undefined) return value;
  if (isList(value)) return value.map((item) => thawed(item, element));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, item]) => [k, thawed(item, element)]));
}
