// The values of a rehearsal: of each object that both ends speak, those that were made with a thought, the
// smallest first, and random ones.

import type { Manifest } from '../../core/envelope.js';
import type { JsonValue } from '../../core/json.js';
import { compareVersions, parseWireVersion } from '../../core/version.js';
import type { Model, ObjectModel } from '../../model/model.js';
import { isJsonObject } from '../laws/envelope.js';
import { createRandom, randomPrimitive, systematicPrimitives } from '../values/index.js';

export interface RehearsedValue {
  readonly about: string;
  readonly value: JsonValue;
}

export interface ValueOptions {
  readonly prefix: string;
  readonly seed: number;
  /** Random values beside the systematic ones. */
  readonly cases: number;
}

/**
 * Values of an object of a release, it and all in it at the release's very versions. They come from the whole
 * model, so that they hold what histories since then speak of.
 */
export function valuesOf(
  whole: Model,
  { namespace, name, version }: ObjectModel,
  manifest: Manifest,
  { prefix, seed, cases }: ValueOptions,
): readonly RehearsedValue[] {
  const object = newestWith(whole, `${namespace}/${name}`, version);
  if (object === undefined) return [];
  const options = { prefix, isExact: true };
  const made = [...systematicPrimitives(whole, object, manifest, options)].map(
    ({ about, primitive }) => ({
      about: about.replace(/^[^:]*: /, ''),
      // An object that was read from somewhere, of which nothing is changed yet.
      value: withoutChanges(primitive, prefix),
    }),
  );
  const sizes = new Map(made.map(({ value }) => [value, JSON.stringify(value).length]));
  made.sort((a, b) => (sizes.get(a.value) ?? 0) - (sizes.get(b.value) ?? 0));
  const random = createRandom(seed ^ hashOf(`${object.key} ${JSON.stringify(manifest)}`));
  for (let i = 1; i <= cases; i++) {
    const one = randomPrimitive(whole, object, manifest, random, options);
    if (one !== undefined) made.push({ about: `random ${i}`, value: one.primitive });
  }
  return made;
}

/** The newest major that has a version: it knows most of what became of it. */
export function newestWith(
  model: Model,
  key: string,
  version: ObjectModel['version'],
): ObjectModel | undefined {
  return [...model.objects.values()]
    .filter((one) => `${one.namespace}/${one.name}` === key)
    .filter(({ versions }) => versions.some((known) => compareVersions(known, version) === 0))
    .sort((a, b) => b.major - a.major)[0];
}

/** The version of an object in a manifest. */
export function entryOf(
  manifest: Manifest,
  { namespace, name }: Pick<ObjectModel, 'namespace' | 'name'>,
): ObjectModel['version'] | undefined {
  const full = `${namespace}/${name}`;
  const entry = Object.hasOwn(manifest, full) ? manifest[full] : manifest[name];
  return entry === undefined ? undefined : parseWireVersion(entry);
}

function withoutChanges(primitive: JsonValue, prefix: string): JsonValue {
  if (!isJsonObject(primitive)) return primitive;
  return Object.fromEntries(
    Object.entries(primitive).filter(([key]) => key !== `${prefix}.changes`),
  );
}

/** A number for a text, so that each object has random values of its own. */
function hashOf(text: string): number {
  let hash = 0;
  for (const char of text) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return hash >>> 0;
}
