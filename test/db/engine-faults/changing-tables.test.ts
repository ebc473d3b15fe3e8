// Tables through an upgrade in which something fails: it is told what, what was done stays whole, and whoever runs the
// same again comes to the same end.

import { sql } from 'kysely';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import {
  contract,
  type Database,
  expand,
  findTables,
  migrateOnline,
  openStore,
  planned,
  statusOf,
  storedTypesOf,
} from '../../../src/db/index.js';
import { type Model, modelAt } from '../../../src/model/index.js';
import type { Registry } from '../../../src/runtime/index.js';
import { registryOf } from '../../support/generated.js';
import { onEachEngine, onPostgres } from '../databases.js';
import { run, Shelf } from '../shelf.js';
import { boxesOf, modelOf, RELEASES } from '../stored.js';
import { refusing } from './failing.js';
import { contentOf } from './works.js';

const boxes = await boxesOf('db-changing-tables');
const oldBoxes = await boxesOf('db-changing-tables-old', RELEASES[0]);

/** An object that becomes unique by name and place. */
const itemsOf = (folder: string, version: string, storage: string): Promise<Registry> =>
  registryOf(
    folder,
    modelOf(`
object: Item
version: "${version}"
fields: { id: integer, name: string, place: string }
storage: { table: items, key: id${storage} }
history:${version === '1.0' ? '' : '\n  "1.1":\n    - change: storage\n      was: { unique: [] }'}
  "1.0": First version
`),
  );
const plain = await itemsOf('db-items-plain', '1.0', '');
const unique = await itemsOf('db-items-unique', '1.1', ', unique: [[name, place]]');

/** One whose title becomes a name, which no two may share. */
const NAMED = `
object: Item
version: "1.1"
fields: { id: integer, name: string }
storage: { table: items, key: id, unique: [name] }
history:
  "1.1":
    - rename: title
      to: name
    - change: storage
      was: { unique: [] }
  "1.0": First version
`;
const named = await registryOf('db-items-named', modelOf(NAMED));
const titled = await registryOf('db-items-titled', older(modelOf(NAMED)));

function older(model: Model): Model {
  const cut = modelAt(model, { Item: '1.0' });
  if (!cut.ok) throw new Error('there is no such version');
  return cut.model;
}

const ground = ({ db, engine }: Database, registry: Registry) => {
  return {
    db,
    engine,
    types: storedTypesOf(registry),
    oldest: (type: { base: number }) => type.base,
  };
};

const TABLES = ['box_tags', 'box_ports', 'boxes', 'backlevel_tables', 'backlevel_services'];

