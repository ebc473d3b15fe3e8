// The versions in a tree that a caller sent: what it speaks, as far as its message tells.

import type { Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { compareVersions, parseWireVersion } from '../core/version.js';
import { Decoding } from '../runtime/index.js';
import { type AnyObjectType, labelOf, ordinalOf } from '../runtime/object-type.js';
import { crossObject } from '../runtime/tree.js';
import { isData } from '../runtime/wire.js';

/**
 * The oldest label of each object in a tree that was read before, by `namespace/Name`. Only what stands where the
 * schema has an object counts: an envelope in plain data is data, and says nothing.
 */
export function labelsIn(root: AnyObjectType, primitive: JsonValue): Manifest {
  const found = new Map<string, string>();
  const seen = (type: AnyObjectType, ordinal: number): void => {
    const name = `${type.namespace}/${type.name}`;
    const [known, label] = [found.get(name), labelOf(type, ordinal)];
    if (known === undefined || isBefore(label, known)) found.set(name, label);
  };
  if (root.children().length > 0) {
    const tree = { at: new Decoding(), losses: [], newer: [] };
    crossObject({ ...tree, goal: { kind: 'stay', seen } }, root, primitive, root.name);
  } else {
    const label = isData(primitive) ? root.wire.open(primitive).version : undefined;
    const ordinal = typeof label === 'string' ? ordinalOf(root, label) : undefined;
    if (ordinal !== undefined) seen(root, ordinal);
  }
  return Object.fromEntries(found);
}

function isBefore(label: string, other: string): boolean {
  const [one, two] = [parseWireVersion(label), parseWireVersion(other)];
  return one !== undefined && two !== undefined && compareVersions(one, two) < 0;
}
