// The values of a mix: of every object that all who take part store, with what the reader does to each.

import type { Release } from '../../../evolution/rollout/index.js';
import type { ObjectModel } from '../../../model/model.js';
import type { Rehearsed } from '../meetings.js';
import type { Side } from '../side.js';
import { manifestFor, spokenBy } from '../spoken.js';
import { telling } from '../telling-values.js';
import { entryOf, valuesOf, type RehearsedValue } from '../values.js';
import type { Worker } from './ground.js';
import type { Judge } from './judge.js';
import type { Cast, PlayedValue } from './play.js';
import { asRows, isStorable, storageOf } from './row-values.js';

/** So many values of an object are played in one mix, and more with each random one; other mixes play others. */
const LEAST_VALUES = 12;
const VALUES_PER_CASE = 2;

export class PlayedValues {
  readonly #rehearsed: Rehearsed;
  readonly #judge: Judge;
  readonly #values = new Map<string, readonly RehearsedValue[]>();

  constructor(rehearsed: Rehearsed, judge: Judge) {
    this.#rehearsed = rehearsed;
    this.#judge = judge;
  }

  /** The values for a mix; `turn` says which of many. */
  of(cast: Cast, turn: number): readonly PlayedValue[] {
    const { model, whole, values } = this.#rehearsed;
    const { writer, reader, way } = cast;
    const ends = { sender: endOf(writer), receiver: endOf(reader) };
    const sides = [writer.side, reader.side, ...(way === undefined ? [] : [way.from, way.to])];
    const pins = [writer.pin, reader.pin].flatMap((one) => one ?? []);
    const releases: readonly Release[] = [...sides, ...pins];
    return spokenBy(model, { ...ends, whole, mayDiffer: () => new Set() })
      .filter((object) => sides.every((side) => this.#isStoredIn(side, object)))
      .flatMap((object) => {
        const versions = releases.flatMap(({ manifest }) => entryOf(manifest, object) ?? []);
        const all = this.#valuesOf(writer.side, object);
        const told = telling(model, object, versions, values.prefix, all);
        const some = spread(told, LEAST_VALUES + VALUES_PER_CASE * values.cases, turn);
        const there = this.#judge.objectIn(reader.side, object);
        const donors = this.#valuesOf(reader.side, there).filter(({ value }) => isStorable(value));
        return asRows(writer.side.lab, object, some).map((one, i) => {
          // Far from the value itself, so that the edit is one.
          const donor = donors[(i * 7 + turn + 3) % Math.max(1, donors.length)]?.value;
          const edit = donor === undefined ? undefined : { donor, turn: i + turn };
          return { ...one, object, edit };
        });
      });
  }

  #isStoredIn(side: Side, object: ObjectModel): boolean {
    if (entryOf(side.manifest, object) === undefined) return false;
    const there = storageOf(this.#judge.objectIn(side, object));
    return there !== undefined && there.table === storageOf(object)?.table;
  }

  #valuesOf({ name, manifest }: Side, object: ObjectModel): readonly RehearsedValue[] {
    const key = `${name} ${object.key}`;
    const { model, values } = this.#rehearsed;
    const known = this.#values.get(key);
    const made = known ?? valuesOf(model, object, manifestFor(manifest, object), values);
    this.#values.set(key, made);
    return made;
  }
}

function endOf({ side, pin }: Worker) {
  return { side, pin, asks: [] };
}

/** At most about so many, evenly, the first and the last among them; others at each turn. */
function spread<T>(all: readonly T[], most: number, turn: number): readonly T[] {
  if (all.length <= most) return all;
  const stride = all.length / most;
  const shift = ((turn * 7) % 10) / 10;
  return all.filter((_, i) => {
    const isEnd = i === 0 || i === all.length - 1;
    return isEnd || Math.floor((i + 1) / stride - shift) > Math.floor(i / stride - shift);
  });
}
