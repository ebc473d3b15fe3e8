// Arguments and results: values of a type that stand in no object.

import type { Manifest } from '../core/envelope.js';
import type { Codec } from './codec.js';
import { Decoding, type DecodingOptions } from './decoding.js';
import type { AnyObjectType } from './object-type.js';
import { ordinalIn, treeOf } from './target.js';
import { copyJson } from './wire.js';

/** The value as JSON that shares nothing with it; its objects for a manifest, or at their newest. */
export function encodeValue(codec: Codec<unknown>, value: unknown, manifest?: Manifest): unknown {
  const types = new Set((codec.types?.() ?? []).flatMap((type) => [...treeOf(type)]));
  const spoken = manifest ?? newestOf(types);
  const ordinals = new Map([...types].map((type) => [type.slot, ordinalIn(type, spoken)]));
  const [first] = types;
  const slots = first?.targets((slot) => ordinals.get(slot) ?? MISSING) ?? {};
  return copyJson(codec.encode(value, { ...slots, $manifest: spoken }));
}

/** No entry for the object. */
const MISSING = -1;

/** JSON as a value of the type, checked; `path` is what errors call it. */
export function decodeValue(
  codec: Codec<unknown>,
  value: unknown,
  path: string,
  options: DecodingOptions = {},
): unknown {
  return codec.decode(value, path, new Decoding(options));
}

function newestOf(types: Iterable<AnyObjectType>): Manifest {
  const newest = new Map<string, AnyObjectType>();
  for (const type of types) {
    const name = `${type.namespace}/${type.name}`;
    const known = newest.get(name);
    if (known === undefined || known.major < type.major) newest.set(name, type);
  }
  return Object.fromEntries([...newest].map(([name, { version }]) => [name, version]));
}
