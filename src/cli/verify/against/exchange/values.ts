// The values that are sent to and fro, small ones first, so that the first failure is an easy one to read.

import type { Manifest } from '../../../../core/envelope.js';
import type { JsonValue } from '../../../../core/json.js';
import { formatVersion, type Version } from '../../../../core/version.js';
import type { ObjectModel } from '../../../../model/index.js';
import { standing } from '../../../../testing/laws/envelope.js';
import {
  createRandom,
  randomPrimitive,
  systematicPrimitives,
} from '../../../../testing/values/index.js';
import type { Side } from '../side.js';
import type { Made } from './exchange.js';

export interface Amount {
  readonly seed: number;
  /** Random values, beside the systematic ones. */
  readonly cases: number;
}

/** Values of a side's object at a version, or at all versions that a manifest allows. */
export function valuesOf(
  side: Side,
  object: ObjectModel,
  at: Version | Manifest,
  amount: Amount,
): readonly Made[] {
  const { prefix } = side.settings;
  const values: Made[] = [];
  const seen = new Set<string>();
  const take = (about: string, value: JsonValue): void => {
    const text = JSON.stringify(value);
    const root = standing(value, prefix, [object]);
    if (root === undefined || seen.has(text)) return;
    seen.add(text);
    // What the makers cannot make of a pattern is no value of the shape: `verify` says so.
    if (side.judges(object, root.version)(value).length > 0) return;
    values.push({ about, value, version: root.version });
  };
  for (const { about, primitive } of systematicPrimitives(side.model, object, at, { prefix })) {
    take(about.replace(/^[^:]*: /, ''), primitive);
  }
  const random = createRandom(seedOf(amount.seed, `${object.key} ${labelOf(at)}`));
  for (let i = 1; i <= amount.cases; i++) {
    const made = randomPrimitive(side.model, object, at, random, { prefix });
    if (made !== undefined) take(`random ${i}`, made.primitive);
  }
  return values
    .map((made) => ({ made, size: JSON.stringify(made.value).length }))
    .sort((a, b) => a.size - b.size)
    .map(({ made }) => made);
}

function labelOf(at: Version | Manifest): string {
  return isVersion(at) ? formatVersion(at) : 'manifest';
}

function isVersion(at: Version | Manifest): at is Version {
  return typeof at.major === 'number';
}

/** A seed of its own for each object, so that a run of one object makes the values that a run of all made. */
function seedOf(seed: number, text: string): number {
  let hash = seed >>> 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0;
  return hash;
}
