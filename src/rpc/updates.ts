// What a method did to its object: told by the conductor in the names of the version that the caller sent,
// and taken over by the caller's object.

import { isList, type JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { bad } from '../runtime/fault.js';
import type { VersionedObject } from '../runtime/index.js';
import type { AnyObjectType, FieldInfo } from '../runtime/object-type.js';
import { RpcError } from './errors.js';

type JsonObject = { readonly [key: string]: JsonValue };

/** What is still changed, as Python's objects tell it. */
const CHANGED = 'obj_what_changed';
/** What is not set any more; Python passes over a name that it does not know. */
const UNSET = 'obj_unset';

/** The difference between an object before and after, both at one version. */
export function updatesBetween(
  type: AnyObjectType,
  before: JsonValue,
  after: JsonValue,
): JsonObject {
  const [was, is] = [dataOf(type, before), dataOf(type, after)];
  const updates: [string, JsonValue][] = Object.entries(is).filter(([name, value]) => {
    const known = Object.hasOwn(was, name) ? was[name] : undefined;
    return known === undefined || !sameJson(known, value);
  });
  const unset = Object.keys(was).filter((name) => !Object.hasOwn(is, name));
  const changed = own(asObject(after), `${type.wire.prefix}.changes`) ?? [];
  return Object.fromEntries([
    ...updates,
    [CHANGED, changed],
    ...(unset.length === 0 ? [] : [[UNSET, unset] as [string, JsonValue]]),
  ]);
}

/** What was sent, with what the conductor says has become of it. */
export function mergedWith(type: AnyObjectType, sent: JsonValue, updates: JsonValue): JsonValue {
  const { prefix } = type.wire;
  if (!isMap(updates)) {
    throw new RpcError('bad-answer', type.name, `what became of a ${type.name} is told in a map`);
  }
  const told = updates;
  const changed = textsIn(type, told, CHANGED);
  const unset = new Set(textsIn(type, told, UNSET));
  const data = Object.entries(dataOf(type, sent)).filter(
    ([name]) => !unset.has(name) && !Object.hasOwn(told, name),
  );
  const values = Object.entries(told).filter(([name]) => name !== CHANGED && name !== UNSET);
  return {
    ...asObject(sent),
    // From entries: a field may be called `__proto__`.
    [`${prefix}.data`]: Object.fromEntries([...data, ...values]),
    [`${prefix}.changes`]: changed,
  };
}

/**
 * Takes over what became of an object: where the version that was sent, read again, differs before and after.
 * What that version does not know stays as it is here.
 */
export function takeOver(
  object: VersionedObject,
  before: VersionedObject,
  after: VersionedObject,
): void {
  for (const [bit, field] of object.$$type.fields.entries()) {
    const [was, is] = [before.$$value(field), after.$$value(field)];
    if (isEqual(field, was, is)) {
      if (is !== undefined && field.codec?.someObject !== undefined)
        settleInside(object, field, is);
    } else {
      object.$$put(field, is);
      object.$$changes?.forget(bit);
    }
    if (hasMark(after, bit)) object.$$tracked().markReceived(bit);
    else if (hasMark(before, bit)) object.$$changes?.renew(bit, field, object.$$value(field));
  }
}

function hasMark(object: VersionedObject, bit: number): boolean {
  return object.$$changes?.has(bit) === true;
}

function isEqual({ codec }: FieldInfo, a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined || codec === undefined) return a === b;
  return codec.equals(a, b);
}

/** Objects inside that say the same: what is still changed in them is what came back. */
function settleInside(object: VersionedObject, field: FieldInfo, after: unknown): void {
  const isChanged = field.codec?.someObject?.(after, (inner) => inner.objWhatChanged().length > 0);
  if (isChanged === true) {
    object.$$put(field, after);
    return;
  }
  const own = object.$$value(field);
  if (own === undefined) return;
  field.codec?.someObject?.(own, (inner) => {
    inner.objResetChanges();
    return false;
  });
}

function dataOf(type: AnyObjectType, primitive: JsonValue): JsonObject {
  return asObject(own(asObject(primitive), `${type.wire.prefix}.data`) ?? {});
}

function textsIn(type: AnyObjectType, updates: JsonObject, name: string): readonly string[] {
  const value = own(updates, name) ?? [];
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.every((text) => typeof text === 'string')) return texts;
  return bad(`${type.name}.${name}`, 'a list of names', value);
}

function asObject(value: JsonValue): JsonObject {
  return isMap(value) ? value : {};
}

function isMap(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
