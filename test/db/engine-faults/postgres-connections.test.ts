// PostgreSQL's own faults on the way to it: connections that are lost, a server that is gone for a while, rights, pools.

import { inspect } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, it } from 'vitest';
import { openStore, postgresDatabase } from '../../../src/db/index.js';
import { freePort } from '../../support/free-port.js';
import { cratesOf } from '../crates.js';
import { expanded, run, Shelf } from '../shelf.js';
import { boxesOf } from '../stored.js';
import { onOwnPostgres } from './own-postgres.js';

const registry = await boxesOf('db-postgres-connections');
const others = await cratesOf('db-postgres-connections-crates');

onOwnPostgres('PostgreSQL', registry, (postgres) => {
  it('says that no connection was free, and goes on when one is', async () => {
    const id = await postgres.made();
    const few = await postgres.database({ connections: 1, connectTimeoutMs: 100 });
    const [shelf, waiting] = [await Shelf.open(few, registry), await Shelf.open(few, registry)];
    await shelf.store.transaction(async () => {
      await shelf.get(id);
      await expect(waiting.get(id)).rejects.toMatchObject({
        code: 'database-unavailable',
        why: 'no connection was to be had in time',
      });
      await shelf.change(id, { title: 'x' });
    });
    expect(await waiting.data(id)).toMatchObject({ title: 'x' });
  });

  it('says so where it may only be read, or a right is missing', async () => {
    const id = await postgres.made();
    const shared = await postgres.database();
    await run(shared, 'create role reader login');
    await run(shared, 'grant select on all tables in schema public to reader');
    const asReader = new URL(postgres.server.url);
    asReader.username = 'reader';
    const ways = [
      await postgres.databaseAt(asReader.href),
      await postgres.database({}, 'default_transaction_read_only=on'),
    ];
    for (const reading of ways) {
      const shelf = await Shelf.open(reading, registry);
      const box = await shelf.get(id);
      Object.assign(box, { title: 'x', tags: new Set(['y']) });
      const told = { code: 'not-permitted', object: 'Box' };
      await expect(shelf.store.save(box)).rejects.toMatchObject(told);
      await expect(shelf.store.destroy(box)).rejects.toMatchObject(told);
      await expect(shelf.create({ code: 'no' })).rejects.toMatchObject(told);
      await expect(expanded(reading, others)).rejects.toMatchObject({ code: 'not-permitted' });
      expect(box.objWhatChanged().sort()).toEqual(['tags', 'title']);
    }
    expect(await postgres.one.data(id)).not.toHaveProperty('title');
  });

  it('keeps nothing of a transaction that it ended because nothing happened in it', async () => {
    const id = await postgres.made();
    const shelf = await postgres.shelf({}, 'idle_in_transaction_session_timeout=50');
    const box = await shelf.get(id);
    Object.assign(box, { title: 'x', tags: new Set(['a']) });
    const slow = shelf.store.transaction(async (tx) => {
      await tx.save(box);
      await setTimeout(300);
    });
    await expect(slow).rejects.toMatchObject({ code: 'database-unavailable' });
    expect(await postgres.one.data(id)).not.toHaveProperty('title');
    expect(box.objWhatChanged().sort()).toEqual(['tags', 'title']);
    await shelf.store.save(box);
    expect(await postgres.one.data(id)).toMatchObject({ title: 'x', tags: ['a'] });
  });

  it('loses no more than the transaction when a connection is cut', async () => {
    const id = await postgres.made();
    const box = await postgres.one.get(id);
    Object.assign(box, { title: 'cut' });
    const cut = postgres.one.store.transaction(async () => {
      await postgres.one.store.save(box);
      const client = new pg.Client(postgres.server.url);
      await client.connect();
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'`,
      );
      await client.end();
      await postgres.one.get(id);
    });
    await expect(cut).rejects.toMatchObject({ code: 'database-unavailable' });
    expect((await postgres.one.data(id))['title']).toBeUndefined();
    expect(box.objWhatChanged()).toEqual(['title']);
    await postgres.one.store.save(box);
    expect(await postgres.one.data(id)).toMatchObject({ title: 'cut' });
  });

  it('is told as unavailable while it is gone, and is used again when it is back', async () => {
    const id = await postgres.made();
    await postgres.server.kill();
    await expect(postgres.one.get(id)).rejects.toMatchObject({ code: 'database-unavailable' });
    await expect(postgres.one.create({ code: 'gone' })).rejects.toMatchObject({
      code: 'database-unavailable',
    });
    await postgres.server.start();
    expect(await postgres.one.data(id)).toMatchObject({ id });
  });

  it('keeps nothing of a transaction in which it stopped, and the whole of it afterwards', async () => {
    const id = await postgres.made();
    const box = await postgres.one.get(id);
    Object.assign(box, { title: 'x', tags: new Set(['a']) });
    const fresh = postgres.one.make({ code: 'fresh', tags: ['b'] });
    const work = (): Promise<void> =>
      postgres.one.store.transaction(async (tx) => {
        await tx.save(box);
        await tx.create(fresh);
        if (isStopping) await postgres.server.kill();
      });
    let isStopping = true;
    await expect(work()).rejects.toMatchObject({ code: 'database-unavailable' });
    await postgres.server.start();
    expect(await postgres.one.data(id)).not.toHaveProperty('title');
    expect(Reflect.get(fresh.objToPrimitive(), 'versioned_object.data')).not.toHaveProperty('id');
    isStopping = false;
    await work();
    expect(await postgres.one.data(id)).toMatchObject({ title: 'x', tags: ['a'] });
    expect(await postgres.one.data(Reflect.get(fresh, 'id') as number)).toMatchObject({
      tags: ['b'],
    });
  });

  it('never says with which password it could not be reached', async () => {
    const nobody = await freePort();
    const urls = [
      `postgres://ada:s3cret@127.0.0.1:${nobody}/x`,
      `postgres://ada:s3cret@127.0.0.1:${new URL(postgres.server.url).port}/none`,
    ];
    for (const url of urls) {
      const closed = await postgres.databaseAt(url);
      const error: unknown = await openStore({ database: closed, registry }).catch(
        (e: unknown) => e,
      );
      expect(error).toMatchObject({ code: 'database-unavailable' });
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('s3cret');
    }
  });

  it('is reached through a pool of the user’s own, whatever its parsers make of values', async () => {
    const types = { getTypeParser: () => (text: string) => `own ${text}` };
    const pool = new pg.Pool({ connectionString: postgres.server.url, types });
    const inUse: pg.PoolClient[] = [];
    pool.on('acquire', (client) => inUse.push(client));
    const given = await postgresDatabase(pool);
    const other = await Shelf.open(given, registry);
    const id = await postgres.made();
    await other.store.transaction(async () => {
      await other.get(id);
      // A connection that is lost while nobody asks it anything would end the process if nobody listened.
      expect(inUse.at(-1)?.listenerCount('error')).toBe(1);
    });
    await other.change(id, { labels: { a: '1' }, size: 3 });
    await other.change(id, { labels: {}, size: 4 });
    expect(await other.data(id)).toMatchObject({ labels: {}, size: 4 });
    await given.close();
    expect((await pool.query('select 1 as one')).rows).toHaveLength(1);
    await pool.end();
  });

  it('keeps texts in the order of code points, and JSON as it was written', async () => {
    const id = await postgres.made();
    await postgres.one.change(id, { labels: { b: '1', a: '2' } });
    const shared = await postgres.database();
    const [row] = await run(
      shared,
      `select cast(labels as text) as labels from boxes where id = ${id}`,
    );
    expect(row).toEqual({ labels: '{"b":"1","a":"2"}' });
    const { rows } = await sql`select 1`.execute(shared.db);
    expect(rows).toHaveLength(1);
  });
});
