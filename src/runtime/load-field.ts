// Loads a field that a query left out: asked of whatever lists the class's rows, here or through a conductor.

import { NotLoadableError } from './errors.js';
import { callStatic, contextOf } from './methods.js';
import type { VersionedObject } from './object.js';
import type { FieldInfo } from './object-type.js';

/** Sets an unset field to what its row has; it is no change. */
export async function loadField(object: VersionedObject, field: FieldInfo): Promise<void> {
  const { $$type: type } = object;
  const { storage } = type;
  const key = type.fields.find(({ name }) => name === storage?.key);
  const lists = type.methods.find(({ stored }) => stored === 'list');
  const context = contextOf(object);
  if (key === undefined || lists === undefined || context === undefined) {
    throw new NotLoadableError(type.name, field.name);
  }
  if (object.$$value(key) === undefined) {
    throw new NotLoadableError(type.name, field.name, `${key.name}, by which to load it, is unset`);
  }
  const query = {
    where: { [key.property]: Reflect.get(object, key.property) as unknown },
    fields: [field.property],
  };
  const [row] = await callStatic<readonly VersionedObject[]>(type, context, lists.name, [query]);
  if (row === undefined) throw new NotLoadableError(type.name, field.name, 'its row is gone');
  const value = row.$$value(field);
  // Whoever assigned it meanwhile is right.
  if (value !== undefined && object.$$value(field) === undefined) object.$$put(field, value);
}
