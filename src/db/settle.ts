// An object and what was written of it: what it had when its save began, and what is still changed when that is kept.

import type { Loss } from '../core/envelope.js';
import { type FieldInfo, lineAt } from '../runtime/object-type.js';
import type { VersionedObject } from '../runtime/index.js';

/** Values of some fields, which nobody edits any more. */
export type Snapshot = ReadonlyMap<FieldInfo, unknown>;

export function snapshotOf(object: VersionedObject, fields: readonly FieldInfo[]): Snapshot {
  return new Map(
    fields.map((field) => {
      const value = object.$$value(field);
      if (value === undefined || field.codec === undefined) return [field, value];
      const copy: unknown = field.codec.copy(value);
      // A row says what is, and not what was changed for it.
      field.codec.someObject?.(copy, forgetChanges);
      return [field, copy];
    }),
  );
}

/**
 * What was written is changed no more, unless somebody has changed it again meanwhile. What could not be written stays
 * changed: a later save, by another pin, may write it.
 */
export function settle(object: VersionedObject, saved: Snapshot, losses: readonly Loss[]): void {
  const { $$type: type } = object;
  const unsaid = new Set(losses.filter(isDrop).map((loss) => fieldOf(object, loss)));
  for (const [field, value] of saved) {
    const bit = type.fields.indexOf(field);
    const now = object.$$value(field);
    if (unsaid.has(field)) object.$$tracked().mark(bit);
    else if (isSame(field, now, value)) {
      object.$$changes?.renew(bit, field, now);
      if (now !== undefined) field.codec?.someObject?.(now, forgetChanges);
    }
  }
  // Nothing is left of it: nobody is to think that it was changed here.
  if (object.objWhatChanged().length === 0) object.objResetChanges();
}

function forgetChanges(object: VersionedObject): false {
  object.objResetChanges();
  return false;
}

/** Losses of what was to be written: what a version cannot say of other fields stays where it is, in their own columns. */
export function lossesOf(
  object: VersionedObject,
  losses: readonly Loss[],
  fields: readonly FieldInfo[],
): readonly Loss[] {
  return losses.filter((loss) => {
    if (!isDrop(loss) || /[.[]/.test(pathWithin(loss))) return true;
    const field = fieldOf(object, loss);
    return field !== undefined && fields.includes(field);
  });
}

function isDrop({ kind }: Loss): boolean {
  return kind === 'drop';
}

/** The field of the object that a loss is in or of; it is told in the names of the version that lost it. */
export function fieldOf({ $$type: type }: VersionedObject, loss: Loss): FieldInfo | undefined {
  const name = /^[^.[]*/.exec(pathWithin(loss))?.[0] ?? '';
  const ordinal = loss.object === type.name ? type.ordinals.get(loss.from) : undefined;
  const line = lineAt(type, name, ordinal ?? type.newest);
  return line === undefined ? undefined : type.fields[line];
}

/** Without the root's name. */
function pathWithin({ path }: Loss): string {
  return path.slice(path.indexOf('.') + 1);
}

export function isSame({ codec }: FieldInfo, a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined || codec === undefined) return a === b;
  return codec.equals(a, b);
}
