// What tables are made of: every version that rows may have, two majors in one table, and nothing that was dropped before.

import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import {
  contract,
  type Database,
  expand,
  findTables,
  migrateOnline,
  NOTHING,
  openStore,
  planContract,
  planExpand,
  planned,
  statusOf,
  storedTypesOf,
  tablesOfRelease,
  keptBy,
} from '../../../src/db/index.js';
import type { Registry } from '../../../src/runtime/index.js';
import { registryOf } from '../../support/generated.js';
import { onEachEngine, onPostgres } from '../databases.js';
import { boxesOf, modelOf, RELEASES } from '../stored.js';

const boxes = await boxesOf('db-tables');
const [OLD = {}, , LATE = {}] = RELEASES;

const CAR_1 = `object: Car
version: "1.1"
fields:
  id: integer
  plate: string
  doors: integer
storage: { table: cars, key: id, unique: [plate] }
history:
  "1.1":
    - add: doors
      upgrade: { value: 4 }
  "1.0": First version
`;
const CAR_2 = `object: Car
version: "2.1"
fields:
  id: integer
  plate: string
  seats: integer
storage: { table: cars, key: id, unique: [plate] }
history:
  "2.1":
    - add: seats
      upgrade: { value: 5 }
  "2.0":
    - from: "1.1"
    - remove: doors
      was: integer
      backport: { value: 4 }
`;

async function columnsOf({ db, engine }: Database, table: string): Promise<readonly string[]> {
  return [...((await findTables(db, engine)).tables.get(table)?.columns ?? [])];
}

function ground({ db, engine }: Database, registry: Registry) {
  return { db, engine, types: storedTypesOf(registry) };
}

describe('a plan without a database', () => {
  it('begins with the tables of a release, and comes to the same as with one', () => {
    const types = storedTypesOf(boxes);
    for (const engine of ['sqlite', 'postgres'] as const) {
      const whole = planExpand(engine, types, NOTHING, ({ base }) => base);
      expect(whole.map(({ kind }) => kind)).toContain('create-table');
      const rest = planExpand(engine, types, tablesOfRelease(types, OLD), ({ base }) => base);
      expect(rest.map(({ kind, name }) => [kind, name])).toEqual(
        expect.arrayContaining([['add-column', 'nickname']]),
      );
      expect(rest.every(({ kind }) => kind !== 'create-table')).toBe(true);
      const none = tablesOfRelease(types, boxes.manifest());
      expect(planExpand(engine, types, none, ({ base }) => base)).toEqual([]);
    }
  });

  it('drops what no version that is kept has, and tells which that is', () => {
    const types = storedTypesOf(boxes);
    const found = tablesOfRelease(types, boxes.manifest());
    const steps = planContract('postgres', types, found, keptBy(boxes, LATE));
    expect(steps.map(({ name }) => name)).toEqual(['open', 'motto']);
    expect(new Set(steps.map(({ safe }) => safe))).toEqual(
      new Set(['when no row, supported release or pin is older than Box 1.2']),
    );
    expect(planContract('postgres', types, found, ({ base }) => base)).toEqual([]);
  });
});

onEachEngine('tables', (open) => {
  it('that begin with a release have none of the columns before it, and refuse its rows', async () => {
    const database = await open();
    await expand({ ...ground(database, boxes), oldest: keptBy(boxes, LATE) });
    expect(await columnsOf(database, 'boxes')).not.toContain('motto');
    expect(await planned(ground(database, boxes))).toEqual([]);
    const store = await openStore({ database, registry: boxes, pin: () => OLD });
    const [type] = storedTypesOf(boxes);
    if (type === undefined) throw new Error('nothing is stored');
    const box = Object.assign(type.create(), { code: 'a', state: 'ready' });
    await expect(store.create(box)).rejects.toMatchObject({ code: 'label-too-old' });
    const late = await openStore({ database, registry: boxes, pin: () => LATE });
    await late.create(box);
  });

  it('that were contracted are left alone by who knows only what was before', async () => {
    const database = await open();
    const older = await boxesOf('db-tables-older', OLD);
    await expand(ground(database, boxes));
    expect(await contract({ database, registry: boxes, speakers: [] })).toMatchObject({ ok: true });
    const after = await columnsOf(database, 'boxes');
    expect(after).not.toContain('motto');
    expect(await expand(ground(database, older))).toEqual([]);
    expect(await expand(ground(database, boxes))).toEqual([]);
    expect(await columnsOf(database, 'boxes')).toEqual(after);
  });

  it('of two majors are one table, whose rows are counted and migrated once', async () => {
    const database = await open();
    const cars = await registryOf('db-tables-cars', modelOf(CAR_1, CAR_2));
    await expand(ground(database, cars));
    expect(await columnsOf(database, 'cars')).toEqual(
      expect.arrayContaining(['plate', 'doors', 'seats', 'obj_version']),
    );
    await sql`insert into cars (plate, doors, obj_version) values ('A', 3, '1.1'), ('B', null, '1.0')`.execute(
      database.db,
    );
    const [status, ...others] = await statusOf({ database, registry: cars });
    expect(others).toEqual([]);
    expect(status).toMatchObject({
      newest: '2.1',
      labels: [
        { label: '1.0', rows: 1 },
        { label: '1.1', rows: 1 },
      ],
    });
    expect(await migrateOnline({ database, registry: cars })).toMatchObject([{ done: 2, left: 0 }]);
    const { rows } = await sql`select plate, seats, obj_version from cars order by plate`.execute(
      database.db,
    );
    expect(
      rows.map(
        (row) =>
          JSON.parse(
            JSON.stringify(row, (_, v: unknown) => (typeof v === 'bigint' ? Number(v) : v)),
          ) as unknown,
      ),
    ).toEqual([
      { plate: 'A', seats: expect.anything() as unknown, obj_version: '2.1' },
      { plate: 'B', seats: expect.anything() as unknown, obj_version: '2.1' },
    ]);
    const done = await contract({ database, registry: cars, speakers: [] });
    expect(done.ok).toBe(true);
    expect(await columnsOf(database, 'cars')).toContain('seats');
  });
});

