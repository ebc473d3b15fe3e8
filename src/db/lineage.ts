// What a row of one version says nothing of at another: fields that come of fills alone. Only in place of those does a
// column that counts stand.

import type { FillRow, StorageInfo } from '../runtime/storage.js';

/** Fields by their names at one version. */
export type Fields = ReadonlySet<string>;

type Direction = FillRow['direction'];

export const NO_FIELDS: Fields = new Set();

const LINEAGES = new WeakMap<StorageInfo, Lineage>();

export function lineageOf(storage: StorageInfo): Lineage {
  const known = LINEAGES.get(storage);
  if (known !== undefined) return known;
  const made = new Lineage(storage);
  LINEAGES.set(storage, made);
  return made;
}

export class Lineage {
  readonly #steps = new Map<string, StepSources>();
  readonly #known = new Map<string, Fields>();

  constructor({ fills, moves }: Pick<StorageInfo, 'fills' | 'moves'>) {
    for (const { direction, at, field } of fills) this.#step(direction, at).filled.add(field);
    for (const { direction, at, field, from } of moves) {
      this.#step(direction, at).from.set(field, from);
    }
  }

  /** Fields on the far side of the step to `at`, or from it, that are filled; `near` are those of the near side. */
  across(direction: Direction, at: number, near: Fields): Fields {
    const step = this.#steps.get(`${direction} ${at}`);
    if (step === undefined) return near;
    const far = new Set([...near, ...step.filled]);
    for (const [field, from] of step.from) {
      if (from.length > 0 && from.every((one) => near.has(one))) far.add(field);
      else far.delete(field);
    }
    return far;
  }

  /** Fields at `to` of which a row that has the columns of `label`, and none that counts besides, says nothing. */
  between(label: number, to: number): Fields {
    const key = `${label} ${to}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let fields = NO_FIELDS;
    for (let at = label + 1; at <= to; at++) fields = this.across('upgrade', at, fields);
    for (let at = label; at > to; at--) fields = this.across('backport', at, fields);
    this.#known.set(key, fields);
    return fields;
  }

  #step(direction: Direction, at: number): StepSources {
    const key = `${direction} ${at}`;
    const known = this.#steps.get(key);
    if (known !== undefined) return known;
    const made = { filled: new Set<string>(), from: new Map<string, readonly string[]>() };
    this.#steps.set(key, made);
    return made;
  }
}

interface StepSources {
  readonly filled: Set<string>;
  readonly from: Map<string, readonly string[]>;
}
