// An object's shape at any version that it can be read at.

import { sameVersion, type Version } from '../core/version.js';
import type { ObjectModel, Shape } from './model.js';
import { takeBack } from './take-back.js';

/** Undefined for a version that the object does not know. */
export function shapeAt(object: ObjectModel, version: Version): Shape | undefined {
  if (sameVersion(object.version, version)) return object.shape;
  if (!object.versions.some((known) => sameVersion(known, version))) return undefined;
  return shapesOf(object).find((shape) => sameVersion(shape.version, version));
}

/** The shapes at all versions, oldest first: `shapesOf(object)[i]` is that of `object.versions[i]`. */
export function shapesOf(object: ObjectModel): readonly Shape[] {
  const shapes = [object.shape];
  let shape = object.shape;
  for (const step of [...object.steps].reverse()) {
    shape = takeBack(shape, step);
    shapes.push(shape);
  }
  return shapes.reverse();
}