onEachEngine('contracting', (open) => {
  it('that was stopped has closed the table to older rows, and goes on when it is run again', async () => {
    const database = await open();
    await expand(ground(database, boxes));
    await sql`insert into boxes (code, obj_version) values ('old', '1.0')`.execute(database.db);
    await sql`insert into backlevel_tables (name, closing) values ('boxes', '1.3')`.execute(
      database.db,
    );
    const [type] = storedTypesOf(boxes);
    if (type === undefined) throw new Error('nothing is stored');
    const pinned = await openStore({ database, registry: boxes, pin: () => OLD });
    const box = Object.assign(type.create(), { code: 'a', state: 'ready' });
    await expect(pinned.create(box)).rejects.toMatchObject({ code: 'label-too-old' });
    // Rows of older versions are read as ever.
    expect((await pinned.get(type, { code: 'old' })).toJSON()).toMatchObject({ code: 'old' });

    const refused = await contract({ database, registry: boxes, speakers: [] });
    expect(refused).toMatchObject({ ok: false, obstacles: [{ kind: 'rows', rows: 1 }] });
    await migrateOnline({ database, registry: boxes });
    expect(await contract({ database, registry: boxes, speakers: [] })).toMatchObject({ ok: true });
    expect(await columnsOf(database, 'boxes')).not.toContain('motto');
  });
});

onPostgres('contracting', (open) => {
  it('waits for who is writing an older row, finds it, and opens the table again', async () => {
    const database = await open();
    await expand(ground(database, boxes));
    let commit = (): void => undefined;
    const held = new Promise<void>((done) => {
      commit = done;
    });
    const writing = database.db.transaction().execute(async (tx) => {
      await sql`insert into boxes (code, obj_version) values ('late', '1.0')`.execute(tx);
      await held;
    });
    const contracting = contract({ database, registry: boxes, speakers: [] });
    while (!(await isWaiting(database, 'lock table%'))) await setTimeout(20);
    commit();
    await writing;
    expect(await contracting).toMatchObject({
      ok: false,
      obstacles: [{ kind: 'rows', object: 'Box', rows: 1 }],
    });
    const [type] = storedTypesOf(boxes);
    if (type === undefined) throw new Error('nothing is stored');
    const pinned = await openStore({ database, registry: boxes, pin: () => OLD });
    await pinned.create(Object.assign(type.create(), { code: 'a', state: 'ready' }));
  });
});

/** Whether somebody waits for a lock with such a statement. */
async function isWaiting({ db }: Database, statement: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_stat_activity
    where wait_event_type = 'Lock' and query like ${statement}`.execute(db);
  return rows.length > 0;
}

onPostgres('a step that somebody is in the way of', (open) => {
  it('lets others through, and is taken when the way is free', async () => {
    const database = await open();
    const older = await boxesOf('db-tables-waiting', OLD);
    await expand(ground(database, older));
    let release = (): void => undefined;
    const held = new Promise<void>((done) => {
      release = done;
    });
    const holding = database.db.transaction().execute(async (tx) => {
      await sql`select count(*) from boxes`.execute(tx);
      await held;
    });
    const expanding = expand(ground(database, boxes));
    while (!(await isWaiting(database, 'alter table%'))) await setTimeout(20);
    // Behind the step that waits, and through as soon as that gives up.
    await sql`insert into boxes (code, obj_version) values ('through', '1.0')`.execute(database.db);
    release();
    await holding;
    expect((await expanding).map(({ name }) => name)).toContain('nickname');
  });
});
