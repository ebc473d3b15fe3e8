// The children of every version of an object, as a test reads them at a glance.

import { formatVersion } from '../../src/core/version.js';
import { formatRef, type ObjectModel, type Type } from '../../src/model/index.js';

/** A line a version: `1.0 flavor Flavor@1.1`. */
export function refsIn(object: ObjectModel): readonly string[] {
  return object.shapes.map(({ version, fields }) => {
    const children = [...fields.values()].map(({ name, type }) => `${name} ${refOf(type)}`);
    return [formatVersion(version), ...children].join(' ');
  });
}

function refOf(type: Type): string {
  if ('element' in type) return refOf(type.element);
  return type.kind === 'object' ? formatRef(type.object, 'test') : type.kind;
}
