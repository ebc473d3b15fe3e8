// Mixes played: every object that is stored, value by value. What comes of a row depends on the code and the pins of
// those who work with it and on the tables alone, so each sort of mix is played once.

import type { JsonValue } from '../../../core/json.js';
import { formatVersion } from '../../../core/version.js';
import { tellProcess } from '../../../evolution/rollout/index.js';
import { smallerThan } from '../../laws/shrink.js';
import type { Refused } from '../exchange.js';
import type { Rehearsed } from '../meetings.js';
import type { BrokenRow } from '../report.js';
import type { Side } from '../side.js';
import type { Driver } from './driver.js';
import { Ground, type Worker } from './ground.js';
import { Judge } from './judge.js';
import { keyOfStoreMix, releaseOfRow, type Hand, type StoreMix } from './mix.js';
import { play, type Cast, type Played, type PlayedValue } from './play.js';
import { PlayedValues } from './played-values.js';
import type { Row } from './row.js';
import { asRows } from './row-values.js';

/** What came of a sort of mix. */
export interface HeldRows {
  /** The first row that was not as it must be. */
  readonly broken?: ToldRow;
  /** How many others were not. */
  readonly others: number;
  readonly rows: number;
  readonly refusals: readonly Refused[];
}

/** Who reads it is for the state to say. */
type ToldRow = Omit<BrokenRow, 'kind' | 'reader'>;

export class StoreMixes {
  readonly #rehearsed: Rehearsed;
  readonly #driver: Driver;
  readonly #judge: Judge;
  readonly #values: PlayedValues;
  readonly #held = new Map<string, HeldRows>();
  readonly #sketched = new Map<string, HeldRows>();
  /** How many mixes were played before. */
  #turn = 0;

  constructor(rehearsed: Rehearsed, driver: Driver) {
    this.#rehearsed = rehearsed;
    this.#driver = driver;
    this.#judge = new Judge(rehearsed.model, rehearsed.whole);
    this.#values = new PlayedValues(rehearsed, this.#judge);
  }

  /** Every sort that was held. */
  get all(): readonly HeldRows[] {
    return [...this.#held.values()];
  }

  /** What comes of a mix. */
  async hold(mix: StoreMix): Promise<HeldRows> {
    const key = keyOfStoreMix(mix);
    const held = this.#held.get(key) ?? (await this.#run(mix, false));
    this.#held.set(key, held);
    return held;
  }

  /** Only whether it breaks: nobody looks for a smaller value. */
  async sketch(mix: StoreMix): Promise<HeldRows> {
    const key = keyOfStoreMix(mix);
    const known = this.#held.get(key) ?? this.#sketched.get(key);
    const held = known ?? (await this.#run(mix, true));
    this.#sketched.set(key, held);
    return held;
  }

  async #run(mix: StoreMix, isSketch: boolean): Promise<HeldRows> {
    const cast = this.#castOf(mix);
    const values = this.#values.of(cast, this.#turn++);
    const { rows, refusals } = await this.#play(mix, cast, values);
    const faulty = rows.filter(({ fault }) => fault !== undefined);
    const [first] = faulty;
    const held = { others: Math.max(0, faulty.length - 1), rows: rows.length, refusals };
    const value = values.find((one) => first?.value === one.value);
    if (first === undefined || value === undefined) return held;
    const told = this.#told(mix, cast, first);
    return { ...held, broken: isSketch ? told : await this.#smallest(mix, cast, value, told) };
  }

  async #play(mix: StoreMix, cast: Cast, values: readonly PlayedValue[]): Promise<Played> {
    const row = releaseOfRow(mix);
    const tables = mix.tables.includes(row) ? mix.tables : [row, ...mix.tables];
    const sides = tables.map((one) => this.#side(one));
    const ground = await Ground.open(this.#driver, sides);
    try {
      return await play(ground, this.#judge, cast, values);
    } finally {
      await ground.close();
    }
  }

  #castOf(mix: StoreMix): Cast {
    const { tables, writer, reader, way } = mix;
    const { sides } = this.#rehearsed;
    const isOnWay = way !== undefined && [writer, reader].every((one) => isWithin(one, way));
    const codes = [writer.code, reader.code, ...(isOnWay ? [way.from, way.to] : [])];
    const isThere = tables.includes(releaseOfRow(mix));
    return {
      writer: this.#worker(writer),
      reader: this.#worker(reader),
      able: ({ name }) =>
        sides
          .slice(sides.findIndex((one) => one.name === name))
          .filter((side) => codes.includes(side.name)),
      ...(isOnWay ? { way: { from: this.#side(way.from), to: this.#side(way.to) } } : {}),
      ...(isThere ? {} : { dropTo: this.#side(tables[0] ?? '') }),
    };
  }

  #worker({ code, pin }: Hand): Worker {
    return { side: this.#side(code), pin: pin === undefined ? undefined : this.#side(pin) };
  }

  #side(release: string): Side {
    const found = this.#rehearsed.sides.find(({ name }) => name === release);
    if (found === undefined) throw new Error(`${release} is not part of the rollout`);
    return found;
  }

  /** The break with the smallest value that shows one; all that are a cut smaller are played at once. */
  async #smallest(mix: StoreMix, cast: Cast, played: PlayedValue, told: ToldRow): Promise<ToldRow> {
    const { lab } = cast.writer.side;
    const { object } = played;
    let smallest = told;
    for (let round = 0; round < ROUNDS; round++) {
      const smaller = [...smallerThan(lab, object, smallest.value)]
        .filter((one) => lab.judges(object, object.version)(one).length === 0)
        .slice(0, AT_ONCE)
        .map((value) => ({ about: played.about, value }));
      const values = asRows(lab, object, smaller).map((one) => ({ ...played, ...one }));
      const { rows } = await this.#play(mix, cast, values);
      const [row] = rows
        .filter(({ fault }) => fault !== undefined)
        .sort((a, b) => sizeOf(a.value) - sizeOf(b.value));
      if (row === undefined || sizeOf(row.value) >= sizeOf(smallest.value)) break;
      smallest = this.#told(mix, cast, row);
    }
    return smallest;
  }

  #told(mix: StoreMix, { reader }: Cast, { object, about, value, edit, fault }: Row): ToldRow {
    if (fault === undefined) throw new Error('only what breaks is told');
    const written = this.#judge.versionIn(this.#side(releaseOfRow(mix)), object);
    const { version } = this.#judge.objectIn(reader.side, object);
    return {
      writer: tellProcess(mix.writer),
      object: object.name,
      versions: [formatVersion(written), formatVersion(version)],
      about,
      value,
      ...(edit === undefined ? {} : { edit }),
      ...fault,
    };
  }
}

const ROUNDS = 12;
const AT_ONCE = 100;

function sizeOf(value: JsonValue): number {
  return JSON.stringify(value).length;
}

/** Whether a process may be there while rows go forward and back between two releases. */
function isWithin({ code }: Hand, { from, to }: NonNullable<StoreMix['way']>): boolean {
  return code === from || code === to;
}
