// Meetings held: every object that both ends speak, value by value. What two processes make of each other
// depends on their codes and pins alone, so each sort of meeting is held once.

import type { JsonValue } from '../../core/json.js';
import { formatVersion } from '../../core/version.js';
import type { Process } from '../../evolution/rollout/index.js';
import type { Model, ObjectModel } from '../../model/model.js';
import type { Lab } from '../laws/lab.js';
import { shrink } from '../laws/shrink.js';
import { declaredWays } from './declared-way.js';
import { exchange, type Encounter, type End, type Exchanged } from './exchange.js';
import { keyOfMeeting, type Meeting } from './mix.js';
import type { BrokenMessage } from './report.js';
import type { Side } from './side.js';
import { counterpart, manifestFor, spokenBy } from './spoken.js';
import { telling } from './telling-values.js';
import { entryOf, valuesOf, type RehearsedValue, type ValueOptions } from './values.js';

/** What came of a sort of meeting. */
export interface Held {
  /** The first object that did not arrive as it must. */
  readonly broken?: Omit<BrokenMessage, 'kind' | 'sender' | 'receiver'>;
  /** How many other values did not. */
  readonly others: number;
  readonly exchanges: number;
  /** In how many of them a conductor was asked. */
  readonly asked: number;
  readonly refusals: Exchanged['refusals'];
}

export interface Rehearsed {
  /** The model of today. */
  readonly model: Model;
  /** What its histories make of a value: the judge of every backport. */
  readonly whole: Lab['oracle'];
  /** Of every release of the rollout, oldest first. */
  readonly sides: readonly Side[];
  readonly values: ValueOptions;
}

/** A value with what is to be done with it, or with a smaller one in its place. */
interface Trial extends RehearsedValue {
  readonly run: (value: JsonValue) => Exchanged;
}

export class Meetings {
  readonly #rehearsed: Rehearsed;
  readonly #mayDiffer: ReturnType<typeof declaredWays>;
  readonly #held = new Map<string, Held>();
  readonly #sketched = new Map<string, Held>();
  readonly #values = new Map<string, readonly RehearsedValue[]>();

  constructor(rehearsed: Rehearsed) {
    this.#rehearsed = rehearsed;
    this.#mayDiffer = declaredWays(rehearsed.model);
  }

  /** Every sort that was held. */
  get all(): readonly Held[] {
    return [...this.#held.values()];
  }

  /** What comes of a meeting. */
  hold(meeting: Meeting): Held {
    const key = this.#keyOf(meeting);
    const held = this.#held.get(key) ?? this.#run(meeting, false);
    this.#held.set(key, held);
    return held;
  }

  /** Only whether it breaks, or leans on a conductor: it ends with the first thing that does not arrive. */
  sketch(meeting: Meeting): Held {
    const key = this.#keyOf(meeting);
    const held = this.#held.get(key) ?? this.#sketched.get(key) ?? this.#run(meeting, true);
    this.#sketched.set(key, held);
    return held;
  }

  #keyOf(meeting: Meeting): string {
    const releases = this.#rehearsed.sides.map(({ name }) => name);
    return keyOfMeeting(meeting, releases);
  }

  side(release: string): Side {
    const found = this.#rehearsed.sides.find(({ name }) => name === release);
    if (found === undefined) throw new Error(`${release} is not part of the rollout`);
    return found;
  }

  #run({ sender, receiver, asked }: Meeting, isSketch: boolean): Held {
    const ends = {
      sender: this.#end(sender, asked.sender),
      receiver: this.#end(receiver, asked.receiver),
    };
    const mayDiffer = this.#mayDiffer(manifestsOf(ends));
    const encounter: Encounter = { ...ends, whole: this.#rehearsed.whole, mayDiffer };
    const refusals: Exchanged['refusals'][number][] = [];
    const found = { others: 0, exchanges: 0, asked: 0, refusals };
    let broken: Held['broken'];
    for (const object of spokenBy(this.#rehearsed.model, encounter)) {
      for (const trial of this.#trials(encounter, object)) {
        const result = trial.run(trial.value);
        found.exchanges++;
        if (result.asked) found.asked++;
        refusals.push(...result.refusals);
        if (result.fault === undefined) continue;
        if (broken !== undefined) found.others++;
        broken ??= this.#smallest(encounter, object, trial, isSketch);
        if (broken !== undefined && isSketch) return { ...found, broken };
      }
    }
    return broken === undefined ? found : { ...found, broken };
  }

  #end({ code, pin }: Process, asks: readonly string[]): End {
    const pinned = pin === undefined ? undefined : this.side(pin);
    return { side: this.side(code), pin: pinned, asks: asks.map((one) => this.side(one)) };
  }

  #trials(encounter: Encounter, object: ObjectModel): readonly Trial[] {
    const { model, values } = this.#rehearsed;
    const { side } = encounter.receiver;
    const there = counterpart(model, object, side.lab.model);
    const donors = there === undefined ? [] : this.#valuesOf(side, there);
    const made = this.#valuesOf(encounter.sender.side, object);
    const versions = manifestsOf(encounter).flatMap((one) => entryOf(one, object) ?? []);
    const chosen = telling(model, object, versions, values.prefix, made);
    return chosen.map(({ about, value }, turn) => {
      // Far from the value itself, so that the edit is one.
      const donor = donors[(turn * 7 + 3) % Math.max(1, donors.length)]?.value;
      const edit = donor === undefined ? undefined : { donor, turn };
      return { about, value, run: (one) => exchange(encounter, object, one, edit) };
    });
  }

  #valuesOf({ name, manifest }: Side, object: ObjectModel): readonly RehearsedValue[] {
    const key = `${name} ${object.key}`;
    const { model, values } = this.#rehearsed;
    const made =
      this.#values.get(key) ?? valuesOf(model, object, manifestFor(manifest, object), values);
    this.#values.set(key, made);
    return made;
  }

  /** The break as it is told, with the smallest value that was found for it. */
  #smallest(
    { sender, receiver }: Encounter,
    object: ObjectModel,
    { about, value, run }: Trial,
    isSketch: boolean,
  ): Held['broken'] {
    const found = isSketch
      ? value
      : shrink(sender.side.lab, object, value, (smaller) => run(smaller).fault !== undefined);
    const { fault } = run(found);
    if (fault === undefined) return undefined;
    const { leg, stage, expected, got } = fault;
    const there = counterpart(this.#rehearsed.model, object, receiver.side.lab.model) ?? object;
    const versions = [formatVersion(object.version), formatVersion(there.version)] as const;
    return { object: object.name, versions, leg, stage, about, value: found, expected, got };
  }
}

/** Of all releases that the two run and write by. */
function manifestsOf({ sender, receiver }: Pick<Encounter, 'sender' | 'receiver'>) {
  const releases = [sender.side, receiver.side, sender.pin, receiver.pin];
  return [...new Set(releases.flatMap((one) => (one === undefined ? [] : [one.manifest])))];
}
