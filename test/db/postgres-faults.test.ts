// PostgreSQL's own faults: locks, timeouts, deadlocks, lost connections and a server that is gone for a while.

import { inspect } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Database,
  openStore,
  postgresDatabase,
  type PostgresOptions,
} from '../../src/db/index.js';
import { describeWith } from '../interop/requirement.js';
import { freePort } from '../support/free-port.js';
import {
  missingPrivatePostgres,
  type PrivatePostgres,
  privatePostgres,
} from '../support/postgres.js';
import { expanded, run, Shelf } from './shelf.js';
import { boxesOf } from './stored.js';

const registry = await boxesOf('db-postgres-faults');

describeWith(missingPrivatePostgres, 'PostgreSQL', () => {
  const opened: Database[] = [];
  let server: PrivatePostgres;
  let one: Shelf;
  let next = 1;

  beforeAll(async () => {
    server = await privatePostgres();
    one = await Shelf.open(await expanded(await database(), registry), registry);
  });
  afterAll(async () => {
    for (const each of opened) await each.close();
    await server.stop();
  });

  async function database(options: PostgresOptions = {}): Promise<Database> {
    const made = await postgresDatabase(server.url, options);
    opened.push(made);
    return made;
  }

  /** The key of a fresh row. */
  async function made(): Promise<number> {
    return Reflect.get(await one.create({ code: `code-${next++}` }), 'id') as number;
  }

  /** Runs while somebody else holds a row's lock. */
  async function whileLocked(id: number, work: () => Promise<void>): Promise<void> {
    const client = new pg.Client(server.url);
    await client.connect();
    await client.query('begin');
    await client.query('select * from boxes where id = $1 for update', [id]);
    await work();
    await client.query('rollback');
    await client.end();
  }

  it.each<[string, PostgresOptions]>([
    ['locked', { lockTimeoutMs: 50 }],
    ['statement-timeout', { statementTimeoutMs: 50 }],
  ])('tells %s, and keeps the change for later', async (code, options) => {
    const id = await made();
    const other = await Shelf.open(await database(options), registry);
    const box = await other.get(id);
    Object.assign(box, { title: 'x' });
    await whileLocked(id, async () => {
      await expect(other.store.save(box)).rejects.toMatchObject({ code, object: 'Box' });
    });
    expect(box.objWhatChanged()).toEqual(['title']);
    await other.store.save(box);
    expect(await one.data(id)).toMatchObject({ title: 'x' });
  });

  it('undoes one of two that wait for each other, and does it again when asked to', async () => {
    const [a, b] = [await made(), await made()];
    let waiting = 0;
    let go = (): void => undefined;
    const both = new Promise<void>((resolve) => (go = resolve));
    const inOrder = async (first: number, second: number, title: string): Promise<void> => {
      const boxes = [await one.get(first), await one.get(second)];
      let attempt = 0;
      await one.store
        .transaction(
          async () => {
            for (const [i, box] of boxes.entries()) {
              await one.store.refresh(box);
              Object.assign(box, { title: `${title} ${attempt}` });
              await one.store.save(box);
              if (i === 0 && attempt === 0) {
                if (++waiting === 2) go();
                await both;
              }
            }
            attempt++;
          },
          { attempts: 2 },
        )
        .catch((error: unknown) => {
          attempt++;
          throw error;
        });
    };
    const results = await Promise.allSettled([inOrder(a, b, 'one'), inOrder(b, a, 'two')]);
    const codes = results.map((result) =>
      result.status === 'fulfilled' ? 'kept' : (result.reason as { code: string }).code,
    );
    expect(codes.filter((code) => code === 'kept').length).toBeGreaterThan(0);
    const [first, second] = [await one.data(a), await one.data(b)];
    expect(first['title']).toBe(second['title']);
  });

  it('loses no more than the transaction when a connection is cut', async () => {
    const id = await made();
    const box = await one.get(id);
    Object.assign(box, { title: 'cut' });
    const cut = one.store.transaction(async () => {
      await one.store.save(box);
      const client = new pg.Client(server.url);
      await client.connect();
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'`,
      );
      await client.end();
      await one.get(id);
    });
    await expect(cut).rejects.toMatchObject({ code: 'database-unavailable' });
    expect((await one.data(id))['title']).toBeUndefined();
    expect(box.objWhatChanged()).toEqual(['title']);
    await one.store.save(box);
    expect(await one.data(id)).toMatchObject({ title: 'cut' });
  });

  it('is told as unavailable while it is gone, and is used again when it is back', async () => {
    const id = await made();
    await server.kill();
    await expect(one.get(id)).rejects.toMatchObject({ code: 'database-unavailable' });
    await expect(one.create({ code: 'gone' })).rejects.toMatchObject({
      code: 'database-unavailable',
    });
    await server.start();
    expect(await one.data(id)).toMatchObject({ id });
  });

  it('never says with which password it could not be reached', async () => {
    const nobody = await freePort();
    const urls = [
      `postgres://ada:s3cret@127.0.0.1:${nobody}/x`,
      `postgres://ada:s3cret@127.0.0.1:${new URL(server.url).port}/none`,
    ];
    for (const url of urls) {
      const closed = await postgresDatabase(url);
      opened.push(closed);
      const error: unknown = await openStore({ database: closed, registry }).catch(
        (e: unknown) => e,
      );
      expect(error).toMatchObject({ code: 'database-unavailable' });
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('s3cret');
    }
  });

  it('is reached through a pool of the user’s own, whatever its parsers make of values', async () => {
    const types = { getTypeParser: () => (text: string) => `own ${text}` };
    const pool = new pg.Pool({ connectionString: server.url, types });
    const inUse: pg.PoolClient[] = [];
    pool.on('acquire', (client) => inUse.push(client));
    const given = await postgresDatabase(pool);
    const other = await Shelf.open(given, registry);
    const id = await made();
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
    const id = await made();
    await one.change(id, { labels: { b: '1', a: '2' } });
    const shared = opened[0];
    if (shared === undefined) throw new Error('nothing is open');
    const [row] = await run(
      shared,
      `select cast(labels as text) as labels from boxes where id = ${id}`,
    );
    expect(row).toEqual({ labels: '{"b":"1","a":"2"}' });
    const { rows } = await sql`select 1`.execute(shared.db);
    expect(rows).toHaveLength(1);
  });
});
