// Objects for people: what is sensitive is masked, what is unset is left out.

import { MASK, describe } from './fault.js';
import type { VersionedObject } from './object.js';
import { define } from './wire.js';

/** Plain data by property, without envelopes. */
export function plainObject(object: VersionedObject): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const field of object.$$type.fields) {
    const value = object.$$value(field);
    if (value === undefined) continue;
    const shown = field.codec === undefined ? value : field.codec.plain(value);
    define(plain, field.property, field.sensitive && value !== null ? MASK : shown);
  }
  return plain;
}

/** `Flavor(id=1, name="m1.tiny")`, with containers by their size. */
export function textOfObject(object: VersionedObject): string {
  const parts = object.$$type.fields.flatMap((field) => {
    const value = object.$$value(field);
    if (value === undefined) return [];
    const shown = field.sensitive && value !== null ? MASK : describe(value);
    return [`${field.name}=${shown}`];
  });
  return `${object.$$type.name}(${parts.join(', ')})`;
}

/** What `util.inspect` and `console.log` show. */
export function inspectObject(
  object: VersionedObject,
  inspect: (value: unknown) => string,
): string {
  return `${object.$$type.name} ${inspect(plainObject(object))}`;
}
