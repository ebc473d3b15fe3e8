// What all legs of a play have in common: the rows that are on their way, and what each is held to.

import type { JsonValue } from '../../../core/json.js';
import type { Release } from '../../../evolution/rollout/index.js';
import type { ObjectModel } from '../../../model/model.js';
import { attempt, tell, type Crossed, type Outcome } from '../../laws/outcome.js';
import type { Refused } from '../exchange.js';
import { isSame } from '../message.js';
import type { Side } from '../side.js';
import type { Ground, Worker } from './ground.js';
import { isEqual, valueIn, type Judge } from './judge.js';
import { ReadRows, type ReadRow } from './read-rows.js';
import type { Row, StoreLeg } from './row.js';
import { dataOf } from './row-values.js';

/** Where something happens to a row: the leg, and the releases between which a rule may stand. */
export interface Place {
  readonly leg: StoreLeg;
  readonly from: Release;
  readonly to: Release;
}

export class Stage {
  readonly ground: Ground;
  readonly judge: Judge;
  readonly rows: Row[] = [];
  readonly refusals: Refused[] = [];
  readonly #writer: Worker;
  /** Rows that a rule has refused, and that are still in the tables. */
  readonly #gone: Row[] = [];

  constructor(ground: Ground, judge: Judge, writer: Worker) {
    this.ground = ground;
    this.judge = judge;
    this.#writer = writer;
  }

  /** The release at whose versions rows were made. */
  get made(): Release {
    return this.#writer.pin ?? this.#writer.side;
  }

  /** Rows that are still on their way. */
  get alive(): readonly Row[] {
    return this.rows.filter(({ isRefused, fault }) => isRefused !== true && fault === undefined);
  }

  isBroken(): boolean {
    return this.rows.some(({ fault }) => fault !== undefined);
  }

  /** Reads all rows with the code of a worker, and holds each to what it must be. */
  async readBy(
    worker: Worker,
    leg: StoreLeg,
    wantedOf: (row: Row) => Outcome,
  ): Promise<ReadonlyMap<Row, ReadRow>> {
    const { side } = worker;
    const place: Place = { leg, from: this.made, to: side };
    const wanted = new Map(this.alive.map((row) => [row, wantedOf(row)]));
    const reading = new ReadRows(await this.ground.storeOf(worker), side);
    // One row that cannot be read spoils the list for all.
    const singly = [...wanted].filter(([, { kind }]) => kind !== 'value').map(([row]) => row);
    const read = new Map(await reading.each(singly, this.judge));
    for (const row of singly) this.hold(row, place, gotOf(read.get(row)), wanted.get(row));
    await this.takeAway();
    if (this.isBroken()) return read;
    const rest = this.alive;
    const listed = await reading.all(rest, this.judge);
    for (const row of rest) {
      const [one, must] = [listed.get(row), wanted.get(row)];
      this.hold(row, place, gotOf(one), must, side);
      if (must?.kind === 'value') row.readings.set(side.name, must.primitive);
      if (one !== undefined) read.set(row, one);
    }
    return read;
  }

  /** Compares what came of a row with what must; the values too, where it is told whose code has read them. */
  hold(row: Row, place: Place, got: Outcome, wanted: Outcome | undefined, reader?: Side): void {
    if (wanted === undefined) return;
    const { leg, from, to } = place;
    if (got.kind === 'refused' && wanted.kind === 'refused') {
      const { path, why } = wanted;
      row.isRefused = true;
      if (leg !== 'create') this.#gone.push(row);
      const stage = leg === 'create' || leg === 'save' ? 'write' : 'read';
      this.refusals.push({ kind: 'refusal', stage, path, why, from: from.name, to: to.name });
      return;
    }
    if (got.kind === 'value' && wanted.kind === 'value') {
      if (reader === undefined || isSame(got.primitive, wanted.primitive)) return;
      const object = this.judge.objectIn(reader, row.object);
      row.fault = { leg, ...differing(reader, object, got, wanted) };
      return;
    }
    // What both cannot read got nowhere all the same.
    const expected = wanted.kind === 'error' ? 'an object' : tell(wanted);
    row.fault = { leg, expected, got: tell(got) };
  }

  /** Rows that a rule has refused are in nobody's way any more. */
  async takeAway(): Promise<void> {
    const store = await this.ground.storeOf(this.#writer);
    for (const row of this.#gone) {
      const got = await outcomeOf(async () => {
        await store.destroy(row.held);
        return row.content;
      });
      if (got.kind === 'value') continue;
      row.fault ??= { leg: 'destroy', expected: 'a row that can be taken away', got: tell(got) };
    }
    this.#gone.length = 0;
  }
}

/** What came of some work with the store, whatever it threw. */
export async function outcomeOf(run: () => Promise<JsonValue>): Promise<Outcome> {
  try {
    return valueOutcome(await run());
  } catch (error) {
    return attempt(() => {
      throw error;
    });
  }
}

export function valueOutcome(primitive: JsonValue): Crossed {
  return { kind: 'value', primitive, losses: [] };
}

function gotOf(read: ReadRow | undefined): Outcome {
  if (read === undefined) return { kind: 'crash', message: 'there is no such row' };
  return read.kind === 'read' ? valueOutcome(read.primitive) : read.outcome;
}

/** The first field that is not what it must be. */
function differing(
  { lab }: Side,
  { name, shape }: ObjectModel,
  got: Crossed,
  wanted: Crossed,
): { readonly expected: string; readonly got: string } {
  const [is, must] = [dataOf(lab, got.primitive), dataOf(lab, wanted.primitive)];
  for (const field of shape.fields.keys()) {
    const [a, b] = [valueIn(is, field), valueIn(must, field)];
    if (isEqual(a, b)) continue;
    const told = (one: JsonValue | undefined) =>
      one === undefined ? 'unset' : JSON.stringify(one);
    return { expected: `${name}.${field} ${told(b)}`, got: told(a) };
  }
  return { expected: tell(wanted), got: tell(got) };
}
