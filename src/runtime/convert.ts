// Backports and upgrades of primitives, as a conductor does them: never through instances.

import type { Loss, Manifest } from '../core/envelope.js';
import { type Newer, type Tree, crossObject } from './tree.js';
import { Decoding, type DecodingOptions, openAs } from './decoding.js';
import { InvalidTargetVersion } from './errors.js';
import { short } from './fault.js';
import { type AnyObjectType, labelOf, ordinalOf } from './object-type.js';
import type { Primitive } from './wire.js';

/** What to bring a primitive to: a manifest for the whole tree, or a version for its root alone. */
export type BackportGoal = { readonly manifest: Manifest } | { readonly to: string };

/** A primitive at another version, and what came of the way there. */
export interface Converted {
  readonly primitive: Primitive;
  /** What the result does not say any more. */
  readonly losses: readonly Loss[];
  /** Nested objects that stayed as they were, because only the root's version was asked for. */
  readonly newer: readonly Newer[];
}

/** Brings a primitive to an older version. */
export function backport(
  type: AnyObjectType,
  primitive: unknown,
  goal: BackportGoal,
  options: DecodingOptions = {},
): Converted {
  if ('manifest' in goal)
    return convert(type, primitive, { kind: 'manifest', manifest: goal.manifest }, options);
  const { version: from } = openAs(type, primitive, type.name);
  const ordinal = ordinalOf(type, goal.to);
  if (ordinal === undefined) {
    throw new InvalidTargetVersion(
      type.name,
      short(goal.to),
      `it knows ${type.versions.join(', ')}`,
    );
  }
  if (ordinal > from) {
    throw new InvalidTargetVersion(
      type.name,
      short(goal.to),
      `it is at ${labelOf(type, from)} already`,
    );
  }
  return convert(type, primitive, { kind: 'root', ordinal }, options);
}

/** Brings a primitive, and all in it, to the newest version. */
export function upgrade(
  type: AnyObjectType,
  primitive: unknown,
  options: DecodingOptions = {},
): Converted {
  return convert(type, primitive, { kind: 'newest' }, options);
}

/** Brings a primitive's root to any version it knows, up or down; nested objects stay. */
export function convertTo(
  type: AnyObjectType,
  primitive: unknown,
  version: string,
  options: DecodingOptions = {},
): Converted {
  const ordinal = ordinalOf(type, version);
  if (ordinal === undefined) {
    throw new InvalidTargetVersion(type.name, version, `it knows ${type.versions.join(', ')}`);
  }
  return convert(type, primitive, { kind: 'root', ordinal }, options);
}

/**
 * Tells of each object in a primitive and its version, the root among them. Only what stands where the schema has an
 * object counts: an envelope in plain data is data, and says nothing.
 */
export function eachObjectIn(
  type: AnyObjectType,
  primitive: unknown,
  seen: (type: AnyObjectType, ordinal: number) => void,
): void {
  convert(type, primitive, { kind: 'stay', seen }, {});
}

function convert(
  type: AnyObjectType,
  primitive: unknown,
  goal: Tree['goal'],
  options: DecodingOptions,
): Converted {
  const tree: Tree = { goal, at: new Decoding(options, false, []), losses: [], newer: [] };
  const result = crossObject(tree, type, primitive, type.name);
  return { primitive: result, losses: tree.losses, newer: tree.newer };
}