onEachEngine('an upgrade', (open) => {
  /** Tables of the oldest release, with rows of it. */
  async function oldTables(database: Database): Promise<void> {
    for (const table of TABLES) await run(database, `drop table if exists ${table}`);
    await expand(ground(database, oldBoxes));
    const old = await Shelf.open(database, oldBoxes);
    for (const code of ['a', 'b', 'c']) {
      await old.create({ code, title: code, state: 'idle', tags: [code], open: true });
    }
  }

  const STEPS: readonly (readonly [string, (database: Database) => Promise<unknown>])[] = [
    ['expanding', (database) => expand(ground(database, boxes))],
    ['migrating', (database) => migrateOnline({ database, registry: boxes, batch: 2 })],
    ['contracting', (database) => contract({ database, registry: boxes, speakers: [] })],
  ];

  it.each([0, 1, 2])('that fails at any statement of step %j goes on where it was', async (at) => {
    const { database, failAfter, heal } = refusing(await open());
    const step = STEPS[at]?.[1];
    if (step === undefined) throw new Error('there is no such step');
    const before = STEPS.slice(0, at);
    const upgraded = async (): Promise<string> => {
      for (const [, after] of STEPS.slice(at)) await after(database);
      expect(await planned(ground(database, boxes))).toEqual([]);
      return contentOf(database);
    };
    const prepared = async (): Promise<void> => {
      await oldTables(database);
      for (const [, earlier] of before) await earlier(database);
    };
    await prepared();
    const wanted = await upgraded();
    for (let statement = 0; ; statement++) {
      await prepared();
      failAfter(statement);
      const failed = await step(database).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      if (!heal()) break;
      expect(failed?.error, String(statement)).toMatchObject({ code: 'database-full' });
      // Whatever is there of it, both releases read all rows.
      if (at < 2) {
        const old = await Shelf.open(database, oldBoxes);
        if (at === 0) expect(await old.data(2)).toMatchObject({ code: 'b', tags: ['b'] });
        else {
          const now = await Shelf.open(database, boxes);
          for (const id of [1, 2, 3]) expect(await now.data(id)).toMatchObject({ state: 'ready' });
        }
      }
      expect(await upgraded(), String(statement)).toBe(wanted);
    }
  });

  it('that meets rows which are not to be the same says which, and goes on when they differ', async () => {
    const database = await open();
    await expand(ground(database, plain));
    const one = await Shelf.open(database, plain);
    for (const place of ['here', 'here', 'there']) await one.create({ name: 'a', place });
    const done: (string | undefined)[] = [];
    const expanding = expand(ground(database, unique), ({ name }) => done.push(name));
    await expect(expanding).rejects.toMatchObject({
      code: 'duplicate-rows',
      object: 'Item',
      table: 'items',
      index: 'items_name_place_key',
      columns: ['name', 'place'],
    });
    expect(done).toEqual([]);
    // Nothing is left that would refuse what services of the release before write.
    await one.create({ name: 'a', place: 'there' });
    const { tables } = await findTables(database.db, database.engine);
    expect(tables.get('items')?.indexes.has('items_name_place_key')).toBe(false);
    await run(database, `update items set place = 'place ' || id`);
    expect(await expand(ground(database, unique))).toHaveLength(1);
    const now = await Shelf.open(database, unique);
    const again = now.create({ name: 'a', place: 'place 1' });
    await expect(again).rejects.toMatchObject({ fields: ['name', 'place'] });
  });

  it('that brings two rows to one name stops at the second, names it, and goes on without it', async () => {
    const database = await open();
    await expand(ground(database, titled));
    const old = await Shelf.open(database, titled);
    for (const title of ['a', 'b', 'a', 'c']) await old.create({ title });
    await expand(ground(database, named));
    const migrating = () => migrateOnline({ database, registry: named });
    const [stopped] = await migrating();
    expect(stopped).toMatchObject({ done: 2, left: 2, stuck: { label: '1.0' } });
    expect(Number(stopped?.stuck?.key)).toBe(3);
    expect(stopped?.stuck?.why).toContain('name');
    const now = await Shelf.open(database, named);
    expect(await now.data(3)).toEqual({ id: 3, name: 'a' });
    await now.change(3, { name: 'd' });
    expect(await migrating()).toMatchObject([{ done: 1, left: 0, stuck: undefined }]);
    expect(await now.data(4)).toEqual({ id: 4, name: 'c' });
  });

  it('that was stopped at a new table still knows with which version the table began', async () => {
    const { database, failAfter, heal } = refusing(await open());
    const from = { ...ground(database, boxes), oldest: (type: { newest: number }) => type.newest };
    await expand({ ...from, types: [] });
    for (let statement = 0; ; statement++) {
      for (const table of TABLES.slice(0, 3)) await run(database, `drop table if exists ${table}`);
      await run(database, 'delete from backlevel_tables');
      failAfter(statement);
      const failed = await expand(from).catch((error: unknown) => error);
      if (!heal()) break;
      expect(failed).toMatchObject({ code: 'database-full' });
      await expand(from);
      const { tables } = await findTables(database.db, database.engine);
      expect(tables.get('boxes')?.columns.has('motto'), String(statement)).toBe(false);
      const [status] = await statusOf({ database, registry: boxes });
      expect(status?.oldest, String(statement)).toBe('1.3');
    }
  });

  it('of a database that is closed is told as that, by every step', async () => {
    const database = await open();
    await expand(ground(database, boxes));
    await database.close();
    const steps = [
      () => planned(ground(database, boxes)),
      () => statusOf({ database, registry: boxes }),
      () => openStore({ database, registry: boxes }),
      ...STEPS.map(
        ([, step]) =>
          () =>
            step(database),
      ),
    ];
    for (const step of steps) {
      await expect(step()).rejects.toMatchObject({ code: 'database-unavailable' });
    }
  });
});

onPostgres('an index that was not finished', (open) => {
  it('because its connection was cut is made anew by who expands next', async () => {
    const database = await open();
    await expand(ground(database, plain));
    let release = (): void => undefined;
    const held = new Promise<void>((done) => {
      release = done;
    });
    const holding = database.db.transaction().execute(async (tx) => {
      await sql`insert into items (name, obj_version) values ('a', '1.0')`.execute(tx);
      await held;
    });
    const expanding = expand(ground(database, unique)).catch((error: unknown) => error);
    const building = `from pg_stat_activity
      where wait_event_type = 'Lock' and query like 'create unique index concurrently%'`;
    while ((await run(database, `select 1 ${building}`)).length === 0) await setTimeout(10);
    await run(database, `select pg_terminate_backend(pid) ${building}`);
    expect(await expanding).toMatchObject({ code: 'database-unavailable' });
    release();
    await holding;
    const { tables } = await findTables(database.db, database.engine);
    expect(tables.get('items')?.indexes.get('items_name_place_key')).toEqual({ isValid: false });
    expect((await expand(ground(database, unique))).map(({ kind }) => kind)).toEqual([
      'drop-index',
      'create-index',
    ]);
    expect(await planned(ground(database, unique))).toEqual([]);
  });
});
