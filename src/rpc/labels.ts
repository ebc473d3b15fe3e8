// The versions that stand in primitives: what a caller speaks, as far as its message tells, and what an object has
// already.

import type { Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { compareVersions, parseWireVersion } from '../core/version.js';
import { eachObjectIn } from '../runtime/convert.js';
import type { Registry } from '../runtime/index.js';
import { type AnyObjectType, labelOf, ordinalOf } from '../runtime/object-type.js';
import { isData } from '../runtime/wire.js';

/**
 * The oldest label of each object in a tree that was read before, by `namespace/Name`. */
export function labelsIn(root: AnyObjectType, primitive: JsonValue): Manifest {
  const found = new Map<string, string>();
  const seen = (type: AnyObjectType, ordinal: number): void => {
    const name = `${type.namespace}/${type.name}`;
    const [known, label] = [found.get(name), labelOf(type, ordinal)];
    if (known === undefined || isBefore(label, known)) found.set(name, label);
  };
  if (root.children().length > 0) {
    eachObjectIn(root, primitive, seen);
  } else {
    const label = isData(primitive) ? root.wire.open(primitive).version : undefined;
    const ordinal = typeof label === 'string' ? ordinalOf(root, label) : undefined;
    if (ordinal !== undefined) seen(root, ordinal);
  }
  return Object.fromEntries(found);
}

/** A manifest that asks for no more of an object than its own label; undefined where it asks for no more already. */
export function loweredTo(
  registry: Registry,
  primitive: JsonValue,
  manifest: Manifest,
): Manifest | undefined {
  if (!isData(primitive)) return undefined;
  const type = registry.types.find(({ namespace, name, wire }) => {
    const named = wire.open(primitive);
    return named.name === name && named.namespace === namespace;
  });
  if (type === undefined) return undefined;
  const full = `${type.namespace}/${type.name}`;
  const key = Object.hasOwn(manifest, full) ? full : type.name;
  const { version } = type.wire.open(primitive);
  const asked = Object.hasOwn(manifest, key) ? manifest[key] : undefined;
  if (asked === undefined || typeof version !== 'string') return undefined;
  return isBefore(version, asked) ? { ...manifest, [key]: version } : undefined;
}

function isBefore(label: string, other: string): boolean {
  const [one, two] = [parseWireVersion(label), parseWireVersion(other)];
  return one !== undefined && two !== undefined && compareVersions(one, two) < 0;
}
