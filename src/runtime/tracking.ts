// What has changed in an object, at any depth: its marks, what was edited in place, and its objects' own.

import type { Changes } from './changes.js';
import type { Settling } from './codec.js';
import { bad } from './fault.js';
import type { VersionedObject } from './object.js';
import { type FieldInfo, lineAt } from './object-type.js';
import type { Data } from './wire.js';

export function bitOf(object: VersionedObject, field: FieldInfo): number {
  return object.$$type.bits.get(field.property) ?? 0;
}

/** Remembers a container that code is about to get hold of. */
export function handOutField(object: VersionedObject, bit: number): void {
  const field = object.$$type.fields[bit];
  if (field !== undefined) object.$$tracked().handOut(bit, field, object.$$value(field));
}

/** Whether a field was assigned, edited in place, or holds an object that has changed here. */
export function hasChanged(object: VersionedObject, field: FieldInfo, bit: number): boolean {
  return isChanged(object, object.$$changes, field, bit);
}

function isChanged(
  object: VersionedObject,
  changes: Changes | undefined,
  field: FieldInfo,
  bit: number,
): boolean {
  const isMarked = changes?.has(bit) === true;
  // Most fields have neither a mark nor a codec, and are not looked at.
  if (!isMarked && field.codec === undefined) return false;
  const value = object.$$value(field);
  if (value === undefined) return false;
  if (isMarked || changes?.edited(bit, field, value) === true) return true;
  return field.codec?.someObject?.(value, changedHere) === true;
}

/**
 * Whether anything has changed here, at any depth. What came as changed does not count: the sender said
 * in the parent's `changes` what that means for the parent.
 */
function changedHere(object: VersionedObject): boolean {
  const { $$changes: changes } = object;
  if (changes !== undefined && (changes.madeHere || someEdited(object, changes))) return true;
  return changedInside(object);
}

function someEdited(object: VersionedObject, changes: Changes): boolean {
  for (const bit of changes.handedOut()) if (isEdited(object, changes, bit)) return true;
  return false;
}

function isEdited(object: VersionedObject, changes: Changes, bit: number): boolean {
  const field = object.$$type.fields[bit];
  return field !== undefined && changes.edited(bit, field, object.$$value(field));
}

/** Whether an object that stands in a field has changed. */
function changedInside(object: VersionedObject): boolean {
  for (const field of object.$$type.objectFields) {
    const value = object.$$value(field);
    if (value !== undefined && field.codec?.someObject?.(value, changedHere) === true) return true;
  }
  return false;
}

/** The objects that stand in an object's fields. */
export function childrenOf(object: VersionedObject): VersionedObject[] {
  const found: VersionedObject[] = [];
  const add = (child: VersionedObject): boolean => {
    found.push(child);
    return false;
  };
  for (const field of object.$$type.objectFields) {
    const value = object.$$value(field);
    if (value !== undefined) field.codec?.someObject?.(value, add);
  }
  return found;
}

/** Gives a copy the changes of what it was copied from. */
export function copyChanges(from: VersionedObject, to: VersionedObject): void {
  const { $$changes: changes } = from;
  if (changes === undefined) return;
  const copy = to.$$tracked();
  for (const bit of from.$$type.fields.keys()) {
    if (isEdited(from, changes, bit)) copy.mark(bit);
    else if (changes.has(bit)) copy.markReceived(bit);
  }
  if (changes.madeHere) copy.madeHere = true;
}

/** Takes over `changes` of an envelope: names that are unknown at that version, or unset, are passed over. */
export function markNames(
  object: VersionedObject,
  names: unknown,
  version: number,
  path: string,
): void {
  if (!Array.isArray(names)) return bad(path, 'an envelope whose changes are a list', names);
  const { fields } = object.$$type;
  for (const name of names) {
    const line = typeof name === 'string' ? lineAt(object.$$type, name, version) : undefined;
    const field = line === undefined ? undefined : fields[line];
    if (line === undefined || field === undefined) continue;
    if (object.$$value(field) !== undefined) object.$$tracked().markReceived(line);
  }
}

/** The names of changed fields at a version, for those that are in `data`; undefined when there are none. */
export function namesChanged(
  object: VersionedObject,
  changes: Changes | undefined,
  version: number,
  data: Data,
): string[] | undefined {
  // An object that nobody has touched is to cost next to nothing.
  if (changes === undefined && !changedInside(object)) return undefined;
  const { rows, fields } = object.$$type;
  const names: string[] = [];
  for (const { name, line, since, until } of rows) {
    const field = fields[line];
    if (field === undefined || since > version || version > until) continue;
    if (isChanged(object, changes, field, line) && data[name] !== undefined) names.push(name);
  }
  return names.length === 0 ? undefined : names;
}

/**
 * An edit in place went past the setter: checks what was edited, and makes it canonical where it stands.
 * Nested objects do the same for themselves; with `deep` their fields are looked into from here.
 */
export function settleObject(object: VersionedObject, at: Settling): void {
  const { $$changes: changes, $$type: type } = object;
  const fields = new Set(at.deep ? type.objectFields : []);
  if (changes !== undefined) {
    for (const bit of changes.handedOut()) {
      const field = type.fields[bit];
      if (field !== undefined && isEdited(object, changes, bit)) fields.add(field);
    }
  }
  for (const field of fields) {
    const value = object.$$value(field);
    if (value !== undefined) field.codec?.settle(value, `${type.name}.${field.name}`, at);
  }
}
