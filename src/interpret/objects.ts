// Which object of the model a name on the wire means, and which version of it is asked for.

import type { Manifest } from '../core/envelope.js';
import { sameVersion } from '../core/version.js';
import type { Version } from '../core/version.js';
import type { Model, ObjectModel, ObjectRef, Shape, Type } from '../model/model.js';
import { shapeAt } from '../model/index.js';
import type { Envelope } from './envelope.js';

type Named = Pick<Envelope, 'name' | 'namespace'>;

/** The objects that may stand at a position of this type. */
export function membersOf(type: Type): readonly ObjectRef[] {
  if (type.kind === 'object') return [type.object];
  return type.kind === 'union' ? type.members : [];
}

export function isNamed(object: Named, named: Named): boolean {
  return object.name === named.name && object.namespace === named.namespace;
}

/** Every major of the object with this name, the newest first. */
export function majorsOf(model: Model, named: Named): readonly ObjectModel[] {
  const majors = [...model.objects.values()].filter((object) => isNamed(object, named));
  return majors.sort((a, b) => b.major - a.major);
}

/** Where the version stands in the object's history; -1 when it cannot be read at it. */
export function ordinalOf(object: ObjectModel, version: Version): number {
  return object.versions.findIndex((known) => sameVersion(known, version));
}

/** A peer's version of an object; undefined when its manifest does not say. */
export function entryOf(model: Model, manifest: Manifest, object: Named): string | undefined {
  const full = `${object.namespace}/${object.name}`;
  if (Object.hasOwn(manifest, full)) return manifest[full];
  // Where two namespaces share the bare name, it would speak of both.
  const namespaces = new Set<string>();
  for (const { name, namespace } of model.objects.values()) {
    if (name === object.name) namespaces.add(namespace);
  }
  const isShared = namespaces.size > 1;
  return !isShared && Object.hasOwn(manifest, object.name) ? manifest[object.name] : undefined;
}

/** The shape at a version that the object is known to have. */
export function knownShape(object: ObjectModel, version: Version): Shape {
  const shape = shapeAt(object, version);
  if (shape === undefined) {
    throw new Error(`${object.key} has no shape at ${version.major}.${version.minor}`);
  }
  return shape;
}
