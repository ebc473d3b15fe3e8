// An object's shape at any version that it can be read at.

import { sameVersion, type Version } from '../core/version.js';
import type { ObjectModel, Shape } from './model.js';

/** Undefined for a version that the object does not know. */
export function shapeAt({ shape, shapes }: ObjectModel, version: Version): Shape | undefined {
  if (sameVersion(shape.version, version)) return shape;
  return shapes.find((one) => sameVersion(one.version, version));
}
