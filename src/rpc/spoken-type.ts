// Of several majors of an object, the class that a caller means: its own, whose methods it knows and whose versions it
// reads. Data is read by the newest major that can; who calls a method must be answered by the one that it called.

import { parseWireVersion } from '../core/version.js';
import { decodeObject } from '../runtime/decoding.js';
import { Decoding, type Registry, type VersionedObject } from '../runtime/index.js';
import type { AnyObjectType } from '../runtime/object-type.js';
import { isData } from '../runtime/wire.js';

/** `type`, or what the registry has of the major of this version. */
export function typeSpoken(
  registry: Registry,
  type: AnyObjectType,
  version: unknown,
): AnyObjectType {
  const major = typeof version === 'string' ? parseWireVersion(version)?.major : undefined;
  if (major === undefined || major === type.major) return type;
  return registry.find(`${type.namespace}/${type.name}@${major}`) ?? type;
}

/** An object that a method was called on. */
export function decodeSpoken(registry: Registry, primitive: unknown): VersionedObject {
  const newest = registry.typeOf(primitive);
  const version = isData(primitive) ? newest.wire.open(primitive).version : undefined;
  const type = typeSpoken(registry, newest, version);
  return decodeObject(type, primitive, type.name, new Decoding());
}
