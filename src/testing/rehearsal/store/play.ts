// Rows on their way through a mix: written, read and looked for by the other, edited and saved, and read again by all;
// then through the rest of the upgrade and back.

import type { JsonValue } from '../../../core/json.js';
import type { Release } from '../../../evolution/rollout/index.js';
import type { Outcome } from '../../laws/outcome.js';
import { toBytes } from '../../peer/bytes.js';
import type { Edit } from '../edit.js';
import type { Refused } from '../exchange.js';
import type { Side } from '../side.js';
import { editRow } from './edit-row.js';
import { findFaults } from './find.js';
import type { Ground, Worker } from './ground.js';
import { versionOf, type Judge } from './judge.js';
import type { ReadRow } from './read-rows.js';
import type { Row, StoredValue } from './row.js';
import { dataOf, storageOf } from './row-values.js';
import { outcomeOf, Stage, valueOutcome } from './stage.js';
import { goOnAndBack, type Way } from './way.js';

/** A mix with the code of all who take part. */
export interface Cast {
  readonly writer: Worker;
  readonly reader: Worker;
  /** Those of all who take part whose code can read rows of a release, oldest first. */
  readonly able: (release: Release) => readonly Side[];
  /** Absent where rows can go nowhere. */
  readonly way?: Way;
  /** What is dropped before anybody reads, although rows need it. */
  readonly dropTo?: Side;
}

export interface PlayedValue extends StoredValue {
  readonly edit: Edit | undefined;
}

export interface Played {
  readonly rows: readonly Row[];
  readonly refusals: readonly Refused[];
}

/** Plays all values at once, each a row of its own; ends with the first leg that breaks. */
export async function play(
  ground: Ground,
  judge: Judge,
  cast: Cast,
  values: readonly PlayedValue[],
): Promise<Played> {
  const { way } = cast;
  const stage = new Stage(ground, judge, cast.writer);
  let read: ReadonlyMap<Row, ReadRow> = new Map();
  let edits: Edits = new Map();
  const legs = [
    () => create(stage, cast, values),
    async () => {
      read = await firstReading(stage, cast);
    },
    async () => {
      edits = await editAll(stage, cast, read, values);
    },
    () => readAgain(stage, cast, edits),
    () => (way === undefined ? Promise.resolve() : goOnAndBack(stage, way)),
  ];
  for (const leg of legs) {
    await leg();
    if (stage.isBroken()) break;
  }
  return stage;
}

async function create(
  stage: Stage,
  { writer, able, dropTo }: Cast,
  values: readonly PlayedValue[],
): Promise<void> {
  const { judge, ground, made } = stage;
  const { side } = writer;
  const store = await ground.storeOf(writer);
  for (const { object, about, value } of values) {
    const wanted = judge.written(writer, object, value);
    const content = wanted.kind === 'value' ? wanted.primitive : value;
    const key = dataOf(side.lab, value)[storageOf(object)?.key ?? ''];
    if (typeof key !== 'string' && typeof key !== 'number') throw new Error('a row has a key');
    const held = side.peer(undefined).receive(toBytes(value));
    const label = versionOf(side.lab, content);
    const readings = new Map<string, JsonValue>();
    const row: Row = { object, about, value, held, key, content, label, now: label, readings };
    stage.rows.push(row);
    const got = await outcomeOf(async () => {
      await store.create(held);
      return content;
    });
    stage.hold(row, { leg: 'create', from: side, to: made }, got, wanted);
    if (wanted.kind !== 'value') continue;
    for (const one of able(made)) {
      const read = judge.read(one, object, content);
      if (read.kind === 'value') readings.set(one.name, read.primitive);
    }
  }
  if (dropTo !== undefined) await ground.drop(dropTo);
}

async function firstReading(stage: Stage, { reader }: Cast): Promise<ReadonlyMap<Row, ReadRow>> {
  const { judge, ground } = stage;
  const wanted = (row: Row): Outcome => judge.read(reader.side, row.object, row.content);
  const read = await stage.readBy(reader, 'read', wanted);
  const there = new Map([...read].filter(([row]) => stage.alive.includes(row)));
  const faults = await findFaults(await ground.storeOf(reader), reader.side, there, judge);
  for (const [row, fault] of faults) row.fault ??= fault;
  return there;
}

/** What the editor had before its edit and after it, at its newest version. */
type Edits = ReadonlyMap<Row, { readonly before: JsonValue; readonly after: JsonValue }>;

async function editAll(
  stage: Stage,
  { reader }: Cast,
  read: ReadonlyMap<Row, ReadRow>,
  values: readonly PlayedValue[],
): Promise<Edits> {
  const { judge, ground } = stage;
  const { side } = reader;
  const place = { leg: 'save', from: side, to: reader.pin ?? side } as const;
  const store = await ground.storeOf(reader);
  const edits = new Map<Row, { before: JsonValue; after: JsonValue }>();
  for (const [i, row] of stage.rows.entries()) {
    const [edit, one, before] = [values[i]?.edit, read.get(row), row.readings.get(side.name)];
    if (edit === undefined || one?.kind !== 'read' || before === undefined) continue;
    const { object: held } = one;
    const object = judge.objectIn(side, row.object);
    const edited = editRow(side, object, { held, primitive: before }, edit);
    if (edited === undefined) continue;
    row.edit = edited.told;
    const after = edited.primitive;
    const wanted = judge.written(reader, row.object, after);
    const got = await outcomeOf(async () => {
      await store.save(held);
      return after;
    });
    stage.hold(row, place, got, wanted);
    if (wanted.kind !== 'value') continue;
    row.now = versionOf(side.lab, wanted.primitive);
    edits.set(row, { before, after });
  }
  await stage.takeAway();
  return edits;
}

/** All whose code reads both what was written first and what was written last. */
async function readAgain(stage: Stage, { reader, able }: Cast, edits: Edits): Promise<void> {
  const { judge, made } = stage;
  const last = able(reader.pin ?? reader.side);
  for (const side of able(made).filter((one) => last.includes(one))) {
    await stage.readBy({ side, pin: undefined }, 'reread', (row) => {
      const [edit, known] = [edits.get(row), row.readings.get(side.name)];
      if (edit !== undefined) return judge.edited(row, side, reader, edit);
      return known === undefined ? judge.read(side, row.object, row.content) : valueOutcome(known);
    });
    if (stage.isBroken()) return;
  }
}
