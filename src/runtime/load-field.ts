// Loads a field that is not set: a stored one from its row, any other by what was implemented for it; here or
// through a conductor, as the object's context has it.

import { strings } from './codec.js';
import { NotLoadableError } from './errors.js';
import { bind, callStatic, type Context, contextOf, method, type MethodInfo } from './methods.js';
import type { VersionedObject } from './object.js';
import type { AnyObjectType, FieldInfo } from './object-type.js';

/**
 * The call by which a field is loaded: every object has it, and no schema declares it. Its argument is a property
 * within a process, and on the wire the name that the caller's version has for it; its result is what the field holds.
 */
export const LOAD_ATTR: MethodInfo = method({
  name: 'obj_load_attr',
  property: 'objLoadAttr',
  idempotent: true,
  args: [{ name: 'attrname', codec: strings }],
});

/** Sets an unset field to what can be loaded; it is no change. */
export async function loadField(object: VersionedObject, field: FieldInfo): Promise<void> {
  const { $$type: type } = object;
  const context = contextOf(object);
  if (context === undefined) {
    const why = 'it is bound to no context that could load it';
    throw new NotLoadableError(type.name, field.name, why);
  }
  const lister = listerOf(type, field);
  const call = { context, type, method: LOAD_ATTR, object, args: [field.property] };
  const value =
    lister === undefined
      ? await context.calls.callOn(call)
      : await fromRow(object, field, context, lister);
  setLoaded(object, field, value);
}

/** Whoever assigned the field meanwhile is right. */
export function setLoaded(object: VersionedObject, field: FieldInfo, value: unknown): void {
  if (value === undefined || object.$$value(field) !== undefined) return;
  object.$$put(field, value);
  const context = contextOf(object);
  if (context === undefined || value === null) return;
  field.codec?.someObject?.(value, (inner) => {
    bind(inner, context);
    return false;
  });
}

/** What a loader gave, held to what the field takes and in the form in which objects keep it. */
export function checkedField(type: AnyObjectType, field: FieldInfo, value: unknown): unknown {
  const blank = type.create();
  // The setter of an object that has nothing yet: it checks the value, and masks what is sensitive.
  Reflect.set(blank, field.property, value);
  return blank.$$value(field);
}

/** The method that gives rows with this field, where it is stored. */
function listerOf(type: AnyObjectType, field: FieldInfo): string | undefined {
  const { storage, methods, newest } = type;
  const isIt = (row: { field: string; since: number; until: number }): boolean =>
    row.field === field.name && row.since <= newest && newest <= row.until;
  if (storage?.columns.some(isIt) !== true && storage?.sides.some(isIt) !== true) return undefined;
  return methods.find(({ stored }) => stored === 'list')?.name;
}

async function fromRow(
  object: VersionedObject,
  field: FieldInfo,
  context: Context,
  lister: string,
): Promise<unknown> {
  const { $$type: type } = object;
  const key = type.fields.find(({ name }) => name === type.storage?.key);
  if (key === undefined || object.$$value(key) === undefined) {
    const why = `${type.storage?.key ?? 'its key'}, by which to load it, is unset`;
    throw new NotLoadableError(type.name, field.name, why);
  }
  const query = {
    where: { [key.property]: Reflect.get(object, key.property) as unknown },
    fields: [field.property],
  };
  const [row] = await callStatic<readonly VersionedObject[]>(type, context, lister, [query]);
  if (row === undefined) throw new NotLoadableError(type.name, field.name, 'its row is gone');
  return row.$$value(field);
}
