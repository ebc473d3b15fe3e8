// What has changed in an object, at any depth: its marks, what was edited in place, and its objects' own.

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
  const value = object.$$value(field);
  if (value === undefined) return false;
  if (object.$$changes?.has(bit) === true || isEdited(object, field, bit)) return true;
  for (const child of field.codec?.objects?.(value) ?? []) if (changedHere(child)) return true;
  return false;
}

function isEdited(object: VersionedObject, field: FieldInfo, bit: number): boolean {
  return object.$$changes?.edited(bit, field, object.$$value(field)) === true;
}

/**
 * Whether anything has changed here, at any depth. What came as changed does not count: the sender said
 * in the parent's `changes` what that means for the parent.
 */
function changedHere(object: VersionedObject): boolean {
  const { $$changes: changes, $$type: type } = object;
  if (changes?.madeHere === true) return true;
  if (changes !== undefined && type.fields.some((field, bit) => isEdited(object, field, bit))) {
    return true;
  }
  if (!type.hasObjects) return false;
  for (const child of childrenOf(object)) if (changedHere(child)) return true;
  return false;
}

/** The objects that stand in an object's fields. */
export function* childrenOf(object: VersionedObject): Iterable<VersionedObject> {
  for (const field of object.$$type.fields) {
    const value = field.codec?.objects === undefined ? undefined : object.$$value(field);
    if (value !== undefined) yield* field.codec?.objects?.(value) ?? [];
  }
}

/** Gives a copy the changes of what it was copied from. */
export function copyChanges(from: VersionedObject, to: VersionedObject): void {
  const { $$changes: changes } = from;
  if (changes === undefined) return;
  const copy = to.$$tracked();
  for (const [bit, field] of from.$$type.fields.entries()) {
    if (isEdited(from, field, bit)) copy.mark(bit);
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
  version: number,
  data: Data,
): string[] | undefined {
  const { $$type: type } = object;
  if (object.$$changes === undefined && !type.hasObjects) return undefined;
  const names: string[] = [];
  for (const row of type.rows) {
    const field = type.fields[row.line];
    if (field === undefined || row.since > version || version > row.until) continue;
    if (data[row.name] === undefined) continue;
    if (hasChanged(object, field, row.line)) names.push(row.name);
  }
  return names.length === 0 ? undefined : names;
}

/** Checks every container that code got hold of: an edit in place went past the setter. */
export function verifyHandedOut(object: VersionedObject): void {
  const { $$changes: changes, $$type: type } = object;
  if (changes === undefined) return;
  for (const [bit, field] of type.fields.entries()) {
    if (!changes.wasHandedOut(bit)) continue;
    const value = object.$$value(field);
    if (value !== undefined) field.codec?.assign(value, `${type.name}.${field.name}`);
  }
}
