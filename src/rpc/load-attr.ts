// A field that is to be loaded, as caller and conductor name it to each other: by what the caller's version calls it.

import type { JsonValue } from '../core/json.js';
import { describe, short } from '../runtime/fault.js';
import { NotLoadableError } from '../runtime/index.js';
import {
  type AnyObjectType,
  type FieldInfo,
  labelOf,
  lineAt,
  nameAt,
  ordinalOf,
} from '../runtime/object-type.js';
import { isData } from '../runtime/wire.js';
import { RpcError } from './errors.js';

/** The field that a version has under this name; a version that is not known is the newest. */
export function fieldNamed(
  type: AnyObjectType,
  name: unknown,
  version: string | undefined,
): FieldInfo {
  const ordinal = ordinalIn(type, version);
  const line = typeof name === 'string' ? lineAt(type, name, ordinal) : undefined;
  if (line === undefined) {
    const told = `${type.name} ${labelOf(type, ordinal)} has no field ${describe(name)}`;
    throw new RpcError('bad-arguments', type.name, told);
  }
  const field = type.fields[line];
  if (field !== undefined) return field;
  const why = `${type.name} ${type.version} does not have it any more`;
  throw new NotLoadableError(type.name, short(String(name)), why);
}

/** What a primitive of ours calls a field. */
export function nameIn(type: AnyObjectType, field: FieldInfo, primitive: JsonValue): string {
  const version = isData(primitive) ? type.wire.open(primitive).version : undefined;
  const ordinal = ordinalIn(type, typeof version === 'string' ? version : undefined);
  const name = nameAt(type, type.fields.indexOf(field), ordinal);
  if (name !== undefined) return name;
  const why = `${type.name} ${labelOf(type, ordinal)}, which this process is pinned to, does not have it`;
  throw new NotLoadableError(type.name, field.name, why);
}

function ordinalIn(type: AnyObjectType, version: string | undefined): number {
  return (version === undefined ? undefined : ordinalOf(type, version)) ?? type.newest;
}
